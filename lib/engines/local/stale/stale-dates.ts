const MONTHS = "january february march april may june july august september october november december".split(" ");
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const WEEKDAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const DAY_MS = 86_400_000;

const WEEKDAY = "(?:(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?,? )?";
/** A date as people write it, at the beginning of a text. Groups are named. */
const WRITTEN: readonly RegExp[] = [
  new RegExp(String.raw`^${WEEKDAY}(?<year>\d{4})[-/](?<month>\d{2})[-/](?<day>\d{2})(?![\d-])`, "i"),
  new RegExp(String.raw`^${WEEKDAY}(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)`, "i"),
  new RegExp(
    String.raw`^(?:the )?${WEEKDAY}(?<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<name>${MONTH})(?:,? (?<year>\d{4}))?(?![\w-])`,
    "i",
  ),
  new RegExp(
    String.raw`^${WEEKDAY}(?<name>${MONTH}) (?<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\d{4}))?(?![\w-])`,
    "i",
  ),
];
const NEXT_WEEKDAY = /^(?:next )?(sunday|monday|tuesday|wednesday|thursday|friday|saturday)\b/i;

/** A day in a text: `length` characters long; `day` is `YYYY-MM-DD`, and certain only when the text says the year. */
export type WrittenDate = { length: number; day: string; isCertain: boolean };

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

/** The day `days` after a day, both `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function writtenAt(match: RegExpExecArray, written: string | null, year: number): WrittenDate | null {
  const { name, month: digits, day: dayDigits, year: yearDigits } = match.groups ?? {};
  const short = name?.toLowerCase().slice(0, 3);
  const month = short === undefined ? Number(digits) : MONTHS.findIndex((full) => full.startsWith(short)) + 1;
  const inYear = (which: number) => dayOf(which, month, Number(dayDigits));
  const length = match[0].length;
  if (yearDigits !== undefined) {
    const day = inYear(Number(yearDigits));
    return day === null ? null : { length, day, isCertain: true };
  }
  const first = written === null ? year : Number(written.slice(0, 4));
  const isGone = written !== null && (inYear(first) ?? "") < written;
  const day = inYear(isGone ? first + 1 : first);
  return day === null ? null : { length, day, isCertain: false };
}

/**
 * The date that `text` begins with, or null. `written` (`YYYY-MM-DD`, or null) is the day of the note: a weekday is the
 * latest that its writer can have meant, up to two weeks on; a date without a year is the first on or after it, else in `year`.
 */
export function dateAt(text: string, written: string | null, year: number): WrittenDate | null {
  const head = text.slice(0, 60);
  const match = WRITTEN.map((form) => form.exec(head)).find((found) => found !== null);
  if (match) return writtenAt(match, written, year);
  const named = NEXT_WEEKDAY.exec(head);
  if (!named || written === null) return null;
  const wanted = WEEKDAYS.indexOf((named[1] ?? "").toLowerCase());
  const from = new Date(`${written}T00:00:00Z`).getUTCDay();
  const ahead = ((wanted - from + 6) % 7) + 1 + (/^next/i.test(named[0]) ? 7 : 0);
  return { length: named[0].length, day: dayAfter(written, ahead), isCertain: true };
}
