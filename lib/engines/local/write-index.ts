import { changedLines } from "@/lib/diff/changed-lines";
import { INDEX_END, INDEX_START, indexLines } from "@/lib/engines/local/memory-index";
import { lineText, splitLines } from "@/lib/engines/local/text-lines";
import { CONTENT_BYTES_MAX, contentBytes, freePath, INDEX_PATH } from "@/lib/engines/local/tree-paths";
import type { Finding } from "@/lib/engines/types";

export type WrittenIndex = { path: string; content: string; finding: Finding };

type Section = { before: string; after: string; lineEnd: string };

/** The parts around the kept section; a file without the marks gets the section at its end. */
function sectionIn(content: string | null): Section {
  if (content === null || content === "") return { before: "# Index\n\n", after: "", lineEnd: "\n" };
  const lines = splitLines(content);
  const lineEnd = /^[^\n]*\r\n/.test(content) ? "\r\n" : "\n";
  const start = lines.findIndex((line) => lineText(line) === INDEX_START);
  const end = lines.findIndex((line, index) => index > start && lineText(line) === INDEX_END);
  if (start >= 0 && end >= 0) {
    return { before: lines.slice(0, start).join(""), after: lines.slice(end + 1).join(""), lineEnd };
  }
  return { before: content + (content.endsWith("\n") ? lineEnd : lineEnd + lineEnd), after: "", lineEnd };
}

/**
 * The index of all files, or null when nothing is to change. `contents` are the memories as the dream leaves them; `taken`
 * are all paths of the snapshot.
 */
export function writeIndex(contents: Map<string, string>, taken: Iterable<string>): WrittenIndex | null {
  const path = contents.has(INDEX_PATH) ? INDEX_PATH : freePath(INDEX_PATH, taken);
  const files = [...contents].filter(([other]) => other !== path).map(([other, content]) => ({ path: other, content }));
  const old = contents.get(path) ?? null;
  if (files.length === 0 && old === null) return null;
  const { before, after, lineEnd } = sectionIn(old);
  const room = CONTENT_BYTES_MAX - contentBytes(before + after + INDEX_START + INDEX_END) - 2 * lineEnd.length;
  // A long page of somebody's own leaves no room worth using.
  if (room < 1000) return null;
  const lines = [INDEX_START, ...indexLines(files, room, lineEnd), INDEX_END];
  const content = before + lines.map((line) => line + lineEnd).join("") + after;
  if (content === old) return null;
  const count = `${files.length} ${files.length === 1 ? "file" : "files"}`;
  const rationale =
    old === null
      ? `An index lists the ${count} of the store, one line each.`
      : `The index is brought up to date: ${count}.`;
  const anchors = [{ path, ...changedLines(old ?? "", content) }];
  return { path, content, finding: { kind: "organise", rationale, confidence: 1, evidence: [], sources: [], anchors } };
}
