import { z } from "zod";

/** RFC 3339 with any offset; seconds and offset are required. */
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** An instant as it is written on the wire: UTC, always six decimals, so that clients may compare the strings. */
export function wireTime(at: Date): string {
  return `${at.toISOString().slice(0, -1)}000Z`;
}

export function wireTimeOrNull(at: Date | null): string | null {
  return at === null ? null : wireTime(at);
}

/** The instant an RFC 3339 text names, or null when it is none. Precision: milliseconds. */
export function parseTime(text: string): Date | null {
  if (!RFC_3339.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}

export const Timestamp = z
  .string()
  .refine((text) => parseTime(text) !== null, {
    error: (issue) =>
      `must be an RFC 3339 time such as 2026-10-21T09:30:00Z, got ${JSON.stringify(issue.input)?.slice(0, 60)}`,
  })
  .describe("RFC 3339 time; answers are in UTC with microseconds.");
