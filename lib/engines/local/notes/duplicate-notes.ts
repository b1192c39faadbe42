import { hasManagedNotes } from "@/lib/engines/local/managed/managed-notes";
import { isNote, type MemoryEntry, parseEntries } from "@/lib/engines/local/notes/memory-entries";
import { indexNotes, type NoteIndex } from "@/lib/engines/local/notes/note-candidates";
import { groupByMeaning } from "@/lib/engines/local/notes/note-context";
import { findSameMeaning, type SameMeaning } from "@/lib/engines/local/notes/same-meaning";
import { compareAge, type StoredNote } from "@/lib/engines/local/notes/stored-notes";
import { compareText } from "@/lib/engines/local/text/text-lines";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";
import type { EngineMemory } from "@/lib/engines/types";

/** Notes that say the same: one stays, and is marked when it then stands for notes of several times. */
export type DuplicateNotes = {
  kept: StoredNote;
  dropped: StoredNote[];
  mark: { times: number; since: string } | null;
  /** `exact`: equal but for the stamps, byte for byte; `spelling`: but for case, emphasis, punctuation; else the loosest kind of sameness. */
  how: "exact" | "spelling" | SameMeaning["how"];
  confidence: number;
};

/** Entries by normalised text, only texts that stand in the memories at least twice. The files that dreams keep repeat by design and are left out. */
export function repeatedEntries(memories: EngineMemory[]): Map<string, MemoryEntry[]> {
  const byKey = new Map<string, MemoryEntry[]>();
  for (const { path, content } of [...memories].sort((a, b) => compareText(a.path, b.path))) {
    if (path === INDEX_PATH || hasManagedNotes(content)) continue;
    for (const entry of parseEntries(path, content).filter(isNote)) {
      const group = byKey.get(entry.key);
      if (group) group.push(entry);
      else byKey.set(entry.key, [entry]);
    }
  }
  for (const [key, group] of byKey) if (group.length < 2) byKey.delete(key);
  return byKey;
}

/** A date that has not come yet is what the note is about, not when it was written. */
function withoutDifferentPlans(notes: StoredNote[], today: string): StoredNote[] {
  const stamps = new Set(notes.map(({ stamp }) => stamp.at));
  return stamps.size === 1 ? notes : notes.filter(({ stamp }) => (stamp.at ?? "").slice(0, 10) <= today);
}

function markFor(kept: StoredNote, notes: StoredNote[]): DuplicateNotes["mark"] {
  const dates = notes.flatMap(({ stamp }) => [stamp.at, stamp.since]).filter((date) => date !== null);
  const oldest = [...dates].sort(compareText)[0];
  if (!kept.entry.isOneLine || kept.stamp.at === null || oldest === undefined || new Set(dates).size < 2) return null;
  return { times: notes.reduce((sum, { stamp }) => sum + stamp.noted, 0), since: oldest };
}

/** A person's own line stays; then the wording that loses nothing; then the newest; then the first in order. */
function chooseKept(notes: StoredNote[], links: Link[]): StoredNote | undefined {
  const poorer = new Set(links.flatMap(({ poorer: note }) => (note === null ? [] : [note])));
  return [...notes].sort(
    (a, b) =>
      Number(b.byPerson) - Number(a.byPerson) || Number(poorer.has(a)) - Number(poorer.has(b)) || compareAge(b, a) || 0,
  )[0];
}

/** `poorer`: the note of the two that says less, or has the slip of the pen. */
type Link = { a: StoredNote; b: StoredNote; same: SameMeaning; poorer: StoredNote | null };

function linkOf(a: StoredNote, b: StoredNote, same: SameMeaning): Link {
  if (same.how === "slip") return { a, b, same, poorer: a.compared.text.length < b.compared.text.length ? a : b };
  if (same.fuller === 0) return { a, b, same, poorer: null };
  return { a, b, same, poorer: same.fuller === 1 ? b : a };
}

const LOOSENESS: DuplicateNotes["how"][] = ["exact", "spelling", "order", "slip", "rewording", "question"];

