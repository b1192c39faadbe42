import { type ClaimConflict, findConflict } from "@/lib/engines/local/notes/claim-conflict";
import type { DuplicateNotes } from "@/lib/engines/local/notes/duplicate-notes";
import type { NoteIndex } from "@/lib/engines/local/notes/note-candidates";
import { subjectWords } from "@/lib/engines/local/notes/note-context";
import { readMarks } from "@/lib/engines/local/notes/note-marks";
import type { NoteWord } from "@/lib/engines/local/notes/note-words";
import { findSameMeaning } from "@/lib/engines/local/notes/same-meaning";
import { compareAge, type StoredNote } from "@/lib/engines/local/notes/stored-notes";

/** A newer note that leaves no room for an older one. `isTimed` is false when nothing tells which is the newer. */
export type SupersededNote = {
  newer: StoredNote;
  older: StoredNote;
  /** Still older ones that `older` had superseded itself. */
  earlier: StoredNote[];
  conflict: ClaimConflict;
  isTimed: boolean;
};
type Found = Omit<SupersededNote, "earlier">;

/** A second older note with this share of the first one's score leaves open which of the two is meant. */
const CLOSE = 0.9;
/** The verb of a short note stands among these. */
const STATE_WORDS_MAX = 5;
const PAST_IRREGULAR = new Set(
  "saw had was were went did ran got made took gave found fell hit broke began came lost sent told paged spiked rose hung kept left met read set shut slept stood".split(
    " ",
  ),
);

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
const LEADING_DATE = new RegExp(
  String.raw`^(?:on |at )?(?:\d{1,2}(?:st|nd|rd|th|\.)? ${MONTH}|${MONTH} \d{1,2}|\d{4}-\d{2}-\d{2})\b`,
  "i",
);
/** What holds is told with these, or with a verb of the third person ("runs", "pays"). */
const STATE = /\b(?:is|are|has|have|can|must|should|shall|may|will|does|do|use|run|need|never|always)\b|[=:→]/i;

/**
 * "2026-11-02 deployed 1.4.2": something that happened, not something that holds. With a date in front, what is told in the
 * past or without any verb ("outage of the search, 14 min") happened on that day.
 */
function isEvent({ stamp, compared: { text, words }, claim }: StoredNote): boolean {
  if ((stamp.at === null && !LEADING_DATE.test(text)) || claim.attribute !== null) return false;
  const isPast = ({ word, kind }: NoteWord) =>
    kind === "word" && (/[a-z]{2,}ed$/.test(word) || PAST_IRREGULAR.has(word));
  const isPresent = ({ word, kind }: NoteWord, at: number) =>
    kind === "word" && at > 0 && at < STATE_WORDS_MAX && /[a-z]{2,}[^s]s$/.test(word);
  return words.some(isPast) || (!STATE.test(text) && !words.some(isPresent));
}

/** Asked for with every pair that a note is compared in. */
const aboutByNote = new WeakMap<StoredNote, string>();

