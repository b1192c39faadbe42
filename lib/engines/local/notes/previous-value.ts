import { cut, plainLine } from "@/lib/engines/local/text/safe-text";

const CHARACTERS_MAX = 120;
/** A longer part of the old text is no value; the whole text then says more. */
const SHARE_MAX = 0.6;

/** Words in common between the first and the last difference: several parts differ, and what lies between them is no value. */
function sharesWord(before: string[], after: string[]): boolean {
  const others = new Set(after);
  return before.some((word) => others.has(word));
}

/**
 * What stood in `older` where `newer` says something else: the words between the beginning and the end that both share, or
 * the whole of `older` when hardly anything is shared or several parts differ. One line of at most 120 characters, without parentheses.
 */
export function previousValue(older: string, newer: string): string {
  const before = older.replace(/[.;\s]+$/, "").split(/\s+/);
  const after = newer.replace(/[.;\s]+$/, "").split(/\s+/);
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  const value = before.slice(start, before.length - end).join(" ");
  const isOnePart = !sharesWord(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const isValue = value !== "" && value.length <= older.length * SHARE_MAX && isOnePart;
  return cut(plainLine((isValue ? value : before.join(" ")).replace(/[()]/g, "")), CHARACTERS_MAX);
}
