import { AppError, printable } from "@/lib/core/errors";
import { checkShape } from "@/lib/transcripts/check-shape";
import { findMalformed } from "@/lib/transcripts/malformed-text";
import { EVENT_SHAPES } from "@/lib/transcripts/managed-agents-events";
import { TranscriptError } from "@/lib/transcripts/transcript-error";
import { asInvalidRequest } from "./rules";

type EventInput = { type: string } & Record<string, unknown>;
export type CheckedEvent = { type: string; payload: Record<string, unknown> };

const SENDABLE = [
  "user.message",
  "user.interrupt",
  "user.tool_confirmation",
  "user.tool_result",
  "user.custom_tool_result",
  "system.message",
];
const BEFORE_SYSTEM_MESSAGE = ["user.message", "user.tool_result", "user.custom_tool_result"];
const SYSTEM_BLOCKS_MAX = 1_000;

/**
 * Events of a client, checked by type, without the keys that the server sets (contract 9.2). `user.define_outcome` is
 * refused: nothing here would grade it.
 * @throws AppError `invalid_request` naming the event and fault
 */
export function checkSentEvents(events: readonly EventInput[]): CheckedEvent[] {
  return checkEvents(events, "events", SENDABLE);
}

/** The same for a session's first events: messages only (contract 8.3). @throws AppError `invalid_request` */
export function checkInitialEvents(events: readonly EventInput[]): CheckedEvent[] {
  return checkEvents(events, "initial_events", ["user.message"]);
}

function checkEvents(events: readonly EventInput[], name: string, accepted: readonly string[]): CheckedEvent[] {
  try {
    return events.map((event, index) => {
      const path = `${name}[${index}]`;
      if (!accepted.includes(event.type)) {
        throw new TranscriptError(`${path}.type must be one of ${accepted.join(", ")}, got ${printable(event.type)}`);
      }
      const malformed = findMalformed(event);
      if (malformed) throw new TranscriptError(`${path}${malformed.path} ${malformed.fault}`);
      const { type, id: _id, processed_at: _processedAt, ...payload } = event;
      checkShape(EVENT_SHAPES[type] as NonNullable<(typeof EVENT_SHAPES)[string]>, payload, path);
      if (type === "system.message") checkSystemMessage(events, index, payload);
      return { type, payload };
    });
  } catch (error) {
    throw asInvalidRequest(error);
  }
}

function checkSystemMessage(events: readonly EventInput[], index: number, payload: Record<string, unknown>): void {
  const blocks = Array.isArray(payload.content) ? payload.content.length : 0;
  if (blocks < 1 || blocks > SYSTEM_BLOCKS_MAX) {
    throw new AppError("invalid_request", `A system.message must have 1 to ${SYSTEM_BLOCKS_MAX} text blocks.`);
  }
  if (index !== events.length - 1 || !BEFORE_SYSTEM_MESSAGE.includes(events[index - 1]?.type ?? "")) {
    throw new AppError(
      "invalid_request",
      "A system.message must be the last event of the request, directly after a user.message or a tool result.",
    );
  }
}
