import { foldAnswer, holdsAnswer } from "./answer-forms";
import type { IndexedPassage, Place, StoreIndex } from "./index-store";
import { questionStems } from "./question-stems";

/** Usual values of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3). */
const K1 = 1.2;
const B = 0.75;
/** Passages that an agent would look at. */
const TOP = 3;
/** A passage that shares less of the question's words is about something else. */
const SHARE_MIN = 0.6;

type Scored = { passage: IndexedPassage; score: number };

const byScore = (a: Scored, b: Scored): number => {
  if (a.score !== b.score) return b.score - a.score;
  const [one, other] = [a.passage.place, b.passage.place];
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.line - other.line;
};

/** How many of the stems each passage holds, for those that hold enough of them; positions in the index. */
function fittingPassages({ passages, postings }: StoreIndex, stems: string[]): IndexedPassage[] {
  const shared = new Uint8Array(passages.length);
  const sharedMin = Math.ceil(stems.length * SHARE_MIN);
  const fitting: IndexedPassage[] = [];
  for (const stem of stems) {
    for (const position of postings.get(stem) ?? []) {
      const count = (shared[position] ?? 0) + 1;
      shared[position] = count;
      const passage = passages[position];
      if (count === sharedMin && passage !== undefined) fitting.push(passage);
    }
  }
  return fitting;
}

function scoreOf(index: StoreIndex, passage: IndexedPassage, stems: string[]): number {
  const norm = K1 * (1 - B + (B * passage.length) / index.averageLength);
  return stems.reduce((score, stem) => {
    const count = passage.counts.get(stem) ?? 0;
    if (count === 0) return score;
    const holders = index.postings.get(stem)?.length ?? 0;
    const rarity = Math.log(1 + (index.passageCount - holders + 0.5) / (holders + 0.5));
    return score + (rarity * count * (K1 + 1)) / (count + norm);
  }, 0);
}

/**
 * Where a store answers a question: the first of the three passages that fit its words best (BM25) in which the answer
 * stands; null when none of them holds it. `forms` as `answerForms` gives them. The cost grows with the passages that hold a
 * word of the question.
 */
export function lookUp(index: StoreIndex, question: string, forms: readonly string[]): Place | null {
  const stems = questionStems(question);
  let best: Scored[] = [];
  for (const passage of fittingPassages(index, stems)) {
    const scored = { passage, score: scoreOf(index, passage, stems) };
    const last = best[TOP - 1];
    if (last === undefined || byScore(scored, last) < 0) best = [...best, scored].sort(byScore).slice(0, TOP);
  }
  return best.find(({ passage }) => holdsAnswer(foldAnswer(passage.text), forms))?.passage.place ?? null;
}
