import type { StemWeight } from "@/lib/engines/local/notes/claim-conflict";
import type { StoredNote } from "@/lib/engines/local/notes/stored-notes";

/** Which notes are worth comparing with one another. */
export type NoteIndex = {
  /** Numbers of notes that share the rarest stems with note `number`, most shared weight first, without itself. */
  similarTo(number: number): number[];
  weightOf: StemWeight;
};

/** A stem of more notes than this says little, and would make every comparison with every other. */
const NOTES_PER_STEM_MAX = 64;
/** Of a long note the rarest stems decide. */
const STEMS_PER_NOTE_MAX = 16;
const CANDIDATES_MAX = 24;
const WEIGHT_MIN = 0.07;

function stemsOf({ compared, claim, entry }: StoredNote): Set<string> {
  const stems = new Set(compared.words.filter(({ kind }) => kind !== "function").map(({ stem }) => stem));
  if (claim.attribute !== null) {
    stems.add(`attribute ${claim.attribute}`);
    // "owner" stands in every file: in one place it still is rare.
    stems.add(`attribute ${claim.attribute} in ${entry.path} ${entry.headings.join(" ")}`);
  }
  return stems;
}

/** An inverted index over the notes: cost grows with their number, not with its square. */
export function indexNotes(notes: StoredNote[]): NoteIndex {
  const stemsByNote = notes.map(stemsOf);
  const postings = new Map<string, number[]>();
  stemsByNote.forEach((stems, number) => {
    for (const stem of stems) {
      const posting = postings.get(stem);
      if (posting) posting.push(number);
      else postings.set(stem, [number]);
    }
  });
  // Inverse document frequency as seen from one of the two notes that are compared: the other notes, without itself.
  const scale = Math.log(notes.length / 1.5);
  const weightOf: StemWeight = (stem) => {
    const count = Math.max(1, (postings.get(stem)?.length ?? 1) - 1);
    return scale <= 0 ? 1 : Math.max(WEIGHT_MIN, Math.log(notes.length / (count + 0.5)) / scale);
  };
  const known: number[][] = [];
  const findSimilar = (number: number): number[] => {
    const rare = [...(stemsByNote[number] ?? [])]
      .map((stem) => ({ stem, posting: postings.get(stem) ?? [] }))
      .filter(({ posting }) => posting.length > 1 && posting.length <= NOTES_PER_STEM_MAX)
      .sort((a, b) => a.posting.length - b.posting.length)
      .slice(0, STEMS_PER_NOTE_MAX);
    const shared = new Map<number, number>();
    for (const { stem, posting } of rare) {
      const weight = weightOf(stem);
      for (const other of posting) if (other !== number) shared.set(other, (shared.get(other) ?? 0) + weight);
    }
    return [...shared]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, CANDIDATES_MAX)
      .map(([other]) => other);
  };
  /** Asked for by several passes over the same notes. */
  const similarTo = (number: number): number[] => {
    const similar = known[number] ?? findSimilar(number);
    known[number] = similar;
    return similar;
  };
  return { similarTo, weightOf };
}
