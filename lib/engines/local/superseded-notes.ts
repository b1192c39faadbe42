import { type ClaimConflict, findConflict } from "@/lib/engines/local/claim-conflict";
import type { DuplicateNotes } from "@/lib/engines/local/duplicate-notes";
import type { NoteIndex } from "@/lib/engines/local/note-candidates";
import { subjectWords } from "@/lib/engines/local/note-context";
import { readMarks } from "@/lib/engines/local/note-marks";
import { findSameMeaning } from "@/lib/engines/local/same-meaning";
import { compareAge, type StoredNote } from "@/lib/engines/local/stored-notes";

/** A newer note that leaves no room for an older one. `isTimed` is false when nothing tells which is the newer. */
export type SupersededNote = { newer: StoredNote; older: StoredNote; conflict: ClaimConflict; isTimed: boolean };

/** A second older note with this share of the first one's score leaves open which of the two is meant. */
const CLOSE = 0.9;
const PAST_IRREGULAR = new Set(
  "saw had was were went did ran got made took gave found fell hit broke began came lost sent told paged spiked rose hung kept left met read set shut slept stood".split(
    " ",
  ),
);

/** "2026-11-02 deployed 1.4.2": something that happened, not something that holds. */
function isEvent({ stamp, compared, claim }: StoredNote): boolean {
  if (stamp.at === null || claim.attribute !== null) return false;
  return compared.words.some(
    ({ word, kind }) => kind === "word" && (/[a-z]{2,}ed$/.test(word) || PAST_IRREGULAR.has(word)),
  );
}

function aboutOf({ entry }: StoredNote): string {
  return subjectWords([...entry.path.split("/"), ...entry.headings]).join(" ");
}

/**
 * Notes under headings or in files about different things do not contradict each other; a note that names no subject of its
 * own is about what stands above it, so both must stand in the same place.
 */
function isSamePlace(a: StoredNote, b: StoredNote): boolean {
  const isSamePart = a.entry.path === b.entry.path && a.entry.headings.join("\n") === b.entry.headings.join("\n");
  if (isSamePart) return true;
  if (a.claim.subject.size === 0 || b.claim.subject.size === 0) return false;
  const [aboutA, aboutB] = [aboutOf(a), aboutOf(b)];
  return aboutA === aboutB || aboutA === "" || aboutB === "";
}

function isComparable({ entry }: StoredNote): boolean {
  return !entry.key.includes("\n") && entry.isOneLine;
}

/** Of two notes the newer first, as the time says or, without a time, as the wording suggests ("no longer", "not X"). */
function inOrderOfAge(a: StoredNote, b: StoredNote): { newer: StoredNote; older: StoredNote; isTimed: boolean } {
  const age = compareAge(a, b);
  if (age !== 0) return age > 0 ? { newer: a, older: b, isTimed: true } : { newer: b, older: a, isTimed: true };
  const isB = b.claim.denied.size > a.claim.denied.size;
  return isB ? { newer: b, older: a, isTimed: false } : { newer: a, older: b, isTimed: false };
}

function conflictOf(a: StoredNote, b: StoredNote, index: NoteIndex): SupersededNote | null {
  if (!isComparable(a) || !isComparable(b) || !isSamePlace(a, b)) return null;
  const { newer, older, isTimed } = inOrderOfAge(a, b);
  // A note that has superseded another does not do so again: a still newer one would.
  if (readMarks(newer.entry.text).previously !== null) return null;
  const conflict = findConflict(newer.claim, older.claim, index.weightOf);
  if (conflict === null || (!isTimed && !conflict.isSure)) return null;
  return findSameMeaning(newer.compared, older.compared) ? null : { newer, older, conflict, isTimed };
}

/** The clearest conflict of each newer note, unsure where another older note is as good as equally close. */
function clearest(all: SupersededNote[]): SupersededNote[] {
  const byNewer = new Map<StoredNote, SupersededNote[]>();
  for (const found of all) byNewer.set(found.newer, [...(byNewer.get(found.newer) ?? []), found]);
  return [...byNewer.values()].flatMap((found) => {
    const [best, second] = found.sort((a, b) => b.conflict.score - a.conflict.score);
    if (!best) return [];
    const isClose = second !== undefined && second.conflict.score >= CLOSE * best.conflict.score;
    return [isClose ? { ...best, conflict: { ...best.conflict, isSure: false } } : best];
  });
}

/**
 * For each newer note the older one that it supersedes most clearly, and for each older note the newest that does; in order
 * of the newer notes. `groups` are the duplicates among `notes`: of each only the kept one is looked at.
 */
export function findSuperseded(notes: StoredNote[], groups: DuplicateNotes[], index: NoteIndex): SupersededNote[] {
  const dropped = new Set(groups.flatMap((group) => group.dropped));
  const all: SupersededNote[] = [];
  notes.forEach((a, number) => {
    if (dropped.has(a)) return;
    for (const other of index.similarTo(number)) {
      const b = notes[other];
      if (!b || other < number || dropped.has(b) || (isEvent(a) && isEvent(b))) continue;
      const found = conflictOf(a, b, index);
      if (found) all.push(found);
    }
  });
  const newest = new Map<StoredNote, SupersededNote>();
  for (const found of clearest(all)) {
    const known = newest.get(found.older);
    if (!known || compareAge(found.newer, known.newer) > 0) newest.set(found.older, found);
  }
  const place = new Map(notes.map((note, number) => [note, number]));
  return [...newest.values()].sort((a, b) => (place.get(a.newer) ?? 0) - (place.get(b.newer) ?? 0));
}
