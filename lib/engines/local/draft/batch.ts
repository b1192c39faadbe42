import { type Draft, type DraftLine, draftLines } from "@/lib/engines/local/draft/draft";
import { type Edit, type NewFinding, propose } from "@/lib/engines/local/draft/propose";
import type { FindingState } from "@/lib/engines/types";

type Snapshot = { lines: DraftLine[]; current: DraftLine[]; places: Map<DraftLine, number> };

/**
 * `propose` for many findings that were all found in the draft as it is now: their lines are numbered as at this moment,
 * whatever earlier findings of the batch have moved. A finding whose lines an earlier one has changed is put off: the next
 * round of the dream finds it again.
 */
export function openBatch(draft: Draft): (finding: NewFinding) => FindingState | "put_off" {
  const snapshots = new Map<string, Snapshot>();
  const firstLines = new Map<string, DraftLine[]>();
  for (const path of draft.files.keys()) {
    const file = draft.files.get(path);
    if (file?.lines) firstLines.set(path, file.lines);
  }
  /** The line's number now, or null when it is gone. */
  const numberNow = (path: string, line: number): number | null => {
    const current = draftLines(draft, path);
    let snapshot = snapshots.get(path);
    if (!snapshot) {
      // A file without lines until now has not been changed by this batch either.
      snapshot = { lines: firstLines.get(path) ?? current, current: [], places: new Map() };
      snapshots.set(path, snapshot);
    }
    if (snapshot.current !== current) {
      snapshot.current = current;
      snapshot.places = new Map(current.map((item, index) => [item, index + 1]));
    }
    const wanted = snapshot.lines[line - 1];
    return wanted === undefined ? null : (snapshot.places.get(wanted) ?? null);
  };
  const editNow = (edit: Edit): Edit | null => {
    if (edit.type !== "replace") return edit;
    const start = numberNow(edit.path, edit.start);
    const end = edit.end < edit.start ? start && start - 1 : numberNow(edit.path, edit.end);
    if (start === null || end === null || end - start !== edit.end - edit.start) return null;
    return { ...edit, start, end };
  };
  return (finding) => {
    const edits = finding.edits.map(editNow);
    const sources = finding.sources.map(({ path, line }) => ({ path, line: numberNow(path, line) }));
    if (edits.some((edit) => edit === null) || sources.some(({ line }) => line === null)) return "put_off";
    return propose(draft, {
      ...finding,
      edits: edits.filter((edit) => edit !== null),
      sources: sources.flatMap(({ path, line }) => (line === null ? [] : [{ path, line }])),
    });
  };
}
