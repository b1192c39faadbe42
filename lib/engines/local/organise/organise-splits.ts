import { type Draft, draftContents } from "@/lib/engines/local/draft/draft";
import { hasManagedNotes } from "@/lib/engines/local/managed/managed-notes";
import { isProse } from "@/lib/engines/local/notes/memory-entries";
import { INDEX_START } from "@/lib/engines/local/organise/memory-index";
import { noteMoved } from "@/lib/engines/local/organise/move-origins";
import { countMoved, hasRoom } from "@/lib/engines/local/organise/organise-budget";
import { proposeOrganise } from "@/lib/engines/local/organise/organise-finding";
import { type Split, splitFile } from "@/lib/engines/local/organise/split-files";
import { namedSections } from "@/lib/engines/local/organise/split-names";
import { sectionsIn } from "@/lib/engines/local/organise/split-sections";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";
import { contentBytes, INDEX_PATH } from "@/lib/engines/local/text/tree-paths";

/** A file of this size costs an agent some 8,000 tokens to read for one fact in it. */
const FILE_BYTES_MAX = 32 * 1024;
const SECTIONS_MIN = 3;
/** More parts than this are a table of small things, for which a folder of files is no help. */
const SECTIONS_MAX = 60;

function splitInto(draft: Draft, path: string, split: Split, rationale: string, confidence: number): void {
  const state = proposeOrganise(draft, { rationale, confidence, sources: [{ path, line: 1 }], edits: split.edits });
  if (state !== "proposed") return;
  countMoved(draft, split.lineCount);
  for (const part of split.parts) noteMoved(draft, part, path);
}

function leave(draft: Draft, path: string, rationale: string, leftAlone: string): void {
  proposeOrganise(draft, { rationale, confidence: 0.5, sources: [{ path, line: 1 }], edits: [], leftAlone });
}

/** Why a file that is too large is not split, or the split. */
function planBySize(draft: Draft, path: string, content: string): Split | string {
  const sections = sectionsIn(content, SECTIONS_MIN);
  if (sections.length === 0) return `It has fewer than ${SECTIONS_MIN} sections to split it by.`;
  if (sections.length > SECTIONS_MAX) return `It would become ${sections.length} files.`;
  const split = splitFile(draft, path, sections, false);
  if (split === null) return "Another file stands where its parts would be.";
  // What the caller asked for is no churn for its own sake.
  const isBounded = draft.rules.fileBytesMax === null;
  if (isBounded && !hasRoom(draft, split.lineCount)) {
    return "This dream has moved as many lines as one dream may; the next one goes on.";
  }
  return split;
}

function splitBySize(draft: Draft, path: string, content: string): void {
  const bytesMax = draft.rules.fileBytesMax ?? FILE_BYTES_MAX;
  const bytes = contentBytes(content);
  if (bytes <= bytesMax) return;
  const size = `${inlineOwn(path)} holds ${bytes} bytes, more than ${bytesMax}`;
  const plan = planBySize(draft, path, content);
  if (typeof plan === "string") leave(draft, path, `${size}.`, plan);
  else
    splitInto(
      draft,
      path,
      plan,
      `${size}: its ${plan.parts.length} sections go to files of their own, with links in their place.`,
      0.9,
    );
}

function splitByName(draft: Draft, path: string, content: string): void {
  const noun = draft.rules.splitBy;
  if (noun === null) return;
  const sections = namedSections(path, content, noun);
  if (sections.length === 0) return;
  const split = splitFile(draft, path, sections, true);
  const rationale = `The instructions ask for one file per ${inlineOwn(noun)}: ${sections.length} sections of ${inlineOwn(path)} go to files of their own.`;
  if (split === null) leave(draft, path, rationale, "Another file stands where one of them would be.");
  else splitInto(draft, path, split, rationale, 0.9);
}

/** Files that are too large are split by their sections; with "one file per X", files about X are split by name. */
export function splitFiles(draft: Draft): void {
  for (const { path, content } of draftContents(draft)) {
    if (path === INDEX_PATH || !isProse(path) || hasManagedNotes(content) || content.includes(INDEX_START)) continue;
    splitByName(draft, path, content);
    const now = draft.files.get(path)?.content ?? "";
    splitBySize(draft, path, now);
  }
}
