import type { CheckItem } from "./checks/types";
import type { ProposalHunk } from "./list-hunks";

type Place = { path: string; fromPath: string | null };
type Warning = Pick<CheckItem, "path" | "side" | "line" | "message">;

/** Messages by side, path and line. */
export type WarnedLines = ReadonlyMap<string, string[]>;

const keyOf = (side: Warning["side"], path: string, line: number) => JSON.stringify([side, path, line]);

export function warnedLines(warnings: Warning[]): WarnedLines {
  const lines = new Map<string, string[]>();
  for (const { side, path, line, message } of warnings) {
    const key = keyOf(side, path, line);
    lines.set(key, [...(lines.get(key) ?? []), message]);
  }
  return lines;
}

/** What is said of the lines that a hunk changes, each once. */
export function hunkWarnings(warned: WarnedLines, { path, fromPath }: Place, { change }: ProposalHunk): string[] {
  if (change === null || warned.size === 0) return [];
  const said = new Set<string>();
  const add = (side: Warning["side"], at: string, from: number, to: number) => {
    for (let line = from + 1; line <= to; line++)
      for (const text of warned.get(keyOf(side, at, line)) ?? []) said.add(text);
  };
  add("proposed", path, change.start, change.end);
  add("base", fromPath ?? path, change.baseStart, change.baseEnd);
  return [...said];
}

export const isWarned = (warned: WarnedLines, place: Place, hunk: ProposalHunk): boolean =>
  hunkWarnings(warned, place, hunk).length > 0;
