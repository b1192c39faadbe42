import type { ConstantLag } from "@/lib/engines/local/patterns/find-lags";
import { matchFollowers } from "@/lib/engines/local/patterns/lag-members";
import { lagPoints } from "@/lib/engines/local/patterns/lag-points";
import { type PatternFigures, patternId } from "@/lib/engines/local/patterns/pattern-notes";
import type { TranscriptReport } from "@/lib/engines/types";

/**
 * What these reports say of patterns whose lag is known, however few their occurrences, by id. Delay and spread are the
 * given ones, so that the same reports give the same answer again. Only patterns that were followed at least once are given.
 */
export function followPatterns(
  reports: TranscriptReport[],
  known: Map<string, PatternFigures>,
): Map<string, ConstantLag> {
  const seen = new Map<string, ConstantLag>();
  if (known.size === 0) return seen;
  const points = lagPoints(reports, 1);
  const nameByHalf = new Map<string, string>();
  for (const { name } of points) nameByHalf.set(patternId(name, name).slice(0, 6), name);
  for (const [id, { lagMs, spreadMs, isSameSource, power }] of known) {
    const [antecedent, consequent] = [nameByHalf.get(id.slice(0, 6)), nameByHalf.get(id.slice(6))];
    if (antecedent === undefined || consequent === undefined) continue;
    const toleranceMs = Math.min(lagMs / 2, Math.max(3 * spreadMs, 1000));
    const lag = matchFollowers({ points, antecedent, consequent, isSameSource, lagMs, toleranceMs });
    if (lag.followed.length > 0) seen.set(id, { ...lag, lagMs, spreadMs, chance: 10 ** -power });
  }
  return seen;
}
