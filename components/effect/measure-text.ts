import { countText } from "@/components/ui/number-text";
import type { ComparisonResource, Measure, Verdict } from "@/lib/effect/schema";

const PERCENT: ReadonlySet<Measure> = new Set(["tool_error_rate", "outcome"]);

/** The names of the measures, and what a point of each is. */
export const MEASURE_TEXT: Record<Measure, { name: string; note: string }> = {
  tool_errors: { name: "Tool errors", note: "Calls that failed, per session" },
  tool_error_rate: { name: "Errors per call", note: "Share of a session's tool calls that failed" },
  known_mistakes: { name: "Known mistakes", note: "Failures that an earlier session or a note had shown" },
  corrections: { name: "Corrections", note: "Things that people told the agent to do otherwise" },
  tokens: { name: "Tokens", note: "Read and written, caches included" },
  outcome: { name: "Outcomes satisfied", note: "Share of graded outcomes, where a grader ran" },
};

export const VERDICT_TEXT: Record<Verdict, string> = {
  fewer: "fewer",
  more: "more",
  no_clear_change: "no clear change",
  too_few_sessions: "too few sessions to tell",
};

function amountText(measure: Measure, amount: number): string {
  if (PERCENT.has(measure)) return `${(amount * 100).toFixed(1)} %`;
  if (amount >= 100) return countText(Math.round(amount));
  return Number.isInteger(amount) ? countText(amount) : amount.toFixed(1);
}

/** `2.4`, `12.5 %`, `48,210`; a dash where the transcripts tell nothing. */
export function valueText(measure: Measure, value: number | null): string {
  return value === null ? "–" : amountText(measure, value);
}

/** `+1.2`, `−3.0 %`, with a true minus sign. */
export function changeText(measure: Measure, change: number): string {
  const text = amountText(measure, Math.abs(change));
  if (!/[1-9]/.test(text)) return text;
  return `${change > 0 ? "+" : "\u2212"}${text}`;
}

/** `4.1 → 2.7`; a dash where the sessions of neither side tell it. */
export function meansText({ measure, before, after }: ComparisonResource): string {
  if (before.mean === null && after.mean === null) return "–";
  return `${valueText(measure, before.mean)} → ${valueText(measure, after.mean)}`;
}

/** `−1.4 (−2.6 to −0.2)`: the difference with its interval, where there is one. */
export function differenceText({ measure, difference, interval }: ComparisonResource): string {
  if (difference === null) return "–";
  const change = changeText(measure, difference);
  if (interval === null) return change;
  return `${change} (${changeText(measure, interval.low)} to ${changeText(measure, interval.high)})`;
}
