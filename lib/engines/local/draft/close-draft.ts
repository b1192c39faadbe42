import type { BaseRef, Draft } from "@/lib/engines/local/draft/draft";
import { compareText } from "@/lib/engines/local/text/text-lines";
import { contentBytes } from "@/lib/engines/local/text/tree-paths";
import type { Churn, Finding, FindingAnchor, ProposedFile } from "@/lib/engines/types";

export type ClosedDraft = { findings: Finding[]; files: ProposedFile[]; churn: Churn };

/** What differs between the snapshot and the draft, and which finding stands behind which line. */
export function closeDraft(draft: Draft): ClosedDraft {
  const anchors = new Anchors(draft.findings.length);
  let linesAdded = 0;
  for (const file of draft.files.values()) {
    file.lines?.forEach((line, index) => {
      if (line.base) return;
      linesAdded += 1;
      for (const finding of line.findings) {
        anchors.at(finding, file.path).proposedLines.push(index + 1);
        for (const ref of line.replaces) anchors.addBase(finding, ref);
      }
    });
  }
  for (const { ref, findings } of draft.removed) for (const finding of findings) anchors.addBase(finding, ref);
  for (const { path, finding } of draft.touched) anchors.at(finding, path);
  const files = changedFiles(draft);
  return {
    findings: draft.findings
      .map((finding, number) => ({ ...finding, anchors: anchors.of(number) }))
      .filter((_, number) => !draft.superseded.has(number))
      // A later finding may have taken back all that this one wrote.
      .filter(({ state, anchors: own }) => state !== "proposed" || own.length > 0),
    files,
    churn: churnOf(draft, files, linesAdded),
  };
}

class Anchors {
  private readonly byFinding: Map<string, FindingAnchor>[];

  constructor(count: number) {
    this.byFinding = Array.from({ length: count }, () => new Map());
  }

  at(finding: number, path: string): FindingAnchor {
    const anchors = this.byFinding[finding];
    const known = anchors?.get(path) ?? { path, baseLines: [], proposedLines: [] };
    anchors?.set(path, known);
    return known;
  }

  addBase(finding: number, ref: BaseRef): void {
    this.at(finding, ref.path).baseLines.push(ref.line);
  }

  of(finding: number): FindingAnchor[] {
    const unique = (lines: number[]) => [...new Set(lines)].sort((a, b) => a - b);
    return [...(this.byFinding[finding]?.values() ?? [])]
      .map(({ path, baseLines, proposedLines }) => ({
        path,
        baseLines: unique(baseLines),
        proposedLines: unique(proposedLines),
      }))
      .sort((a, b) => compareText(a.path, b.path));
  }
}

function changedFiles(draft: Draft): ProposedFile[] {
  const files: ProposedFile[] = [];
  const standing = new Set<string>();
  for (const { path, basePath, content } of draft.files.values()) {
    if (basePath !== null) standing.add(basePath);
    const isMoved = basePath !== null && basePath !== path;
    const before = basePath === null ? undefined : draft.base.get(basePath)?.content;
    if (isMoved || content !== before) files.push({ path, fromPath: isMoved ? basePath : null, content });
  }
  for (const path of draft.base.keys()) if (!standing.has(path)) files.push({ path, fromPath: null, content: null });
  return files.sort((a, b) => compareText(a.path, b.path));
}

function churnOf(draft: Draft, files: ProposedFile[], linesAdded: number): Churn {
  const bytes = (texts: Iterable<{ content: string }>) => {
    let sum = 0;
    for (const { content } of texts) sum += contentBytes(content);
    return sum;
  };
  const isNew = ({ path, fromPath, content }: ProposedFile) =>
    content !== null && fromPath === null && !draft.base.has(path);
  const filesAdded = files.filter(isNew).length;
  const filesRemoved = files.filter(({ content }) => content === null).length;
  const replaced = [...draft.files.values()].flatMap(({ lines }) => lines?.flatMap((line) => line.replaces) ?? []);
  const gone = new Set(
    [...draft.removed.map(({ ref }) => ref), ...replaced].map(({ path, line }) => `${path}:${line}`),
  );
  return {
    filesAdded,
    filesModified: files.length - filesAdded - filesRemoved,
    filesRemoved,
    linesAdded,
    linesRemoved: gone.size,
    bytesBefore: bytes(draft.base.values()),
    bytesAfter: bytes(draft.files.values()),
  };
}
