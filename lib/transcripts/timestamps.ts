import { parseTime } from "@/lib/core/time";

/** Whether the text is an RFC 3339 instant (section 5.6) that the database can hold too: a real day, years 1 to 9999. */
export function isRfc3339(text: string): boolean {
  const year = parseTime(text)?.getUTCFullYear() ?? 0;
  if (year < 1 || year > 9999) return false;
  // Date rolls 30 February over into March.
  const daysInMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return Number(text.slice(8, 10)) <= daysInMonth;
}

/** Microseconds since 1970; digits past the sixth are cut. Only for text that `isRfc3339` accepts. */
export function toMicroseconds(text: string): number {
  return wholeSeconds(text) * 1_000_000 + Number(fraction(text));
}

/** The same instant in the form of the wire: UTC, six decimals. Only for text that `isRfc3339` accepts. */
export function toWireTime(text: string): string {
  return `${new Date(wholeSeconds(text) * 1000).toISOString().slice(0, 19)}.${fraction(text)}Z`;
}

function wholeSeconds(text: string): number {
  return Math.floor(Date.parse(text) / 1000);
}

/** Six digits. */
function fraction(text: string): string {
  return (/\.(\d+)/.exec(text)?.[1] ?? "").slice(0, 6).padEnd(6, "0");
}
