import { changedLines } from "@/lib/diff/changed-lines";
import { compareText, lineText, splitLines } from "@/lib/engines/local/text/text-lines";
import type { Finding, LineOrigin, ProposedFile } from "@/lib/engines/types";
import type { CheckedMemory } from "./types";

/** A file that a proposal changes. Lines count from 1; `baseLines` and `proposedLines` are texts without line ends. */
export type ChangedFile = {
  /** Where it would be; where it is when it goes. */
  path: string;
  /** Where it stands in the snapshot, null for a new file. */
  basePath: string | null;
  isRemoved: boolean;
  base: string;
  proposed: string;
  baseLines: string[];
  proposedLines: string[];
  /** Numbers of the base lines that go, and of the proposed lines that are new. */
  removed: number[];
  added: number[];
  origins: LineOrigin[];
};

/** What a proposal does to a store. */
export type Change = {
  /** Sorted by path; a file that another one would overwrite is removed. */
  files: ChangedFile[];
  /** The snapshot and the store after the proposal: texts by path, sorted. */
  base: ReadonlyMap<string, string>;
  result: ReadonlyMap<string, string>;
  /** Files that stay as they are, sorted by path. */
  unchanged: CheckedMemory[];
};

const textsOf = (content: string) => splitLines(content).map(lineText);
const everyLine = (lines: string[]) => lines.map((_, index) => index + 1);

function changedFile(path: string, memory: CheckedMemory | undefined, content: string | null): ChangedFile {
  const base = memory?.content ?? "";
  const proposed = content ?? "";
  const baseLines = textsOf(base);
  const proposedLines = textsOf(proposed);
  const changed =
    memory && content !== null
      ? changedLines(base, proposed)
      : { baseLines: everyLine(baseLines), proposedLines: everyLine(proposedLines) };
  return {
    path,
    basePath: memory?.path ?? null,
    isRemoved: content === null,
    base,
    proposed,
    baseLines,
    proposedLines,
    removed: changed.baseLines,
    added: changed.proposedLines,
    origins: memory?.origins ?? [],
  };
}

/** Compares a snapshot with what is proposed for it; both may come in any order. */
export function readChange(memories: CheckedMemory[], files: ProposedFile[]): Change {
  const byPath = new Map(
    [...memories].sort((a, b) => compareText(a.path, b.path)).map((memory) => [memory.path, memory]),
  );
  const written = files.filter(({ content }) => content !== null);
  const carriedOn = new Set(written.map(({ path, fromPath }) => fromPath ?? path));
  const gone = new Set(files.map(({ path }) => path).filter((path) => byPath.has(path) && !carriedOn.has(path)));
  const changed = [
    ...written.map(({ path, fromPath, content }) => changedFile(path, byPath.get(fromPath ?? path), content)),
    ...[...gone].map((path) => changedFile(path, byPath.get(path), null)),
  ].sort((a, b) => compareText(a.path, b.path) || Number(b.isRemoved) - Number(a.isRemoved));
  const touched = new Set([...gone, ...carriedOn]);
  const unchanged = [...byPath.values()].filter(({ path }) => !touched.has(path));
  const after = [
    ...unchanged,
    ...changed.flatMap((file) => (file.isRemoved ? [] : [{ ...file, content: file.proposed }])),
  ];
  return {
    files: changed,
    base: new Map([...byPath.values()].map(({ path, content }) => [path, content])),
    result: new Map(after.sort((a, b) => compareText(a.path, b.path)).map(({ path, content }) => [path, content])),
    unchanged,
  };
}

/** Lines that proposed findings name, by path, in the snapshot and in the proposal. */
export type NamedLines = { base: Map<string, Set<number>>; proposed: Map<string, Set<number>> };

/** Gathers the anchors of the findings whose change is in the proposal. */
export function namedLines(findings: Finding[]): NamedLines {
  const named: NamedLines = { base: new Map(), proposed: new Map() };
  const add = (side: Map<string, Set<number>>, path: string, lines: number[]) => {
    const known = side.get(path) ?? new Set();
    for (const line of lines) known.add(line);
    side.set(path, known);
  };
  for (const { state, anchors } of findings) {
    if (state !== "proposed") continue;
    for (const { path, baseLines, proposedLines } of anchors) {
      add(named.base, path, baseLines);
      add(named.proposed, path, proposedLines);
    }
  }
  return named;
}
