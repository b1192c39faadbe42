import { stemsOf } from "./question-stems";
import { readPassages } from "./read-passages";

export type StoreFile = { path: string; content: string };
/** Where a passage begins; lines count from 1. */
export type Place = { path: string; line: number };
export type IndexedPassage = { place: Place; text: string; length: number; counts: Map<string, number> };

type ReadFile = { content: string; passages: IndexedPassage[]; passageCount: number; stemCount: number };

/** Files that were read for one store serve the other one too: most of a proposal's files are those of the snapshot. */
export type ReadFiles = Map<string, ReadFile>;

export type StoreIndex = {
  /** Those that hold a stem of the vocabulary. */
  passages: IndexedPassage[];
  /** Positions in `passages` by stem. */
  postings: Map<string, number[]>;
  /** All of the store's, also those that hold none. */
  passageCount: number;
  averageLength: number;
};

function readFile({ path, content }: StoreFile, vocabulary: ReadonlySet<string>): ReadFile {
  const read: ReadFile = { content, passages: [], passageCount: 0, stemCount: 0 };
  // Neighbours mostly hang on the same lines.
  let above = { context: "", stems: [] as string[] };
  for (const { line, text, context } of readPassages(path, content)) {
    if (above.context !== context) above = { context, stems: stemsOf(context) };
    const own = stemsOf(text);
    const length = own.length + above.stems.length;
    read.passageCount += 1;
    read.stemCount += length;
    let counts: Map<string, number> | null = null;
    for (const stems of [own, above.stems]) {
      for (const stem of stems) {
        if (!vocabulary.has(stem)) continue;
        counts ??= new Map();
        counts.set(stem, (counts.get(stem) ?? 0) + 1);
      }
    }
    if (counts !== null) read.passages.push({ place: { path, line }, text, length, counts });
  }
  return read;
}

/**
 * The passages of a store by the stems of `vocabulary`, the only ones that will be asked for. Linear in the store's text.
 * `read` keeps files from one call to the next.
 */
export function indexStore(files: readonly StoreFile[], vocabulary: ReadonlySet<string>, read: ReadFiles): StoreIndex {
  const index: StoreIndex = { passages: [], postings: new Map(), passageCount: 0, averageLength: 1 };
  let stemCount = 0;
  for (const file of files) {
    const held = read.get(file.path);
    const known = held?.content === file.content ? held : readFile(file, vocabulary);
    read.set(file.path, known);
    index.passageCount += known.passageCount;
    stemCount += known.stemCount;
    for (const passage of known.passages) {
      const position = index.passages.push(passage) - 1;
      for (const stem of passage.counts.keys()) {
        const list = index.postings.get(stem);
        if (list) list.push(position);
        else index.postings.set(stem, [position]);
      }
    }
  }
  index.averageLength = Math.max(1, stemCount / Math.max(1, index.passageCount));
  return index;
}
