import { type Draft, draftContents, draftLines, isPersonsLine, newestTime } from "@/lib/engines/local/draft/draft";
import { ignoredWordIn } from "@/lib/engines/local/engine-rules";
import { hasManagedNotes } from "@/lib/engines/local/managed/managed-notes";
import { bareStatement } from "@/lib/engines/local/notes/bare-statement";
import { isNote, type MemoryEntry, parseEntries } from "@/lib/engines/local/notes/memory-entries";
import { claimOf, type NoteClaim } from "@/lib/engines/local/notes/note-claim";
import { type NoteStamp, readStamp } from "@/lib/engines/local/notes/note-stamp";
import { type ComparedNote, comparedNote } from "@/lib/engines/local/notes/same-meaning";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";

/** A note of the store with what is needed to compare it with others. */
export type StoredNote = {
  entry: MemoryEntry;
  stamp: NoteStamp;
  compared: ComparedNote;
  claim: NoteClaim;
  /** When its lines were written, ISO 8601, null when nothing tells. */
  writtenAt: string | null;
  byPerson: boolean;
};

type ParsedFile = { content: string; notes: StoredNote[] };

/** Most files stay the same from pass to pass. */
const parsedByDraft = new WeakMap<Draft, Map<string, ParsedFile>>();

function noteOf(draft: Draft, entry: MemoryEntry): StoredNote {
  const lines = draftLines(draft, entry.path).slice(entry.startLine - 1, entry.endLine);
  const text = bareStatement(entry.text);
  return {
    entry,
    stamp: readStamp(entry.text),
    compared: comparedNote(text),
    claim: claimOf(text),
    writtenAt: newestTime(lines),
    byPerson: lines.some(isPersonsLine),
  };
}

/**
 * The notes of a draft that may be merged and compared, by path and line. The files that dreams keep by themselves are left
 * out: they repeat by design.
 */
export function listNotes(draft: Draft): StoredNote[] {
  const known = parsedByDraft.get(draft) ?? new Map<string, ParsedFile>();
  parsedByDraft.set(draft, known);
  return draftContents(draft).flatMap(({ path, content }) => {
    const parsed = known.get(path);
    if (parsed?.content === content) return parsed.notes;
    const isKept = path === INDEX_PATH || hasManagedNotes(content);
    const entries = isKept ? [] : parseEntries(path, content).filter(isNote);
    const notes = entries
      .filter(({ text }) => ignoredWordIn(draft.rules, text) === null)
      .map((entry) => noteOf(draft, entry));
    known.set(path, { content, notes });
    return notes;
  });
}

/**
 * Which of two notes is the newer one: by their stamps, else by when their lines were written. 0 when nothing decides.
 * @returns below 0 when `a` is older, above 0 when it is newer
 */
export function compareAge(a: StoredNote, b: StoredNote): number {
  const [stampA, stampB] = [a.stamp.at, b.stamp.at];
  if (stampA !== null && stampB !== null) {
    const length = Math.min(stampA.length, stampB.length);
    const [cutA, cutB] = [stampA.slice(0, length), stampB.slice(0, length)];
    if (cutA !== cutB) return cutA < cutB ? -1 : 1;
  }
  const [timeA, timeB] = [timeOf(a, b), timeOf(b, a)];
  if (timeA === null || timeB === null || timeA === timeB) return 0;
  return timeA < timeB ? -1 : 1;
}

/** A stamp tells the day only; beside another stamp the moment of writing is finer. */
function timeOf(note: StoredNote, other: StoredNote): string | null {
  if (note.stamp.at === null && other.stamp.at === null) return note.writtenAt;
  if (note.stamp.at !== null && other.stamp.at !== null) return note.writtenAt;
  return (note.stamp.at ?? note.writtenAt)?.slice(0, 10) ?? null;
}
