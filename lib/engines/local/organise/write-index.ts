import { diffHunks, NO_FINAL_NEWLINE } from "@/lib/diff/hunks";
import { type Draft, draftContents } from "@/lib/engines/local/draft/draft";
import { type Edit, propose } from "@/lib/engines/local/draft/propose";
import { INDEX_END, INDEX_START, indexLines } from "@/lib/engines/local/organise/memory-index";
import type { Pass } from "@/lib/engines/local/pass";
import { lineText, splitLines } from "@/lib/engines/local/text/text-lines";
import { CONTENT_BYTES_MAX, contentBytes, freePath, INDEX_PATH } from "@/lib/engines/local/text/tree-paths";

type Section = { before: string; after: string; lineEnd: string };

/** A long page of somebody's own leaves no room worth using. */
const ROOM_BYTES_MIN = 1000;

/** The parts around the kept section; a file without the marks gets the section at its end. */
function sectionIn(content: string | null): Section {
  if (content === null || content === "") return { before: "# Index\n\n", after: "", lineEnd: "\n" };
  const lines = splitLines(content);
  const lineEnd = /^[^\n]*\r\n/.test(content) ? "\r\n" : "\n";
  const start = lines.findIndex((line) => lineText(line) === INDEX_START);
  const end = lines.findIndex((line, index) => index > start && lineText(line) === INDEX_END);
  if (start >= 0 && end >= 0) {
    const bom = start === 0 && content.startsWith("\ufeff") ? "\ufeff" : "";
    return { before: bom + lines.slice(0, start).join(""), after: lines.slice(end + 1).join(""), lineEnd };
  }
  return { before: content + (content.endsWith("\n") ? lineEnd : lineEnd + lineEnd), after: "", lineEnd };
}

/** The edits that make `content` out of the index as it is, so that lines which stay keep their origin. */
function editsFor(path: string, old: string | null, content: string, hasMarks: boolean): Edit[] {
  if (old === null) return [{ type: "create", path, content }];
  if (!hasMarks) {
    const lines = splitLines(content.slice(content.lastIndexOf(INDEX_START))).map(lineText);
    return [{ type: "append", path, head: ["# Index", ""], lines: old === "" ? lines : ["", ...lines] }];
  }
  return diffHunks(old, content, { context: 0 }).map((hunk): Edit => {
    const start = hunk.base_lines === 0 ? hunk.base_start + 1 : hunk.base_start;
    const added = hunk.lines.filter((line) => line.startsWith("+") && line !== NO_FINAL_NEWLINE);
    const lines = added.map((line) => lineText(`${line.slice(1)}\n`));
    return { type: "replace", path, start, end: start + hunk.base_lines - 1, lines };
  });
}

function proposeIndex(draft: Draft): void {
  const contents = new Map(draftContents(draft).map(({ path, content }) => [path, content]));
  const path = contents.has(INDEX_PATH) ? INDEX_PATH : freePath(INDEX_PATH, [...draft.base.keys(), ...contents.keys()]);
  const files = [...contents].filter(([other]) => other !== path).map(([other, content]) => ({ path: other, content }));
  const old = contents.get(path) ?? null;
  if (files.length === 0 && old === null) return;
  const { before, after, lineEnd } = sectionIn(old);
  const hasMarks = old !== null && before.length < old.length;
  const room = CONTENT_BYTES_MAX - contentBytes(before + after + INDEX_START + INDEX_END) - 2 * lineEnd.length;
  if (room < ROOM_BYTES_MIN) return;
  const lines = [INDEX_START, ...indexLines(files, room, lineEnd), INDEX_END];
  const written = before + lines.map((line) => line + lineEnd).join("") + after;
  // A file that ends without a line end goes on doing so.
  const isUnended = hasMarks && after === "" && !old.endsWith("\n");
  const content = isUnended ? written.slice(0, -lineEnd.length) : written;
  if (content === old) return;
  const count = `${files.length} ${files.length === 1 ? "file" : "files"}`;
  const rationale =
    old === null
      ? `An index lists the ${count} of the store, one line each.`
      : `The index is brought up to date: ${count}.`;
  propose(draft, {
    kind: "organise",
    rationale,
    confidence: 1,
    evidence: [],
    sources: [],
    edits: editsFor(path, old, content, hasMarks),
  });
}

/**
 * Writes the index of all files, between two marks in `/index.md` (or beside it, where that is a folder), or brings it up to
 * date. It links only to files that are there. Runs last.
 */
export const indexPass: Pass = (draft) => {
  if (!draft.rules.kindsOff.has("index") && !draft.rules.kindsOff.has("organise")) proposeIndex(draft);
};
