import { z } from "zod";

/** RFC 3339 with any offset; seconds and offset are required. */
const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt](?:[01]\d|2[0-3]):\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Postgres and its clients write the years before as BC, which not all of them read; nothing here is that old. */
const EARLIEST = new Date("0001-01-01T00:00:00Z");

/** An instant as it is written on the wire: UTC, always six decimals, so that clients may compare the strings. */
export function wireTime(at: Date): string {
  return `${at.toISOString().slice(0, -1)}000Z`;
}

export function wireTimeOrNull(at: Date | null): string | null {
  return at === null ? null : wireTime(at);
}

/** The instant an RFC 3339 text names, or null when it is none. Precision: milliseconds. */
export function parseTime(text: string): Date | null {
  const date = RFC_3339.exec(text)?.[1];
  if (date === undefined) return null;
  const [day, at] = [new Date(`${date}T00:00:00Z`), new Date(text)];
  if (Number.isNaN(day.getTime()) || Number.isNaN(at.getTime())) return null;
  // Date takes the 30th of February for the 2nd of March.
  if (day.toISOString().slice(0, 10) !== date) return null;
  return at < EARLIEST ? EARLIEST : at;
}

/** As `parseTime`, but the next millisecond when the text names a moment between two: for `gte` and `lt` filters. */
export function parseTimeUp(text: string): Date | null {
  const at = parseTime(text);
  const between = /[1-9]/.test(RFC_3339.exec(text)?.[2]?.slice(4) ?? "");
  return at !== null && between ? new Date(at.getTime() + 1) : at;
}

const TIMESTAMP = {
  description: "RFC 3339 time; answers are in UTC with microseconds.",
  format: "date-time",
  examples: ["2026-10-21T09:30:00.000000Z"],
};

/** A time in an answer, as `wireTime` writes it. Every answer is checked, so this looks at the form alone. */
export const Timestamp = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  .meta(TIMESTAMP);

/** A time in a request: any RFC 3339 text that names an instant. */
export const TimestampParam = z
  .string()
  .refine((text) => parseTime(text) !== null, {
    error: (issue) =>
      `must be an RFC 3339 time such as 2026-10-21T09:30:00Z, got ${JSON.stringify(issue.input)?.slice(0, 60)}`,
  })
  .meta(TIMESTAMP);
