import { AppError } from "@/lib/core/errors";
import { byteLength } from "@/lib/core/hash";
import { CONTENT_BYTES_MAX } from "./schema";

export type ReplaceText = { oldText: string; newText: string; replaceAll: boolean };

/** Enough to say that there are many; counting on would cost text times pattern for texts such as "aaaa". */
const COUNTED_MAX = 100;

/**
 * Replaces the one occurrence of `oldText`, or with `replaceAll` every one from left to right, literally: `$&` means
 * nothing. Occurrences that overlap are two places, so `aa` is not unique in `aaa`.
 * @throws AppError `conflict` (gone, or not unique), `invalid_request` (nothing to look for or to change, result too large)
 */
export function replaceText(text: string, input: ReplaceText): string {
  const { oldText, newText, replaceAll } = input;
  if (oldText === "") throw new AppError("invalid_request", "old_string must not be empty: it says what to replace.");
  if (oldText === newText) {
    throw new AppError("invalid_request", "old_string and new_string are equal: there is nothing to change.");
  }
  const first = text.indexOf(oldText);
  if (first === -1) {
    throw new AppError("conflict", "old_string is gone: the memory's content does not hold it; read the memory again.");
  }
  if (!replaceAll && text.indexOf(oldText, first + 1) !== -1) throw notUnique(text, oldText);
  const parts = replaceAll ? text.split(oldText) : [text.slice(0, first), text.slice(first + oldText.length)];
  // Before the text is built: many small places times one large replacement may be far more than memory holds.
  const bytes = byteLength(text) + (parts.length - 1) * (byteLength(newText) - byteLength(oldText));
  if (bytes > CONTENT_BYTES_MAX) {
    throw new AppError(
      "invalid_request",
      `content must have at most ${CONTENT_BYTES_MAX} bytes of UTF-8, with this edit it would have ${bytes}.`,
    );
  }
  return parts.join(newText);
}

function notUnique(text: string, oldText: string): AppError {
  let count = 0;
  for (let at = text.indexOf(oldText); at !== -1 && count <= COUNTED_MAX; at = text.indexOf(oldText, at + 1))
    count += 1;
  const times = count > COUNTED_MAX ? `more than ${COUNTED_MAX}` : count;
  return new AppError("conflict", `old_string occurs ${times} times: give more context or set replace_all.`);
}
