import { type CutLine, cutLine } from "./cut-line";
import type { LineMatch } from "./matcher";
import type { CandidateRow } from "./repository";
import type { MatchKind } from "./schema";

export type SearchHit = Omit<CandidateRow, "text"> & {
  rank: number;
  /** 0: the path. */
  line: number;
  kind: MatchKind;
  cut: CutLine;
};

/** Position in the order of hits. */
export type HitKey = { rank: number; path: string; line: number };

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/**
 * Takes hits in the order of paths and lines and gives them in the order of ranks, from behind `after`. It keeps at
 * most `limit` of each rank.
 */
export function collectHits({ limit, after, ranks }: { limit: number; after: HitKey | null; ranks: number }) {
  const firstRank = after?.rank ?? 0;
  const byRank = Array.from({ length: ranks }, (): SearchHit[] => []);
  const isBehind = (path: string, match: LineMatch): boolean => {
    if (after === null || match.rank !== after.rank) return true;
    const order = byBytes(path, after.path);
    return order > 0 || (order === 0 && match.line > after.line);
  };
  const belowRank = (): number => {
    let count = 0;
    const last = byRank.findIndex((bucket) => {
      count += bucket.length;
      return count >= limit;
    });
    return last === -1 ? ranks : last;
  };
  return {
    offer({ text: _text, ...file }: CandidateRow, match: LineMatch): void {
      const bucket = byRank[match.rank];
      if (bucket === undefined || match.rank < firstRank || match.rank >= belowRank()) return;
      if (!isBehind(file.path, match)) return;
      const { rank, line, kind } = match;
      bucket.push({ ...file, rank, line, kind, cut: cutLine(match.text, match.spans()) });
    },
    /** Only hits of lower ranks than this one can still change the first `limit` hits. */
    belowRank,
    /** Whether nothing that is still to come can change them. */
    isFull: (): boolean => belowRank() <= firstRank,
    hits: (): SearchHit[] => byRank.flat().slice(0, limit),
  };
}
