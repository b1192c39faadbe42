/** What dreams have marked at the end of a note. Each mark stands there at most once, in this order. */
export type NoteMarks = {
  /** The value or wording that the note replaced. */
  previously: string | null;
  /** How many notes it stands for, and the oldest of their dates. */
  noted: { times: number; since: string } | null;
  /** The day of the newest session that confirmed it, and how many sessions did. */
  verified: { on: string; sessions: number } | null;
};

const VERIFIED = /\s*\(verified (\d{4}-\d{2}-\d{2}), (\d{1,6}) sessions?\)\s*$/;
const NOTED = /\s*\(noted (\d{1,6}) times since (\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?)\)\s*$/;
const PREVIOUSLY = /\s*\(previously ((?:[^()]|\([^()]*\)){1,1000})\)\s*$/;

/** Parts a note's text from the marks at its end. */
export function readMarks(text: string): NoteMarks & { body: string } {
  const verified = VERIFIED.exec(text);
  const unverified = verified ? text.slice(0, verified.index) : text;
  const noted = NOTED.exec(unverified);
  const uncounted = noted ? unverified.slice(0, noted.index) : unverified;
  const previously = PREVIOUSLY.exec(uncounted);
  return {
    body: previously ? uncounted.slice(0, previously.index) : uncounted,
    previously: previously?.[1] ?? null,
    noted: noted ? { times: Number(noted[1]), since: noted[2] ?? "" } : null,
    verified: verified ? { on: verified[1] ?? "", sessions: Number(verified[2]) } : null,
  };
}

/** `body` with the marks after it; white space at its end stays at the end of the line. */
export function writeMarks(body: string, { previously, noted, verified }: NoteMarks): string {
  const text = body.trimEnd();
  const marks = [
    ...(previously === null ? [] : [`(previously ${previously})`]),
    ...(noted === null ? [] : [`(noted ${noted.times} times since ${noted.since})`]),
    ...(verified === null
      ? []
      : [`(verified ${verified.on}, ${verified.sessions} session${verified.sessions === 1 ? "" : "s"})`]),
  ];
  return [text, ...marks].join(" ") + body.slice(text.length);
}
