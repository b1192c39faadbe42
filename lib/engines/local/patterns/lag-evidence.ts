/** Are these lags more crowded round one value than those of a follower without a constant lag? Times in milliseconds. */
export type EvidenceInput = {
  /** Every lag of the two names, ascending. */
  lags: number[];
  /** The neighbours among them that look like one lag: first index, and the index after the last. */
  start: number;
  end: number;
  /** The values that a lag can take lie this far apart: how exactly times are told. */
  grainMs: number;
};

/** What the lag may be: its mean and standard deviation, and the logarithm of the prior weight. */
type Guess = { lagMs: number; spreadMs: number; logWeight: number };

/** Standard deviations from clocks, delivery and polling, equally likely beforehand; for a long lag also a share of it. */
const SPREADS_MS = [50, 300, 1000, 2000, 3500, 5500];
const SPREAD_SHARES = [0.01];
/** A lag whose standard deviation is more than this share of it is not constant. */
const SPREAD_SHARE_MAX = 0.25;
/** Shares of the lags that have the constant value; all equally likely beforehand. */
const CROWD_SHARES = [0.2, 0.6, 0.95];
/**
 * The followers without a constant lag: any lag in a range is equally likely. Ranges are multiples of the lag in question and
 * have a least width. The last figure is the logarithm of how much less likely a range is than the widest: a follower that
 * stays within so little of just this lag by itself is rare.
 */
const RANGES = [
  { from: 0, to: 64, doubt: 0 },
  { from: 0, to: 16, doubt: 0 },
  { from: 0, to: 4, doubt: 1 },
  { from: 0, to: 2, doubt: 2 },
  { from: 0, to: 1.25, doubt: 3 },
  { from: 0.6, to: 1.6, doubt: 4 },
];
/** Something that looks once a minute answers after any time up to a minute: a narrower range says too little against that. */
const RANGE_MS_MIN = 90_000;
/** Seconds that timers, retries and checks are set to; half of all constant lags are taken to be one of them. */
const ROUND_SECONDS = [
  5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1500, 1800, 2700, 3600, 5400, 7200, 10_800,
  21_600, 43_200, 86_400,
];
/** The other half is spread evenly over the orders of magnitude from a second to a day. */
const LOG_ORDERS = Math.log(86_400);
const STEPS = 10;
/** More of a crowd is thinned out, with its surroundings: so many are proof enough, and the cost stays bounded. */
const CROWD_MAX = 40;

/** Share of a normal distribution below `z`; Abramowitz and Stegun, formula 7.1.26, absolute error below 1.5e-7. */
function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const half = (poly * Math.exp(-x * x)) / 2;
  return z < 0 ? half : 1 - half;
}

function logOfSum(logs: number[]): number {
  const most = logs.reduce((max, log) => Math.max(max, log), -1e9);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

/** Index of the first of `sorted` that is at least `value`. */
export function lowerBound(sorted: number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function guessesAt(low: number, high: number, grainMs: number): Guess[] {
  const middle = (low + high) / 2;
  const spreads = [...SPREADS_MS, ...SPREAD_SHARES.map((share) => share * middle).filter((ms) => ms > 5500)].filter(
    (ms) => ms <= SPREAD_SHARE_MAX * middle,
  );
  return spreads.flatMap((spreadMs) => {
    const pad = Math.max(spreadMs, grainMs / 2);
    const step = (high - low + 2 * pad) / STEPS;
    const free = Array.from({ length: STEPS + 1 }, (_, index) => low - pad + index * step).filter((ms) => ms > 0);
    const round = ROUND_SECONDS.map((seconds) => seconds * 1000).filter((ms) => ms >= low - pad && ms <= high + pad);
    const weightOf = (share: number) => Math.log((0.5 * Math.min(1, share)) / spreads.length);
    return [
      ...free.map((lagMs) => ({ lagMs, spreadMs, logWeight: weightOf(step / (lagMs * LOG_ORDERS)) })),
      ...round.map((lagMs) => ({ lagMs, spreadMs, logWeight: weightOf(1 / ROUND_SECONDS.length) })),
    ];
  });
}

/**
 * Natural logarithm of the evidence for one constant lag with normal jitter among followers that come at any time, against
 * followers that all come at any time: the likelihood ratio, averaged over lag, jitter and share, for the range that does
 * worst. Its mean is at most one where nothing is constant, so it exceeds `k` there in at most one of `k` cases (an e-value:
 * Vovk and Wang, "E-values: calibration, combination and applications", Annals of Statistics 49, 2021).
 */
export function lagEvidence({ lags, start, end, grainMs }: EvidenceInput): number {
  const stride = Math.ceil((end - start) / CROWD_MAX);
  const crowd = lags.slice(start, end).filter((_, index) => index % stride === 0);
  const [low, high] = [lags[start] ?? 0, lags[end - 1] ?? 0];
  const middle = (low + high) / 2;
  const guesses = guessesAt(low, high, grainMs).map(({ lagMs, spreadMs, logWeight }) => {
    const below = (ms: number) => normalBelow((ms - lagMs) / spreadMs);
    return { logWeight, masses: crowd.map((ms) => below(ms + grainMs / 2) - below(ms - grainMs / 2)) };
  });
  if (guesses.length === 0) return 0;
  const inRange = RANGES.map(({ from, to, doubt }) => {
    const first = Math.min(middle * from, low);
    const last = Math.max(middle * to, high, first + RANGE_MS_MIN);
    const places = Math.max(1, Math.ceil((last - first) / grainMs));
    const around = lowerBound(lags, last + 0.5) - lowerBound(lags, first);
    const rest = Math.max(0, around - (end - start)) / stride;
    const logs = guesses.flatMap(({ logWeight, masses }) =>
      CROWD_SHARES.map((share) =>
        masses.reduce(
          (sum, mass) => sum + Math.log(1 - share + share * mass * places),
          logWeight + rest * Math.log(1 - share),
        ),
      ),
    );
    return logOfSum(logs) - Math.log(CROWD_SHARES.length) + doubt;
  });
  return inRange.reduce((least, log) => Math.min(least, log));
}
