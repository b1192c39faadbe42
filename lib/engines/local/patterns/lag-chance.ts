/** Terms of a tail that are added up; they fall off fast where a tail is used, above the mean. */
const TERMS_MAX = 500;

const LOG_FACTORIALS = [0, 0];

function logFactorial(n: number): number {
  // Stirling's series beyond the table; relative error below 1e-12 there.
  if (n > 1000) return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n);
  for (let k = LOG_FACTORIALS.length; k <= n; k += 1) LOG_FACTORIALS.push((LOG_FACTORIALS[k - 1] ?? 0) + Math.log(k));
  return LOG_FACTORIALS[n] ?? 0;
}

function sumOfTerms(from: number, to: number, logTerm: (k: number) => number): number {
  let sum = 0;
  for (let k = from; k <= Math.min(to, from + TERMS_MAX); k += 1) sum += Math.exp(logTerm(k));
  return Math.min(1, sum);
}

/** The chance of `count` or more hits in `trials` independent trials that each hit with chance `share` (0 to 1). */
export function binomialTail(count: number, trials: number, share: number): number {
  if (count <= 0 || share >= 1) return 1;
  if (share <= 0 || count > trials) return 0;
  if (count <= trials * share) return 1;
  const logChoose = (k: number) => logFactorial(trials) - logFactorial(k) - logFactorial(trials - k);
  return sumOfTerms(count, trials, (k) => logChoose(k) + k * Math.log(share) + (trials - k) * Math.log1p(-share));
}

/** The chance of `count` or more events where `mean` are expected and they come independently (Poisson). */
export function poissonTail(count: number, mean: number): number {
  if (count <= mean) return 1;
  if (mean <= 0) return 0;
  return sumOfTerms(count, count + TERMS_MAX, (k) => k * Math.log(mean) - mean - logFactorial(k));
}

/**
 * Fisher's exact test, one-sided: the chance that at least `count` of `drawn` items have a mark when `marked` of `all` items
 * have it and it makes no difference which are drawn.
 */
export function hypergeometricTail(count: number, drawn: number, marked: number, all: number): number {
  const logChoose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  const from = Math.max(count, drawn + marked - all, 0);
  return sumOfTerms(
    from,
    Math.min(drawn, marked),
    (k) => logChoose(marked, k) + logChoose(all - marked, drawn - k) - logChoose(all, drawn),
  );
}
