import { asTyped, type Block } from "./claude-code-blocks";
import { record, text } from "./json-values";
import { isRfc3339 } from "./timestamps";
import { TranscriptError } from "./transcript-error";

/** One line of a Claude Code transcript, read with distrust: every key may be missing or of another kind. */
export type Entry = {
  line: number;
  type: string;
  subtype: string | null;
  uuid: string | null;
  parentUuid: string | null;
  /** RFC 3339. */
  at: string | null;
  isSidechain: boolean;
  isMeta: boolean;
  isCompactSummary: boolean;
  isApiErrorMessage: boolean;
  agentId: string | null;
  requestId: string | null;
  message: Record<string, unknown> | null;
  raw: Block;
};

/**
 * Null for a line that is JSON but no typed object: Claude Code writes such lines now and then, and they say nothing.
 *
 * @throws TranscriptError when `timestamp` is no RFC 3339 time
 */
export function readEntry(line: number, value: unknown): Entry | null {
  const raw = asTyped(value);
  if (!raw) return null;
  return {
    line,
    type: raw.type,
    subtype: text(raw.subtype),
    uuid: text(raw.uuid),
    parentUuid: text(raw.parentUuid),
    at: readTimestamp(line, raw.timestamp),
    isSidechain: raw.isSidechain === true,
    isMeta: raw.isMeta === true,
    isCompactSummary: raw.isCompactSummary === true,
    isApiErrorMessage: raw.isApiErrorMessage === true,
    agentId: text(raw.agentId),
    requestId: text(raw.requestId),
    message: record(raw.message),
    raw,
  };
}

function readTimestamp(line: number, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" && isRfc3339(value)) return value;
  throw new TranscriptError(
    `transcript line ${line}: timestamp must be an RFC 3339 time such as 2026-10-21T09:30:00.000Z`,
    line,
  );
}
