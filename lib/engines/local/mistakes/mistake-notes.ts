import { markerText, type NoteTally, seenText, sessionMark } from "@/lib/engines/local/managed/managed-notes";
import {
  describeFailure,
  describeRecovery,
  type RecurringFailure,
} from "@/lib/engines/local/mistakes/recurring-failures";
import { markdownText } from "@/lib/engines/local/text/safe-text";

/** The tally of one dream's own sessions. */
export function tallyOf({ sessions, from, to }: RecurringFailure): NoteTally {
  const marks = [...sessions].map(([id, count]) => [sessionMark(id), count] as const);
  return { sessions: new Map(marks), from, to, more: new Map() };
}

/** The heading of the note about a recurring failure. */
export function headingText({ title }: RecurringFailure): string {
  return `## ${markdownText(title, 120)}`;
}

/** A new note, in lines. */
export function noteLines(failure: RecurringFailure): string[] {
  const tally = tallyOf(failure);
  const recovery = describeRecovery(failure);
  return [
    headingText(failure),
    markerText("mistake", failure.id, tally),
    `- Fails: ${describeFailure(failure)}`,
    seenText(tally),
    ...(recovery === null ? [] : [`- Worked instead: ${recovery}`]),
  ];
}
