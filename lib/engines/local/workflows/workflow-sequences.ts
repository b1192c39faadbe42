import { compareText } from "@/lib/engines/local/text/text-lines";

/** A sequence of steps, and the traces (by index) that hold it. */
export type StepSequence = { steps: string[]; traces: number[] };

/** Other calls that may stand between two steps of a sequence. */
const GAP_MAX = 2;
export const SEQUENCE_MIN = 3;
export const SEQUENCE_MAX = 8;
/** Sequences looked at in all; chance repetitions in very long sessions end here. */
const GROWN_MAX = 20_000;

type Grown = { steps: string[]; ends: Map<number, number[]> };

/** Positions in a trace where `steps` ends, each step at most three calls after the one before; ascending. */
export function endsOf(trace: string[], steps: string[]): number[] {
  let ends = trace.flatMap((name, at) => (name === steps[0] ? [at] : []));
  for (const step of steps.slice(1)) ends = nextEnds(trace, ends, step);
  return ends;
}

function nextEnds(trace: string[], ends: number[], step: string): number[] {
  const next = new Set<number>();
  for (const end of ends) for (let at = end + 1; at <= end + 1 + GAP_MAX; at += 1) if (trace[at] === step) next.add(at);
  return [...next].sort((a, b) => a - b);
}

function followers(traces: string[][], { ends }: Grown): Map<string, Map<number, number[]>> {
  const found = new Map<string, Map<number, number[]>>();
  for (const [index, positions] of ends) {
    const trace = traces[index] ?? [];
    const names = new Set(positions.flatMap((end) => trace.slice(end + 1, end + 2 + GAP_MAX)));
    for (const name of names) {
      const byTrace = found.get(name) ?? new Map<number, number[]>();
      found.set(name, byTrace.set(index, nextEnds(traces[index] ?? [], positions, name)));
    }
  }
  return found;
}

/**
 * Sequences of three to eight steps, with at most two other calls between two of them, that stand in at least `tracesMin` of
 * the traces: prefix growth (Pei et al., PrefixSpan, 2001). Sorted by their steps.
 */
export function frequentSequences(traces: string[][], tracesMin: number): StepSequence[] {
  const found: StepSequence[] = [];
  const start: Grown = { steps: [], ends: new Map(traces.map((_, index) => [index, [-1]])) };
  const firsts = new Map<string, Map<number, number[]>>();
  traces.forEach((trace, index) => {
    for (const name of new Set(trace)) {
      const byTrace = firsts.get(name) ?? new Map<number, number[]>();
      firsts.set(
        name,
        byTrace.set(
          index,
          trace.flatMap((each, at) => (each === name ? [at] : [])),
        ),
      );
    }
  });
  const waiting: Grown[] = [start];
  let grown = 0;
  for (let prefix = waiting.pop(); prefix && grown < GROWN_MAX; prefix = waiting.pop()) {
    const next = prefix.steps.length === 0 ? firsts : followers(traces, prefix);
    for (const [name, ends] of [...next].sort((a, b) => compareText(b[0], a[0]))) {
      // A loop of the same two steps is no way of working.
      if (ends.size < tracesMin || prefix.steps.includes(name)) continue;
      grown += 1;
      const steps = [...prefix.steps, name];
      if (steps.length >= SEQUENCE_MIN) found.push({ steps, traces: [...ends.keys()].sort((a, b) => a - b) });
      if (steps.length < SEQUENCE_MAX) waiting.push({ steps, ends });
    }
  }
  return found.sort((a, b) => compareText(a.steps.join("\n"), b.steps.join("\n")));
}

/** True when the steps of `part` stand in `whole` in that order. */
export function isPartOf(part: string[], whole: string[]): boolean {
  let at = 0;
  for (const step of whole) if (step === part[at]) at += 1;
  return at === part.length;
}
