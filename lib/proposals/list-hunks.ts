import { sha256 } from "@/lib/core/hash";
import { applyChanges } from "@/lib/diff/apply-changes";
import { type Change, type Hunk, listChanges, separateHunks } from "@/lib/diff/hunks";
import type { FileOperation, HunkKind } from "./schema";

/** A file of a proposal with its texts: `base` is null for an added file, `proposed` for a removed one. */
export type FileTexts = {
  path: string;
  fromPath: string | null;
  operation: FileOperation;
  base: string | null;
  proposed: string | null;
};

/** One change that can be taken without the others. `change` is null for a `move`, which changes no line. */
export type ProposalHunk = Hunk & { id: string; kind: HunkKind; change: Change | null };

const NO_LINES: Hunk = { base_start: 0, base_lines: 0, proposed_start: 0, proposed_lines: 0, lines: [] };

/** The changes of a file, in the order of lines, a move first; an added or removed file is one change. Never empty. */
export function listHunks(file: FileTexts): ProposalHunk[] {
  const changes = listChanges(file.base ?? "", file.proposed ?? "");
  const hunks = separateHunks(file.base ?? "", file.proposed ?? "", changes);
  const kind = file.operation === "added" ? "add" : "remove";
  if (file.operation === "added" || file.operation === "removed") {
    return [named(file.path, kind, hunks[0] ?? NO_LINES, changes[0] ?? null)];
  }
  const texts = hunks.map((hunk, index) => named(file.path, "text", hunk, changes[index] ?? null));
  return file.operation === "moved" ? [named(file.path, "move", NO_LINES, null), ...texts] : texts;
}

/**
 * The id is made of file and place, not of the lines, so that it outlives a redaction of the texts: a proposal does not
 * change otherwise, and adoptions are bound to the hash of its bytes.
 */
function named(path: string, kind: HunkKind, hunk: Hunk, change: Change | null): ProposalHunk {
  const place = [hunk.base_start, hunk.base_lines, hunk.proposed_start, hunk.proposed_lines];
  const id = `${kind}_${sha256(JSON.stringify([path, kind, place])).slice(0, 16)}`;
  return { ...hunk, id, kind, change };
}

/** Where a file is and what it holds; null: there is none. */
export type FileState = { path: string; content: string } | null;

/** The file as the dream read it. */
export function baseState(file: FileTexts): FileState {
  return file.base === null ? null : { path: file.fromPath ?? file.path, content: file.base };
}

/** The file with these hunks of `hunks` (all of the file) taken, and no others. */
export function stateWith(file: FileTexts, hunks: ProposalHunk[], taken: ReadonlySet<string>): FileState {
  const has = (kind: HunkKind) => hunks.some((hunk) => hunk.kind === kind && taken.has(hunk.id));
  if (file.base === null) return has("add") ? { path: file.path, content: file.proposed ?? "" } : null;
  if (file.proposed === null) return has("remove") ? null : baseState(file);
  const texts = hunks.filter((hunk) => hunk.change !== null);
  const content = applyChanges(file.base, file.proposed, {
    changes: texts.flatMap(({ change }) => change ?? []),
    taken: (index) => taken.has(texts[index]?.id ?? ""),
  });
  return { path: has("move") ? file.path : (file.fromPath ?? file.path), content };
}
