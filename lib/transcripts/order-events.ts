import { ANSWERS } from "./answers";
import { toMicroseconds } from "./timestamps";
import type { ParsedEvent } from "./types";

/** The client's id of the call that this event answers, or null. */
function callAnswered({ type, payload }: ParsedEvent): string | null {
  const answer = Object.hasOwn(ANSWERS, type) ? ANSWERS[type] : undefined;
  const ref = answer ? payload[answer.key] : null;
  return typeof ref === "string" ? ref : null;
}

/**
 * Gives every event a time and sorts by it, ties in the order of the transcript. An event without a time takes that of
 * the one before it (at the start: the first time there is). Clocks that run backwards never put a result before its call.
 */
export function orderEvents(events: readonly ParsedEvent[]): ParsedEvent[] {
  let time = events.find((event) => event.processedAt !== null)?.processedAt ?? null;
  if (time === null) return [...events];
  const callKeys = new Map<string, number>();
  const keyed = events.map((event, index) => {
    time = event.processedAt ?? time;
    const own = toMicroseconds(time as string);
    const call = callAnswered(event);
    const key = Math.max(own, call === null ? own : (callKeys.get(call) ?? own));
    if (event.ref !== null) callKeys.set(event.ref, key);
    return { key, index, event: event.processedAt === null ? { ...event, processedAt: time } : event };
  });
  return keyed.sort((a, b) => a.key - b.key || a.index - b.index).map(({ event }) => event);
}
