import type { ParsedEvent, TranscriptUsage } from "./types";
import { readUsage, sumUsage } from "./usage";

/** The last usage snapshot of the session when the transcript holds one, else the sum over its model requests. */
export function usageOf(events: readonly ParsedEvent[]): TranscriptUsage {
  const snapshot = events.findLast(({ type }) => type === "session.usage");
  if (snapshot) return readUsage(snapshot.payload.usage);
  const requests = events.filter(({ type }) => type === "span.model_request_end");
  return sumUsage(requests.map(({ payload }) => readUsage(payload.model_usage)));
}
