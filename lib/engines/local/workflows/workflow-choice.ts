import { hypergeometricTail } from "@/lib/engines/local/patterns/lag-chance";
import { compareText } from "@/lib/engines/local/text/text-lines";
import type { SessionTrace, Workflow } from "@/lib/engines/local/workflows/workflow-notes";
import {
  endsOf,
  frequentSequences,
  isPartOf,
  type StepSequence,
} from "@/lib/engines/local/workflows/workflow-sequences";

const SUCCESSES_MIN = 3;
/** With fewer failed sessions nothing can be said of the difference. */
const FAILURES_MIN = 2;
/** Without failed sessions only longer sequences count: short ones are what every session does. */
const STEPS_WITHOUT_FAILURES_MIN = 4;
/** Share of the sessions that went well that has to hold a workflow. */
const SHARE_MIN = 0.5;
const CHANCE_MAX = 0.05;
/** New workflows of one dream; a team works in few ways. */
const WORKFLOWS_MAX = 3;
/** Share of steps in common from which two sequences are one way of working. */
const OVERLAP_MAX = 0.5;

/** Of sequences with the same sessions only the longest, of equally long ones the first. */
function closed(sequences: StepSequence[]): StepSequence[] {
  const bySessions = new Map<string, StepSequence>();
  for (const sequence of sequences) {
    const key = sequence.traces.join();
    const known = bySessions.get(key);
    if (!known || sequence.steps.length > known.steps.length) bySessions.set(key, sequence);
  }
  return [...bySessions.values()];
}

/** True when the steps are another way of working than each of `others`. */
export function isAnotherWay(steps: string[], others: string[][]): boolean {
  return others.every((other) => {
    const shared = steps.filter((step) => other.includes(step)).length;
    return shared <= OVERLAP_MAX * Math.min(steps.length, other.length) && !isPartOf(steps, other);
  });
}

function isEnough({ steps, held, successes, failures, failuresHeld, chance }: Workflow): boolean {
  if (held.length < Math.max(SUCCESSES_MIN, SHARE_MIN * successes)) return false;
  if (failures === 0) return steps.length >= STEPS_WITHOUT_FAILURES_MIN;
  if (failures < FAILURES_MIN || chance === null) return false;
  return chance <= CHANCE_MAX && failuresHeld / failures <= held.length / successes / 2;
}

/**
 * The ways of working that sessions which went well share and failed ones do not, at most three, clearest first. Where
 * sessions failed, Fisher's exact test has to tell the difference, corrected for the sets of sessions that were tried.
 */
export function chooseWorkflows(traces: SessionTrace[]): Workflow[] {
  const successes = traces.filter(({ trace }) => trace.outcome === "success");
  const failures = traces.filter(({ trace }) => trace.outcome === "failure");
  if (successes.length < SUCCESSES_MIN) return [];
  const sequences = closed(
    frequentSequences(
      successes.map(({ names }) => names),
      SUCCESSES_MIN,
    ),
  );
  const found = sequences.map(({ steps, traces: indexes }): Workflow => {
    const held = successes.filter((_, index) => indexes.includes(index));
    const failuresHeld = failures.filter(({ names }) => endsOf(names, steps).length > 0).length;
    const all = successes.length + failures.length;
    const chance =
      hypergeometricTail(held.length, successes.length, held.length + failuresHeld, all) * sequences.length;
    return {
      steps,
      held,
      successes: successes.length,
      failures: failures.length,
      failuresHeld,
      chance: failures.length === 0 ? null : Math.min(1, chance),
    };
  });
  const order = (a: Workflow, b: Workflow) =>
    (a.chance ?? 0) - (b.chance ?? 0) ||
    b.held.length * b.steps.length - a.held.length * a.steps.length ||
    compareText(a.steps.join("\n"), b.steps.join("\n"));
  const chosen: Workflow[] = [];
  for (const workflow of found.filter(isEnough).sort(order)) {
    const others = chosen.map(({ steps }) => steps);
    if (chosen.length < WORKFLOWS_MAX && isAnotherWay(workflow.steps, others)) chosen.push(workflow);
  }
  return chosen;
}