function decide(notes: StoredNote[], links: Link[]): DuplicateNotes | null {
  const kept = chooseKept(notes, links);
  if (!kept || notes.length < 2) return null;
  const isExact = notes.every(({ stamp }) => stamp.body === kept.stamp.body);
  const loosest = [...links].sort((a, b) => LOOSENESS.indexOf(b.same.how) - LOOSENESS.indexOf(a.same.how))[0];
  return {
    kept,
    dropped: notes.filter((note) => note !== kept),
    mark: markFor(kept, notes),
    how: loosest?.same.how ?? (isExact ? "exact" : "spelling"),
    confidence: loosest?.same.confidence ?? (isExact ? 0.98 : 0.93),
  };
}

function exactGroups(notes: StoredNote[], today: string): StoredNote[][] {
  const byKey = new Map<string, StoredNote[]>();
  for (const note of notes) {
    const group = byKey.get(note.entry.key);
    if (group) group.push(note);
    else byKey.set(note.entry.key, [note]);
  }
  return [...byKey.values()].flatMap((group) => {
    if (group.length < 2) return [];
    const noteOf = new Map(group.map((note) => [note.entry, note]));
    const meant = groupByMeaning(withoutDifferentPlans(group, today).map(({ entry }) => entry));
    return meant.map((entries) => entries.flatMap((entry) => noteOf.get(entry) ?? []));
  });
}

/** A note with something below it is only compared word for word. */
function isSingle({ entry }: StoredNote): boolean {
  return !entry.key.includes("\n") && entry.kind !== "pair";
}

function placesAgree(a: StoredNote, b: StoredNote): boolean {
  return groupByMeaning([a.entry, b.entry]).some((group) => group.length === 2);
}

function findLinks(notes: StoredNote[], index: NoteIndex, today: string, isKnown: (word: string) => boolean): Link[] {
  const links: Link[] = [];
  notes.forEach((a, number) => {
    if (!isSingle(a)) return;
    for (const other of index.similarTo(number)) {
      const b = notes[other];
      if (!b || other < number || !isSingle(b) || a.entry.key === b.entry.key) continue;
      const same = findSameMeaning(a.compared, b.compared, isKnown);
      if (same && placesAgree(a, b) && withoutDifferentPlans([a, b], today).length === 2)
        links.push(linkOf(a, b, same));
    }
  });
  return links;
}

/** How many notes a word stands in; asked only for the two spellings of a slip. */
function vocabularyOf(notes: StoredNote[]): (word: string) => boolean {
  let counts: Map<string, number> | null = null;
  return (word) => {
    counts ??= countWords(notes);
    return (counts.get(word) ?? 0) > 1;
  };
}

function countWords(notes: StoredNote[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { compared } of notes) {
    for (const word of new Set(compared.words.map((item) => item.word))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Groups of duplicate notes in order of the kept note's path and line. `notes` come in that order; `today` is `YYYY-MM-DD`, UTC. */
export function findDuplicateNotes(notes: StoredNote[], today: string, index = indexNotes(notes)): DuplicateNotes[] {
  const groupOf = new Map<StoredNote, Set<StoredNote>>();
  const join = (a: StoredNote, b: StoredNote) => {
    const both = groupOf.get(a) ?? new Set([a]);
    for (const note of groupOf.get(b) ?? [b]) {
      both.add(note);
      groupOf.set(note, both);
    }
    groupOf.set(a, both);
  };
  for (const [first, ...others] of exactGroups(notes, today)) for (const other of others) if (first) join(first, other);
  const links = findLinks(notes, index, today, vocabularyOf(notes));
  for (const { a, b } of links) join(a, b);
  const linksOf = new Map<Set<StoredNote>, Link[]>();
  for (const link of links) {
    const group = groupOf.get(link.a);
    if (group) linksOf.set(group, [...(linksOf.get(group) ?? []), link]);
  }
  const place = new Map(notes.map((note, number) => [note, number]));
  const inOrder = (a: StoredNote, b: StoredNote) => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  return [...new Set(groupOf.values())]
    .flatMap((group) => decide([...group].sort(inOrder), linksOf.get(group) ?? []) ?? [])
    .sort((a, b) => inOrder(a.kept, b.kept));
}
