import { type Draft, draftContents, draftLines } from "@/lib/engines/local/draft/draft";
import { propose } from "@/lib/engines/local/draft/propose";
import {
  findManagedNotes,
  type ManagedKind,
  type ManagedNote,
  markerText,
  type NoteTally,
} from "@/lib/engines/local/managed/managed-notes";
import { compareText } from "@/lib/engines/local/text/text-lines";
import { freePath } from "@/lib/engines/local/text/tree-paths";
import type { Evidence } from "@/lib/engines/types";

/** A note that a dream would keep. */
export type NoteDraft = {
  id: string;
  rationale: string;
  confidence: number;
  evidence: Evidence[];
  /** The note as it would be written: heading, marker, "Seen" line and the rest; null: seen too seldom for a new note. */
  lines: string[] | null;
  /** The tally when it is counted on from what the note says, and the line that tells it. */
  countOn: (known: NoteTally) => { tally: NoteTally; seen: string };
};

/** Where notes of one kind go when the store has none yet, and what stands above them. */
export type NotePlace = { kind: ManagedKind; path: string; head: string[] };

type Known = { path: string; note: ManagedNote };

/** The notes of one kind that stand in the draft, by id; of equal ids the first in order of path. */
export function knownNotes(draft: Draft, kind: ManagedKind): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const { path, content } of draftContents(draft)) {
    for (const [id, note] of findManagedNotes(content, kind)) if (!known.has(id)) known.set(id, { path, note });
  }
  return known;
}

/** Counts on in a note that is there already; its other lines stay as they are. */
function countOn(draft: Draft, kind: ManagedKind, { path, note }: Known, next: NoteDraft): void {
  const { tally, seen } = next.countOn(note.tally);
  const marker = markerText(kind, note.id, tally);
  if (marker === markerText(kind, note.id, note.tally)) return;
  const line = (at: number, text: string) => ({ type: "replace" as const, path, start: at, end: at, lines: [text] });
  propose(draft, {
    kind,
    rationale: next.rationale,
    confidence: next.confidence,
    evidence: next.evidence,
    sources: [{ path, line: note.seenLine }],
    edits: [line(note.markerLine, marker), line(note.seenLine, seen)],
  });
}

/** Where new notes go: beside most of the known ones, else to the usual path or a free one. */
function pathForNotes(draft: Draft, place: NotePlace, known: Map<string, Known>): string {
  const counts = new Map<string, number>();
  for (const { path } of known.values()) counts.set(path, (counts.get(path) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  if (most) return most[0];
  if (draft.files.has(place.path)) return place.path;
  return freePath(place.path, [...draft.files.keys(), ...draft.base.keys()]);
}

/**
 * Counts on in the notes that the store has, and appends those that are new, in the order given. A note whose heading
 * stands without its marker is a person's now, and nothing is added beside it. Proposing the same again changes nothing.
 */
export function proposeNotes(draft: Draft, place: NotePlace, notes: NoteDraft[]): void {
  const known = knownNotes(draft, place.kind);
  for (const note of notes) {
    const found = known.get(note.id);
    if (found) countOn(draft, place.kind, found, note);
  }
  const path = pathForNotes(draft, place, known);
  const headings = new Set(draftLines(draft, path).map(({ text }) => text));
  for (const { id, lines, rationale, confidence, evidence } of notes) {
    const heading = lines?.[0];
    if (lines === null || heading === undefined || known.has(id) || headings.has(heading)) continue;
    headings.add(heading);
    const edits = [{ type: "append" as const, path, head: place.head, lines: ["", ...lines] }];
    propose(draft, { kind: place.kind, rationale, confidence, evidence, sources: [], edits });
  }
}
