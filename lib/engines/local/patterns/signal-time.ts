/** A time found in a text, and where it stands. */
export type FoundTime = { ms: number; start: number; end: number };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const CLOCK = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`;
const ZONE = String.raw`(?:\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})\b)?`;
/** `2026-11-02T10:00:01.250Z`, `2026/11/02 10:00`, RFC 3339 and what most loggers write. */
const FULL = new RegExp(String.raw`(?<![\d-])(\d{4})[-/](\d{2})[-/](\d{2})[T ,]\s?${CLOCK}${ZONE}(?!\d)`, "i");
/** `02/Nov/2026:10:00:01 +0000`: web servers. */
const COMMON_LOG = /\b(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-]\d{4})/;
/** `Nov  2 10:00:01` at the beginning of a line: RFC 3164, which tells no year. */
const SYSLOG = /^\s*(?:<\d{1,3}>)?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?=\s)/;
/** `[10:00:01]` or `10:00:01.5 ` at the beginning of a line: the day is told elsewhere. */
const CLOCK_ONLY = /^\s*\[?(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?\]?(?=[\s|,;]|$)/;
/** `1793613601`, `1793613601.250` or `1793613601250` at the beginning of a line, as the kernel and queues write it. */
const EPOCH = /^\s*\[?(\d{10}(?:\.\d{1,9})?|\d{13})\]?(?=[\s|,;:]|$)/;
const DAY = 86_400_000;
/** A number is taken for a time only this near to when it was seen: others are ids. */
const EPOCH_REACH_MS = 3653 * DAY;

function zoneMs(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? "");
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

const fraction = (digits: string | undefined) => Math.round(Number(`0.${digits ?? "0"}`) * 1000);

type Parts = { year: number; month: number; day: number; clock: (string | undefined)[]; zone?: string | undefined };

/** Milliseconds since 1970, or null for a day or clock that does not exist. */
function instant({ year, month, day, clock, zone }: Parts): number | null {
  const [hours = 0, minutes = 0, seconds = 0] = clock.slice(0, 3).map((part) => Number(part ?? "0"));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hours > 23 || minutes > 59 || seconds > 60) return null;
  const ms = Date.UTC(year, month - 1, day, hours, minutes, seconds, fraction(clock[3])) - zoneMs(zone);
  return Number.isFinite(ms) && year >= 1970 && year < 2200 ? ms : null;
}

/** The first full time of a text: a day with a clock. Without a zone it is taken as UTC. */
export function findFullTime(text: string): FoundTime | null {
  const iso = FULL.exec(text);
  const web = iso ? null : COMMON_LOG.exec(text);
  const match = iso ?? web;
  if (!match) return null;
  const [, a, b, c] = match;
  const ms = iso
    ? instant({ year: Number(a), month: Number(b), day: Number(c), clock: match.slice(4, 8), zone: match[8] })
    : instant({
        year: Number(c),
        month: MONTHS.indexOf((b ?? "").toLowerCase()) + 1,
        day: Number(a),
        clock: match.slice(4, 7),
        zone: match[7],
      });
  return ms === null ? null : { ms, start: match.index, end: match.index + match[0].length };
}

/**
 * The time of a log line. One without a year or a day gets it from `near` (the last full time before it, or when the
 * session saw it): the newest such moment that is at most an hour after `near`.
 */
export function findLineTime(line: string, near: number | null): FoundTime | null {
  const full = findFullTime(line);
  if (full || near === null) return full;
  const syslog = SYSLOG.exec(line);
  const latest = near + DAY / 24;
  if (syslog) {
    const month = MONTHS.indexOf((syslog[1] ?? "").toLowerCase()) + 1;
    const year = new Date(near).getUTCFullYear();
    const dates = [year + 1, year, year - 1].map((each) =>
      instant({ year: each, month, day: Number(syslog[2]), clock: syslog.slice(3, 7) }),
    );
    const ms = dates.find((date) => date !== null && date <= latest);
    return ms === undefined || ms === null ? null : { ms, start: 0, end: syslog[0].length };
  }
  const epoch = EPOCH.exec(line);
  const told = epoch ? timeOfValue(epoch[1]) : null;
  if (epoch && told !== null && Math.abs(told - near) <= EPOCH_REACH_MS) {
    return { ms: told, start: 0, end: epoch[0].length };
  }
  const clock = CLOCK_ONLY.exec(line);
  if (!clock) return null;
  const day = new Date(near);
  const parts = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
  const ms = instant({ ...parts, clock: clock.slice(1, 5) });
  if (ms === null) return null;
  return { ms: ms > latest ? ms - DAY : ms, start: 0, end: clock[0].length };
}

/** A value as a time: a full time as text, or seconds or milliseconds since 1970 (2001 to 2100) as number or text. */
export function timeOfValue(value: unknown): number | null {
  if (typeof value === "string") {
    if (value.length > 40) return null;
    if (/^\d{10}(?:\.\d{1,9})?$|^\d{13}$/.test(value)) return timeOfValue(Number(value));
    return findFullTime(value)?.ms ?? null;
  }
  if (typeof value !== "number") return null;
  if (value >= 1e9 && value < 4.1e9) return Math.round(value * 1000);
  return value >= 1e12 && value < 4.1e12 ? Math.round(value) : null;
}
