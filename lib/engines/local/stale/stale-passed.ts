import type { MemoryEntry } from "@/lib/engines/local/notes/memory-entries";
import { readStamp } from "@/lib/engines/local/notes/note-stamp";
import { dateAt, dayAfter } from "@/lib/engines/local/stale/stale-dates";
import { unitsOf } from "@/lib/engines/local/stale/stale-items";

/** A span that is over. `line` counts from 1; `reason` null: the entry is about nothing else and may go. */
export type PassedSpan = { line: number; day: string; reason: string | null };

const UNTIL = /(?<![\w-])(?:until|till|thru|up to and including)\s+(?:the end of\s+)?(?=[\dA-Za-z])/gi;
/** States that a date ends. A contract or a certificate that ran out is a fact that somebody has to know. */
const SPAN =
  /\b(?:freeze|frozen|on leave|on vacation|on holiday|out of (?:the )?office|maintenance|paused|on hold|muted|silenced|embargo(?:ed)?|moratorium|temporar(?:y|ily)|read-only|on call|code red|do not (?:deploy|merge|release|restart|touch|page|push)|no (?:deploys|deployments|releases|merges|changes|pushes))\b/i;
const PAST = /\b(?:was|were|had|did|used to|ended|over|previously|lasted|finished|lifted)\b/i;
const WORK = /\b(?:in[- ]flight|in progress|pending|rolling out|being \w+ed)\b/i;
const HOLDS_MORE = "Its date has passed, but the entry says more than that: does the rest still hold?";

function withoutCode(text: string): string {
  return text.replace(/`[^`]*`|\((?:previously|was) [^()]{0,400}\)/g, (piece) => "\u0000".repeat(piece.length));
}

/** The text is one sentence: nothing stands after a full stop, and nothing else is told besides the span. */
function isOneSentence(text: string): boolean {
  return !/[.!?;]\s+\S/.test(text.trim());
}

function reasonFor(entry: MemoryEntry, text: string, isCertain: boolean, day: string, today: string): string | null {
  if (!isCertain) return `It names no year: if ${day} is meant, the date has passed.`;
  if (today <= dayAfter(day, 1)) return "Its date passed less than a day ago: does it still hold?";
  if (WORK.test(text)) return "Its date has passed, and no transcript tells how it ended.";
  const isWhole = entry.startLine + text.split("\n").length - 1 === entry.endLine;
  if (!SPAN.test(text)) return "Its date has passed: does it still hold?";
  return isWhole && isOneSentence(readStamp(text).body) && !/#\d|`/.test(text) ? null : HOLDS_MORE;
}

/**
 * The first "until <date>" of an entry whose day is over at `today` (`YYYY-MM-DD`, UTC). Whole days are compared: a day is over
 * when `today` is a later one, and beyond doubt one day after that, wherever its writer lives.
 */
export function passedSpan(entry: MemoryEntry, lines: string[], today: string): PassedSpan | null {
  for (const unit of unitsOf(entry, lines)) {
    const text = unit.lines.join("\n");
    const masked = withoutCode(text);
    const stamp = readStamp(text.replace(/^\s*(?:[-*+•]|\d{1,9}[.)])\s+/, "")).at?.slice(0, 10) ?? null;
    for (const match of masked.matchAll(UNTIL)) {
      const end = match.index + match[0].length;
      const date = dateAt(masked.slice(end).replace(/\s+/g, " "), stamp, Number(today.slice(0, 4)));
      const sentence = masked.slice(masked.slice(0, match.index).search(/[^.;!?]*$/));
      if (date === null || date.day >= today || PAST.test(sentence.split(/[.;!?](?:\s|$)/, 1)[0] ?? "")) continue;
      const line = unit.startLine + masked.slice(0, match.index).split("\n").length - 1;
      const own = text.replace(/^\s*(?:[-*+•]|\d{1,9}[.)])\s+/, "");
      return { line, day: date.day, reason: reasonFor(entry, own, date.isCertain, date.day, today) };
    }
  }
  return null;
}
