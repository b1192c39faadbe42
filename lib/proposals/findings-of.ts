import type { FindingId } from "@/lib/core/ids";
import type { FindingAnchor } from "@/lib/engines/types";
import type { ProposalHunk } from "./list-hunks";
import type { FindingRow } from "./repository";

type Anchored = { id: FindingId; anchor: FindingAnchor };

/** Which findings are behind which lines, by path: so that each hunk looks only at what its file has. */
export type FindingsByPath = ReadonlyMap<string, Anchored[]>;

export function findingsByPath(findings: Pick<FindingRow, "id" | "anchors">[]): FindingsByPath {
  const byPath = new Map<string, Anchored[]>();
  for (const { id, anchors } of findings) {
    for (const anchor of anchors) {
      const known = byPath.get(anchor.path);
      if (known) known.push({ id, anchor });
      else byPath.set(anchor.path, [{ id, anchor }]);
    }
  }
  return byPath;
}

type Place = { path: string; fromPath: string | null };

function anchoredIn(findings: FindingsByPath, { path, fromPath }: Place): Anchored[] {
  const here = findings.get(path) ?? [];
  return fromPath === null ? here : [...here, ...(findings.get(fromPath) ?? [])];
}

export function findingsOfFile(findings: FindingsByPath, file: Place): FindingId[] {
  return [...new Set(anchoredIn(findings, file).map(({ id }) => id))];
}

/**
 * The findings that removed or wrote a line which the hunk changes. A move is behind every finding that anchors no line in the
 * file, else behind all of the file's: it changes no line itself.
 */
export function findingsOfHunk(findings: FindingsByPath, file: Place, { change }: ProposalHunk): FindingId[] {
  const anchored = anchoredIn(findings, file);
  if (change === null) {
    const lineless = anchored.filter(({ anchor }) => anchor.baseLines.length + anchor.proposedLines.length === 0);
    return [...new Set((lineless.length > 0 ? lineless : anchored).map(({ id }) => id))];
  }
  const within = (line: number, start: number, end: number) => line > start && line <= end;
  const touching = anchored.filter(
    ({ anchor }) =>
      anchor.baseLines.some((line) => within(line, change.baseStart, change.baseEnd)) ||
      anchor.proposedLines.some((line) => within(line, change.start, change.end)),
  );
  return [...new Set(touching.map(({ id }) => id))];
}
