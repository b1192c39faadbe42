import cronstrue from "cronstrue";

/** A cron in words: `At 02:30, Monday through Friday`. What it cannot say stays as it is. */
export function cronWords(cron: string): string {
  try {
    return cronstrue.toString(cron, { use24HourTimeFormat: true });
  } catch {
    return cron;
  }
}
