import type { Pace } from "@/lib/core/pace";
import type { MatchKind } from "./schema";

/** [start, end) in UTF-16 units of a line. */
export type Span = { start: number; end: number };

/** One line that matches. Line 0 is the path. */
export type LineMatch = {
  line: number;
  /** The whole line without its end. */
  text: string;
  kind: MatchKind;
  /** 0 comes first. */
  rank: number;
  /** What matched, in order and apart; found only for the hits that are shown. */
  spans(): Span[];
};

/** A query made ready. */
export type Matcher = {
  /** Ranks go from 0 to one below this. */
  ranks: number;
  /**
   * POSIX expressions of Postgres that the path, a line feed and the text of every file with a hit match, all of them.
   * More files may match; none: every file is read. Only hits of ranks below `belowRank` count.
   */
  prefilter(belowRank: number): string[];
  /** The lines of one file that match, from the top; null where the caller may rest. */
  match(file: { path: string; text: string }, pace: Pace): Iterable<LineMatch | null>;
  /** Whether lines had to be left out because they are too long for this query. */
  leftOut(): boolean;
};

/** More would not help a reader and would make a long line costly. */
export const SPANS_MAX = 20;

/** The path as line 0, then the lines from 1; a CR before the LF belongs to the line's end. */
export function linesOf({ path, text }: { path: string; text: string }): string[] {
  return [path, ...text.split("\n").map(withoutReturn)];
}

export function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
