import { compareText } from "@/lib/engines/local/text/text-lines";
import type { CheckLevel, CheckName } from "@/lib/proposals/schema";
import type { Check, CheckItem } from "./types";

/** More would not be read, and a check is kept with the proposal. */
export const ITEMS_MAX = 200;

/** Order of places: path, side, line, words. */
export function compareItems(a: CheckItem, b: CheckItem): number {
  return (
    compareText(a.path, b.path) || compareText(a.side, b.side) || a.line - b.line || compareText(a.message, b.message)
  );
}

/** A check with its places in order, cut to what is kept. */
export function finishCheck(check: CheckName, level: CheckLevel, summary: string, items: CheckItem[] = []): Check {
  return { check, level, summary, count: items.length, items: [...items].sort(compareItems).slice(0, ITEMS_MAX) };
}

/** `1 line`, `3,000 lines`. */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : nouns}`;
}
