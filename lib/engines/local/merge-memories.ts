import { findDuplicateFiles } from "@/lib/engines/local/duplicate-files";
import { type DuplicateNotes, findDuplicateNotes } from "@/lib/engines/local/duplicate-notes";
import { applyLineEdits, type EditedFile, type LineEdits } from "@/lib/engines/local/line-edits";
import { withSinceMark } from "@/lib/engines/local/note-stamp";
import { inlineCode } from "@/lib/engines/local/safe-text";
import { lineText, splitLines } from "@/lib/engines/local/text-lines";
import { CONTENT_BYTES_MAX, contentBytes } from "@/lib/engines/local/tree-paths";
import type {
  EngineMemory,
  Evidence,
  Finding,
  FindingAnchor,
  MemorySource,
  TranscriptReport,
} from "@/lib/engines/types";

/** Findings, and the new content (null: removed) of each file they change. */
export type Merged = { findings: Finding[]; changed: Map<string, string | null> };

const EVIDENCE_MAX = 10;

function sourcesOf(memory: EngineMemory): MemorySource[] {
  return splitLines(memory.content).map((line, index) => ({
    path: memory.path,
    line: index + 1,
    text: lineText(line),
  }));
}

function mergeFiles(memories: EngineMemory[], merged: Merged): void {
  for (const { kept, dropped } of findDuplicateFiles(memories)) {
    for (const { path } of dropped) merged.changed.set(path, null);
    const many = dropped.length === 1 ? "a second file is" : `${dropped.length} other files are`;
    merged.findings.push({
      kind: "merge",
      rationale: `${inlineCode(kept.path)} stays; ${many} the same byte for byte and can go: ${dropped.map(({ path }) => inlineCode(path)).join(", ")}.`,
      confidence: 0.97,
      evidence: [],
      sources: [kept, ...dropped].map(({ path, content }) => ({
        path,
        line: 1,
        text: lineText(splitLines(content)[0] ?? ""),
      })),
      anchors: dropped.map((memory) => ({
        path: memory.path,
        baseLines: sourcesOf(memory).map(({ line }) => line),
        proposedLines: [],
      })),
    });
  }
}

function rationaleOf({ kept, dropped, mark, isExact }: DuplicateNotes): string {
  const files = new Set([kept, ...dropped].map(({ path }) => path)).size;
  const same = isExact ? "the same words" : "the same in other spelling";
  const where = files === 1 ? "in one file" : `in ${files} files`;
  const note = mark === null ? "" : " and now tells how often and since when";
  return `${dropped.length + 1} notes ${where} say ${same}; the newest in ${inlineCode(kept.path)} line ${kept.startLine} stays${note}.`;
}

function mentionsByKey(reports: TranscriptReport[]): Map<string, Evidence[]> {
  const byKey = new Map<string, Evidence[]>();
  for (const { line, evidence } of reports.flatMap(({ mentions }) => mentions)) {
    const known = byKey.get(line);
    if (known) known.push(evidence);
    else byKey.set(line, [evidence]);
  }
  return byKey;
}

/** Lines by path, without their ends. */
type FileTexts = Map<string, string[]>;

function editsFor(groups: DuplicateNotes[], texts: FileTexts): Map<string, LineEdits> {
  const edits = new Map<string, LineEdits>();
  const editsOf = (path: string): LineEdits => {
    const known = edits.get(path) ?? { removed: new Map(), rewritten: new Map() };
    edits.set(path, known);
    return known;
  };
  groups.forEach(({ kept, dropped, mark }, finding) => {
    for (const { path, startLine, endLine } of dropped) {
      for (let line = startLine; line <= endLine; line += 1) editsOf(path).removed.set(line, finding);
    }
    const text = texts.get(kept.path)?.[kept.startLine - 1];
    if (mark === null || text === undefined) return;
    editsOf(kept.path).rewritten.set(kept.startLine, withSinceMark(text, mark.noted, mark.since));
  });
  return edits;
}

/** Without room for the marks the duplicates go all the same; the findings still tell the dates. */
function editFile(content: string, edits: LineEdits): EditedFile {
  const edited = applyLineEdits(content, edits);
  if (contentBytes(edited.content ?? "") <= CONTENT_BYTES_MAX) return edited;
  return applyLineEdits(content, { removed: edits.removed, rewritten: new Map() });
}

/** For each finding the lines of one file that it removes, and the line it rewrites. */
function anchorsIn(path: string, edited: EditedFile, groups: DuplicateNotes[]): Map<number, FindingAnchor> {
  const anchors = new Map<number, FindingAnchor>();
  const anchorOf = (finding: number): FindingAnchor => {
    const anchor = anchors.get(finding) ?? { path, baseLines: [], proposedLines: [] };
    anchors.set(finding, anchor);
    return anchor;
  };
  for (const [line, finding] of edited.removed) anchorOf(finding).baseLines.push(line);
  groups.forEach(({ kept, mark }, finding) => {
    const proposed = edited.proposedLine.get(kept.startLine);
    if (kept.path !== path || mark === null || proposed === undefined) return;
    anchorOf(finding).baseLines.push(kept.startLine);
    anchorOf(finding).proposedLines.push(proposed);
  });
  for (const anchor of anchors.values()) anchor.baseLines.sort((a, b) => a - b);
  return anchors;
}

function mergeNotes(memories: EngineMemory[], reports: TranscriptReport[], today: string, merged: Merged): void {
  const groups = findDuplicateNotes(memories, today);
  const mentions = mentionsByKey(reports);
  const contents = new Map(memories.map(({ path, content }) => [path, content]));
  const texts = new Map(memories.map(({ path, content }) => [path, splitLines(content).map(lineText)]));
  const findings = groups.map(
    (group): Finding => ({
      kind: "merge",
      rationale: rationaleOf(group),
      confidence: group.isExact ? 0.98 : 0.93,
      evidence: (mentions.get(group.kept.key) ?? []).slice(0, EVIDENCE_MAX),
      sources: [group.kept, ...group.dropped].map(({ path, startLine }) => ({
        path,
        line: startLine,
        text: texts.get(path)?.[startLine - 1] ?? "",
      })),
      anchors: [],
    }),
  );
  for (const [path, edits] of editsFor(groups, texts)) {
    const edited = editFile(contents.get(path) ?? "", edits);
    merged.changed.set(path, edited.content);
    for (const [finding, anchor] of anchorsIn(path, edited, groups)) findings[finding]?.anchors.push(anchor);
  }
  merged.findings.push(...findings);
}

/** Duplicate files first, then duplicate notes in the files that stay. `today` is `YYYY-MM-DD`, UTC. */
export function mergeMemories(memories: EngineMemory[], reports: TranscriptReport[], today: string): Merged {
  const merged: Merged = { findings: [], changed: new Map() };
  mergeFiles(memories, merged);
  const staying = memories.filter(({ path }) => !merged.changed.has(path));
  mergeNotes(staying, reports, today, merged);
  return merged;
}
