import cronstrue from "cronstrue";

/** Times of a day without a word about which days. */
const DAILY = /^At [\d:]+(?:(?:, | and |, and )[\d:]+)*$/;

/** A cron in words: `At 02:30, Monday through Friday`, `At 02:30, every day`. What it cannot say stays as it is. */
export function cronWords(cron: string): string {
  try {
    const words = cronstrue.toString(cron, { use24HourTimeFormat: true });
    return DAILY.test(words) ? `${words}, every day` : words;
  } catch {
    return cron;
  }
}
