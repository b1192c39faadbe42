import { isFunctionWord, stemOf } from "@/lib/engines/local/notes/note-words";
import { tokensOf } from "@/lib/engines/local/verify/claim-words";

/** Pieces of text that `tokensOf` takes apart without regard to what stands around them. */
const PIECE = /[\p{L}\p{N}][\p{L}\p{M}\p{N}.'’]*/gu;
/** The same pieces come again and again; taking one apart costs much more than looking it up. */
const PIECES_MAX = 200_000;
/** Longer ones are data, which hardly comes again. */
const PIECE_CHARACTERS_MAX = 64;
const known = new Map<string, string[]>();

function stemsOfPiece(piece: string): string[] {
  const found = known.get(piece);
  if (found !== undefined) return found;
  // A match is a view of the whole text, which would stay in memory with it: what is kept is a copy.
  const own = Buffer.from(piece).toString();
  const stems = tokensOf(own).flatMap((word) => (isFunctionWord(word) ? [] : [stemOf(word)]));
  if (own.length <= PIECE_CHARACTERS_MAX && known.size < PIECES_MAX) known.set(own, stems);
  return stems;
}

/** The stems of the words of a text that carry content, in order. */
export function stemsOf(text: string): string[] {
  const stems: string[] = [];
  for (const piece of text.match(PIECE) ?? []) for (const stem of stemsOfPiece(piece)) stems.push(stem);
  return stems;
}

/** The different stems of a question, sorted: equal for questions about the same. */
export function questionStems(question: string): string[] {
  return [...new Set(stemsOf(question))].sort();
}
