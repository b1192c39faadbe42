import { readMarks, writeMarks } from "@/lib/engines/local/notes/note-marks";
import { markdownText } from "@/lib/engines/local/text/safe-text";
import type { ClaimCheck } from "@/lib/engines/types";

const VALUE_CHARACTERS_MAX = 80;
/** Nothing in it is markup where it stands inside a line. */
const PLAIN_VALUE = /^[\p{L}\p{N}$€£#+-](?:[\p{L}\p{N} .,:;@/+%$€£#'-]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))*$/u;

/**
 * The line with the mark of the sessions that confirm it. Sessions of the day of an older mark or before are in that mark
 * already; null when no session is left. `days` are `YYYY-MM-DD`, newest first.
 */
export function verifiedLine(line: string, days: string[]): string | null {
  const { body, ...marks } = readMarks(line);
  const known = marks.verified;
  const added = days.filter((day) => known === null || day > known.on);
  const [on] = added;
  if (on === undefined) return null;
  return writeMarks(body, { ...marks, verified: { on, sessions: (known?.sessions ?? 0) + added.length } });
}

/** Where `value` stands in the text as a whole, or -1 when it does not stand there exactly once. */
function onlyPlace(text: string, value: string): number {
  const isInside = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  let place = -1;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const end = at + value.length;
    const isWhole = !isInside(text[at - 1]) && !isInside(text[end]) && !/^[.,]\d/.test(text.slice(end, end + 2));
    if (!isWhole && !/\d/.test(value)) continue;
    if (place >= 0 || !isWhole) return -1;
    place = at;
  }
  return place;
}

/** True for a value that may be written into a memory as it is. */
function isPlainValue(value: string): boolean {
  if (value.length > VALUE_CHARACTERS_MAX || !PLAIN_VALUE.test(value)) return false;
  return markdownText(value, VALUE_CHARACTERS_MAX).replace(/\\(.)/g, "$1") === value;
}

/**
 * The line with the found value in the place of the claimed one, the old value as a mark when it is to be kept, and the
 * sessions that bear out the new line (`days`, newest first; there may be none). Null where that cannot be done without doubt. A count of notes that said the old value goes.
 */
export function refutedLine(
  line: string,
  { claimed, found }: Pick<ClaimCheck, "claimed" | "found">,
  { days, keepsOld }: { days: string[]; keepsOld: boolean },
): string | null {
  const { body } = readMarks(line);
  const [on] = days;
  if (claimed === null || found === null || /[()]/.test(claimed) || !isPlainValue(found)) return null;
  const at = onlyPlace(body, claimed);
  if (at < 0) return null;
  const text = body.slice(0, at) + found + body.slice(at + claimed.length);
  return writeMarks(text, {
    previously: keepsOld ? claimed : null,
    noted: null,
    verified: on === undefined ? null : { on, sessions: days.length },
  });
}
