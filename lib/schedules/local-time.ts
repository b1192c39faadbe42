import { nextRuns } from "./cron";

/** Names of the IANA data base, not offsets. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** Whether this server's time zone data knows the name. */
export function isTimeZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** What calendar and clock of a zone show: the day as `2026-11-20`, and the minutes since midnight. */
export function localTime(at: Date, timeZone: string): { day: string; minute: number } {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = `${part.get("year")?.padStart(4, "0")}-${part.get("month")}-${part.get("day")}`;
  return { day, minute: Number(part.get("hour")) * 60 + Number(part.get("minute")) };
}

/** When the zone's clock shows that many minutes after midnight the next time after `after`. */
export function nextLocalTime(minute: number, timeZone: string, after: Date): Date {
  const [at] = nextRuns({ cron: `${minute % 60} ${Math.floor(minute / 60)} * * *`, timeZone }, 1, after);
  if (at === undefined) throw new Error(`no time after ${after.toISOString()}`);
  return at;
}

/** Whether a minute of the day is within quiet hours that may go past midnight; `to` is outside. */
export function isQuiet(minute: number, quiet: { from: number; to: number }): boolean {
  const { from, to } = quiet;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** `Sat, 21 Nov 2026, 02:30`: an instant as the zone's people would say it. */
export function zoneText(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}
