import type { ConstantLag } from "@/lib/engines/local/patterns/find-lags";

/** Lags that add up within three joint spreads, at least this, are one chain. */
const ADDS_UP_MS_MIN = 2000;
/** Spreads that differ by less than this factor, or below a second, do not tell which of three lags is the derived one. */
const SPREAD_RATIO_MIN = 1.5;
const SPREAD_MS_MIN = 1000;

type ByPair = Map<string, Map<string, ConstantLag>>;

function byPairOf(lags: ConstantLag[]): ByPair {
  const byPair: ByPair = new Map();
  for (const lag of lags) {
    const known = byPair.get(lag.antecedent) ?? new Map<string, ConstantLag>();
    byPair.set(lag.antecedent, known.set(lag.consequent, lag));
  }
  return byPair;
}

/** Of a chain with its short cut the lag that the other two explain: the one that varies most, in doubt the short cut. */
function explained(first: ConstantLag, second: ConstantLag, shortCut: ConstantLag): ConstantLag | null {
  const joint = Math.hypot(first.spreadMs, second.spreadMs, shortCut.spreadMs);
  const rest = Math.abs(first.lagMs + second.lagMs - shortCut.lagMs);
  if (rest > Math.max(ADDS_UP_MS_MIN, 3 * joint)) return null;
  const legs = first.spreadMs >= second.spreadMs ? first : second;
  return legs.spreadMs > SPREAD_RATIO_MIN * Math.max(shortCut.spreadMs, SPREAD_MS_MIN) ? legs : shortCut;
}

/**
 * The smallest set that explains the lags: of "A, then B, then C" not also "A, then C"; of two effects of one cause not the
 * lag between the effects; of both directions the shorter one.
 */
export function smallestLags(lags: ConstantLag[]): ConstantLag[] {
  const forward = lags.filter(({ antecedent, consequent, lagMs }) => {
    const back = lags.find((other) => other.antecedent === consequent && other.consequent === antecedent);
    return !back || lagMs < back.lagMs || (lagMs === back.lagMs && antecedent < consequent);
  });
  const byPair = byPairOf(forward);
  const gone = new Set<ConstantLag>();
  for (const first of forward) {
    for (const second of byPair.get(first.consequent)?.values() ?? []) {
      const shortCut = byPair.get(first.antecedent)?.get(second.consequent);
      const derived = shortCut ? explained(first, second, shortCut) : null;
      if (derived) gone.add(derived);
    }
  }
  return forward.filter((lag) => !gone.has(lag));
}
