import { record } from "./json-values";
import type { TranscriptUsage } from "./types";

/**
 * Reads both shapes of the wire: that of a session (`cache_creation`, split by lifetime) and that of one model request
 * (`cache_creation_input_tokens`). Whatever is missing or senseless counts nothing.
 */
export function readUsage(value: unknown): TranscriptUsage {
  const usage = record(value);
  const split = record(usage?.cache_creation);
  return {
    inputTokens: count(usage?.input_tokens),
    outputTokens: count(usage?.output_tokens),
    cacheReadInputTokens: count(usage?.cache_read_input_tokens),
    cacheCreation1hInputTokens: count(split?.ephemeral_1h_input_tokens),
    cacheCreation5mInputTokens: count(split ? split.ephemeral_5m_input_tokens : usage?.cache_creation_input_tokens),
  };
}

export function sumUsage(parts: Iterable<TranscriptUsage>): TranscriptUsage {
  const total = readUsage(null);
  for (const part of parts) {
    total.inputTokens += part.inputTokens;
    total.outputTokens += part.outputTokens;
    total.cacheReadInputTokens += part.cacheReadInputTokens;
    total.cacheCreation1hInputTokens += part.cacheCreation1hInputTokens;
    total.cacheCreation5mInputTokens += part.cacheCreation5mInputTokens;
  }
  return total;
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
