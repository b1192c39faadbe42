import { parseTime } from "@/lib/core/time";

/** Whether the text is an RFC 3339 instant (section 5.6) that the database can hold too: years 1 to 9999 in UTC. */
export function isRfc3339(text: string): boolean {
  if (parseTime(text) === null) return false;
  // Not parseTime's own answer, which takes an older time for the first that can be held.
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9999;
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
