import { z } from "zod";
import { ANSWERS } from "./answers";
import { checkShape } from "./check-shape";
import { findMalformed } from "./malformed-text";
import { EVENT_SHAPES, STREAM_ONLY_TYPES } from "./managed-agents-events";
import { ImportedThreads } from "./managed-agents-threads";
import { usageOf } from "./managed-agents-usage";
import { orderEvents } from "./order-events";
import { isRfc3339 } from "./timestamps";
import { TranscriptError } from "./transcript-error";
import type { ParsedEvent, ParsedTranscript } from "./types";

const EventHead = z.looseObject({
  id: z.string().min(1).max(256).nullish(),
  type: z.string().min(1).max(128),
  processed_at: z.string().refine(isRfc3339, "must be an RFC 3339 time such as 2026-10-21T09:30:00.000000Z").nullish(),
});

/**
 * Reads events in the shapes of contract 9.3. Known types are checked; unknown ones are kept as they are. `id` and
 * `processed_at` may be left out; a null `processed_at` counts as left out, for nothing is queued in a finished session.
 *
 * @throws TranscriptError naming the event and key, for instance `events[3].content[0].type ...`
 */
export function parseManagedAgents(events: readonly unknown[]): ParsedTranscript {
  if (events.length === 0) throw new TranscriptError("events must hold at least one event");
  const typeByRef = new Map<string, string>();
  const threads = new ImportedThreads();
  const parsed = events.map((event, index) => {
    const result = parseEvent(event, `events[${index}]`, typeByRef);
    return { ...result, thread: threads.keyOf(result) };
  });
  const ordered = orderEvents(parsed);
  return {
    title: null,
    createdAt: ordered[0]?.processedAt ?? null,
    agentName: null,
    model: null,
    events: ordered,
    threads: threads.list(),
    usage: usageOf(ordered),
    skipped: {},
  };
}

function parseEvent(event: unknown, path: string, typeByRef: Map<string, string>): Omit<ParsedEvent, "thread"> {
  const malformed = findMalformed(event);
  if (malformed) throw new TranscriptError(`${path}${malformed.path} ${malformed.fault}`);
  const head = checkShape(EventHead, event, path);
  const { id, type, processed_at: processedAt, ...payload } = head;
  if (STREAM_ONLY_TYPES.includes(type)) {
    throw new TranscriptError(`${path}.type ${type} exists only on the stream and cannot be stored`);
  }
  const shape = EVENT_SHAPES[type];
  if (shape && Object.hasOwn(EVENT_SHAPES, type)) checkShape(shape, payload, path);
  checkAnswer(type, payload, path, typeByRef);
  const ref = id ?? null;
  if (ref !== null) {
    if (typeByRef.has(ref))
      throw new TranscriptError(`${path}.id "${ref}" was used by an earlier event; ids must differ`);
    typeByRef.set(ref, type);
  }
  return { ref, type, processedAt: processedAt ?? null, payload };
}

function checkAnswer(
  type: string,
  payload: Record<string, unknown>,
  path: string,
  typeByRef: ReadonlyMap<string, string>,
): void {
  const answer = Object.hasOwn(ANSWERS, type) ? ANSWERS[type] : undefined;
  if (!answer) return;
  const call = payload[answer.key];
  const callType = typeof call === "string" ? typeByRef.get(call) : undefined;
  if (callType !== undefined && answer.calls.includes(callType)) return;
  throw new TranscriptError(
    `${path}.${answer.key} "${String(call)}" must be the id of an earlier ${answer.calls.join(" or ")} event`,
  );
}
