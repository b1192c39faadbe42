import { type EngineRules, NO_RULES } from "@/lib/engines/local/engine-rules";
import { compareText, lineText, splitLines } from "@/lib/engines/local/text/text-lines";
import type { EngineMemory, Finding, Rejection } from "@/lib/engines/types";

/** A line of the snapshot, counted from 1. */
export type BaseRef = { path: string; line: number };

/** One line of a draft. Exactly the lines with `base` are unchanged. */
export type DraftLine = {
  text: string;
  /** Its line end: LF, CRLF, or nothing at the end of a file. */
  end: string;
  base: BaseRef | null;
  /** The lines of the snapshot that it stands for now. */
  replaces: readonly BaseRef[];
  /** Numbers of the findings that wrote it. */
  findings: readonly number[];
  byPerson: boolean;
  /** When the text was written, null when nothing tells. */
  at: string | null;
};

export type DraftFile = {
  path: string;
  /** Where it stands in the snapshot, null for a new file. */
  basePath: string | null;
  /** Joined lines; kept beside them because most files are never touched. */
  content: string;
  lines: DraftLine[] | null;
};

/** The state of a store while a dream changes it, finding by finding. */
export type Draft = {
  rules: EngineRules;
  base: ReadonlyMap<string, EngineMemory>;
  files: Map<string, DraftFile>;
  findings: Finding[];
  /** Fingerprints that a person turned down, with the events that spoke for each. */
  rejections: ReadonlyMap<string, ReadonlySet<string>>;
  /** Findings without a change that a later round looks for again. */
  superseded: Set<number>;
  /** Lines of the snapshot that are gone, with the findings that took them. */
  removed: { ref: BaseRef; findings: readonly number[] }[];
  /** Files that a finding moved, created or removed as a whole, by path at that time. */
  touched: { path: string; finding: number }[];
};

/** A draft that is the snapshot. The memories may come in any order. */
export function openDraft(
  memories: EngineMemory[],
  rules: EngineRules = NO_RULES,
  rejections: Rejection[] = [],
): Draft {
  const ordered = [...memories].sort((a, b) => compareText(a.path, b.path));
  return {
    rules,
    rejections: new Map(rejections.map(({ fingerprint, eventIds }) => [fingerprint, new Set(eventIds)])),
    base: new Map(ordered.map((memory) => [memory.path, memory])),
    files: new Map(ordered.map(({ path, content }) => [path, { path, basePath: path, content, lines: null }] as const)),
    findings: [],
    superseded: new Set(),
    removed: [],
    touched: [],
  };
}

/** The files as the draft has them now, by path. */
export function draftContents(draft: Draft): { path: string; content: string }[] {
  return [...draft.files.values()]
    .map(({ path, content }) => ({ path, content }))
    .sort((a, b) => compareText(a.path, b.path));
}

/** The lines of a file of the draft, counted from 1 at index 0; empty when there is no such file. */
export function draftLines(draft: Draft, path: string): DraftLine[] {
  const file = draft.files.get(path);
  if (!file) return [];
  file.lines ??= linesOf(file, draft.base.get(file.basePath ?? ""));
  return file.lines;
}

function linesOf(file: DraftFile, memory: EngineMemory | undefined): DraftLine[] {
  const origins = memory?.origins ?? [];
  let run = -1;
  return splitLines(file.content).map((line, index) => {
    while ((origins[run + 1]?.line ?? Number.POSITIVE_INFINITY) <= index + 1) run += 1;
    const origin = origins[run];
    const text = lineText(line);
    const bom = index === 0 && line.startsWith("\ufeff") ? 1 : 0;
    return {
      text,
      end: line.slice(bom + text.length),
      base: file.basePath === null ? null : { path: file.basePath, line: index + 1 },
      replaces: [],
      findings: [],
      byPerson: origin?.byPerson ?? false,
      at: origin?.at ?? null,
    };
  });
}

/** When a line was written, ISO 8601, or null when nothing tells. */
export function lineTime(draft: Draft, path: string, line: number): string | null {
  return draftLines(draft, path)[line - 1]?.at ?? null;
}

/** The lines of the snapshot that a line is or stands for. */
export function refsOf(line: DraftLine): readonly BaseRef[] {
  return line.base ? [line.base] : line.replaces;
}

/** True when a person wrote the line by hand; a blank line holds nobody's words. */
export function isPersonsLine({ byPerson, text }: DraftLine): boolean {
  return byPerson && text.trim() !== "";
}

/** When the newest of the lines was written, null when nothing tells. */
export function newestTime(lines: DraftLine[]): string | null {
  return lines.reduce<string | null>((newest, { at }) => ((at ?? "") > (newest ?? "") ? at : newest), null);
}

/** True when a person wrote one of the lines `start` to `end` by hand. */
export function isByPerson(draft: Draft, path: string, start: number, end: number): boolean {
  return draftLines(draft, path)
    .slice(start - 1, end)
    .some(isPersonsLine);
}

/** Begins a new round of passes: what changed nothing so far is looked for again. */
export function beginRound(draft: Draft): void {
  draft.findings.forEach(({ state }, number) => {
    if (state !== "proposed") draft.superseded.add(number);
  });
}