function aboutOf(note: StoredNote): string {
  const known = aboutByNote.get(note);
  if (known !== undefined) return known;
  const about = subjectWords([...note.entry.path.split("/"), ...note.entry.headings]).join(" ");
  aboutByNote.set(note, about);
  return about;
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

const KEY = /^[^:=]{1,40}[:=]\s/;
const placeOf = ({ entry }: StoredNote) => JSON.stringify([entry.path, entry.headings]);

/**
 * Places in which several keys stand more than once, or one three times: lists of records ("name: ... owner: ..." and again
 * "name: ... owner: ..."), where a second value belongs to another record.
 */
function recordLists(notes: StoredNote[]): Set<string> {
  const counts = new Map<string, Map<string, number>>();
  for (const note of notes) {
    const { attribute } = note.claim;
    if (attribute === null || !KEY.test(note.compared.text)) continue;
    const keys = counts.get(placeOf(note)) ?? new Map<string, number>();
    counts.set(placeOf(note), keys.set(attribute, (keys.get(attribute) ?? 0) + 1));
  }
  const isList = (times: number[]) => times.some((count) => count > 2) || times.filter((count) => count > 1).length > 1;
  return new Set([...counts].flatMap(([place, keys]) => (isList([...keys.values()]) ? [place] : [])));
}

function conflictOf(a: StoredNote, b: StoredNote, index: NoteIndex): Found | null {
  if (!isComparable(a) || !isComparable(b) || !isSamePlace(a, b)) return null;
  const { newer, older, isTimed } = inOrderOfAge(a, b);
  // A note that has superseded another does not do so again: a still newer one would.
  if (readMarks(newer.entry.text).previously !== null) return null;
  const conflict = findConflict(newer.claim, older.claim, index.weightOf);
  if (conflict === null || (!isTimed && !conflict.isSure)) return null;
  return findSameMeaning(newer.compared, older.compared) ? null : { newer, older, conflict, isTimed };
}

const isCertain = ({ isTimed, conflict }: Found) => isTimed && conflict.isSure;

/**
 * The clearest conflict of each newer note, unsure where another older note is as good as equally close. Older notes that
 * supersede one another are one chain, of which all go.
 */
function clearest(all: Found[]): Found[] {
  const byNewer = new Map<StoredNote, Found[]>();
  for (const found of all) byNewer.set(found.newer, [...(byNewer.get(found.newer) ?? []), found]);
  const supersedes = (a: StoredNote, b: StoredNote) =>
    byNewer.get(a)?.some((found) => found.older === b && isCertain(found)) ?? false;
  return [...byNewer.values()].flatMap((found) => {
    const [best, ...others] = found.sort((a, b) => b.conflict.score - a.conflict.score);
    if (!best) return [];
    const close = others.filter(({ conflict }) => conflict.score >= CLOSE * best.conflict.score);
    if (close.length === 0) return [best];
    const chain = [best, ...close].sort((a, b) => compareAge(b.older, a.older));
    const isChain = chain.every(
      (link, at) => isCertain(link) && (at === 0 || supersedes(chain[at - 1]?.older ?? link.older, link.older)),
    );
    return isChain ? chain : [{ ...best, conflict: { ...best.conflict, isSure: false } }];
  });
}

/** The older text stands elsewhere too, not older than the newer note: then it may hold again. */
function withoutRepeated(all: Found[], notes: StoredNote[]): Found[] {
  const byKey = new Map<string, StoredNote[]>();
  for (const note of notes) {
    const copies = byKey.get(note.entry.key);
    if (copies) copies.push(note);
    else byKey.set(note.entry.key, [note]);
  }
  return all.map((found) => {
    const copies = byKey.get(found.older.entry.key) ?? [];
    const isRepeated = copies.some((copy) => copy !== found.older && compareAge(copy, found.newer) >= 0);
    return isRepeated ? { ...found, conflict: { ...found.conflict, isSure: false } } : found;
  });
}

/** One entry for each newer note: the newest of the notes that it supersedes, and the earlier ones. */
function joinChains(found: Iterable<Found>): SupersededNote[] {
  const byNewer = new Map<StoredNote, Found[]>();
  for (const item of found) byNewer.set(item.newer, [...(byNewer.get(item.newer) ?? []), item]);
  return [...byNewer.values()].flatMap((chain) => {
    const [first, ...others] = chain.sort((a, b) => compareAge(b.older, a.older));
    return first ? [{ ...first, earlier: others.map(({ older }) => older) }] : [];
  });
}

/**
 * For each newer note the older one that it supersedes most clearly, and for each older note the newest that does; in order
 * of the newer notes. `groups` are the duplicates among `notes`: of each only the kept one is looked at.
 */
export function findSuperseded(notes: StoredNote[], groups: DuplicateNotes[], index: NoteIndex): SupersededNote[] {
  const dropped = new Set(groups.flatMap((group) => group.dropped));
  const all: Found[] = [];
  const records = recordLists(notes);
  const isRecord = notes.map((note) => records.size > 0 && KEY.test(note.compared.text) && records.has(placeOf(note)));
  const isEventOf = notes.map(isEvent);
  notes.forEach((a, number) => {
    if (dropped.has(a)) return;
    for (const other of index.similarTo(number)) {
      const b = notes[other];
      if (!b || other < number || dropped.has(b) || (isEventOf[number] && isEventOf[other])) continue;
      if (isRecord[number] && isRecord[other]) continue;
      const found = conflictOf(a, b, index);
      if (found) all.push(found);
    }
  });
  const newest = new Map<StoredNote, Found>();
  for (const found of clearest(withoutRepeated(all, notes))) {
    const known = newest.get(found.older);
    if (!known || compareAge(found.newer, known.newer) > 0) newest.set(found.older, found);
  }
  const place = new Map(notes.map((note, number) => [note, number]));
  return joinChains(newest.values()).sort((a, b) => (place.get(a.newer) ?? 0) - (place.get(b.newer) ?? 0));
}
