import { type MemoryEntry, parseEntries } from "@/lib/engines/local/memory-entries";
import { hasMistakeNotes } from "@/lib/engines/local/mistake-notes";
import { groupByMeaning } from "@/lib/engines/local/note-context";
import { type NoteStamp, readStamp } from "@/lib/engines/local/note-stamp";
import { compareText } from "@/lib/engines/local/text-lines";
import { INDEX_PATH } from "@/lib/engines/local/tree-paths";
import type { EngineMemory } from "@/lib/engines/types";

/** Entries that say the same: one stays, and is marked when it then stands for notes of several times. */
export type DuplicateNotes = {
  kept: MemoryEntry;
  dropped: MemoryEntry[];
  mark: { noted: number; since: string } | null;
  /** True when the texts are equal but for the stamps, byte for byte. */
  isExact: boolean;
};

/** Entries by normalised text, only texts that stand in the memories at least twice. The files that dreams keep repeat by design and are left out. */
export function repeatedEntries(memories: EngineMemory[]): Map<string, MemoryEntry[]> {
  const byKey = new Map<string, MemoryEntry[]>();
  for (const { path, content } of [...memories].sort((a, b) => compareText(a.path, b.path))) {
    if (path === INDEX_PATH || hasMistakeNotes(content)) continue;
    for (const entry of parseEntries(path, content)) {
      const group = byKey.get(entry.key);
      if (group) group.push(entry);
      else byKey.set(entry.key, [entry]);
    }
  }
  for (const [key, group] of byKey) if (group.length < 2) byKey.delete(key);
  return byKey;
}

/** A date that has not come yet is what the note is about, not when it was written. */
function withoutDifferentPlans(entries: MemoryEntry[], today: string): MemoryEntry[] {
  const stamps = new Set(entries.map((entry) => readStamp(entry.text).at));
  if (stamps.size === 1) return entries;
  return entries.filter((entry) => (readStamp(entry.text).at ?? "").slice(0, 10) <= today);
}

function markFor(kept: NoteStamp, stamps: NoteStamp[]): DuplicateNotes["mark"] {
  const dates = stamps.flatMap(({ at, since }) => [at, since]).filter((date) => date !== null);
  const oldest = [...dates].sort(compareText)[0];
  if (kept.at === null || oldest === undefined || new Set(dates).size < 2) return null;
  return { noted: stamps.reduce((sum, { noted }) => sum + noted, 0), since: oldest };
}

function decide(entries: MemoryEntry[]): DuplicateNotes | null {
  if (entries.length < 2) return null;
  const stamped = entries.map((entry) => ({ entry, stamp: readStamp(entry.text) }));
  // Newest first; of equally old ones the first in order of path and line, in which they come.
  const [newest, ...others] = stamped.sort((a, b) => compareText(b.stamp.at ?? "", a.stamp.at ?? ""));
  if (!newest) return null;
  const stamps = stamped.map(({ stamp }) => stamp);
  return {
    kept: newest.entry,
    dropped: others.map(({ entry }) => entry),
    mark: newest.entry.isOneLine ? markFor(newest.stamp, stamps) : null,
    isExact: stamps.every(({ body }) => body === newest.stamp.body),
  };
}

/** Groups of duplicate notes in order of the kept note's path and line. `today` is `YYYY-MM-DD`, UTC. */
export function findDuplicateNotes(memories: EngineMemory[], today: string): DuplicateNotes[] {
  const found: DuplicateNotes[] = [];
  for (const entries of repeatedEntries(memories).values()) {
    for (const group of groupByMeaning(withoutDifferentPlans(entries, today))) {
      const decided = decide(group);
      if (decided) found.push(decided);
    }
  }
  return found.sort((a, b) => compareText(a.kept.path, b.kept.path) || a.kept.startLine - b.kept.startLine);
}
