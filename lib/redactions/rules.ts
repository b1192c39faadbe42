import { AppError } from "@/lib/core/errors";
import { holds, isOwnValue, needlesOf } from "./needles";
import type { LiveHead } from "./schema";

/** Words of the API that stand in every transcript and report: without them nothing could be read any more. */
const VOCABULARY = [
  "user.message user.interrupt user.tool_confirmation user.custom_tool_result user.define_outcome system.message",
  "agent.message agent.thinking agent.tool_use agent.tool_result agent.mcp_tool_use agent.mcp_tool_result",
  "agent.custom_tool_use agent.thread_context_compacted agent.thread_message_sent agent.thread_message_received",
  "session.status_running session.status_idle session.status_rescheduled session.status_terminated session.error",
  "session.thread_created span.model_request_start span.model_request_end span.outcome_evaluation_end",
  "content thinking document base64 media_type tool_use_id mcp_tool_use_id custom_tool_use_id session_thread_id",
  "processed_at is_error evaluated_permission mcp_server_name stop_reason stop_details end_turn model_usage",
  "input_tokens output_tokens cache_creation_input_tokens cache_read_input_tokens cache_creation message",
  "rationale confidence evidence sources anchors session_id event_id baseLines proposedLines sessionId createdAt",
  "eventCount toolCallCount failures mentions signature toolName recovery reverie-local general_purpose allowed_tools",
  "person always_allow always_ask description input_schema properties required default_config permission_policy",
  "agent_toolset_20260401 object string number boolean instructions memory_store read_write read_only /mnt/memory/",
]
  .join(" ")
  .split(" ");

/**
 * Whether a text can be redacted everywhere without breaking what holds it.
 * @throws AppError `invalid_request` for a word of the API or an id
 */
export function requireRedactable(text: string): void {
  if (isOwnValue(text) || VOCABULARY.some((word) => word.includes(text))) {
    throw new AppError(
      "invalid_request",
      "find.text is an id, a time or a word of the API, which transcripts need to be read: name a longer text.",
    );
  }
}

/** @throws AppError `invalid_request` when the replacement would bring back what is searched for */
export function requireCleanReplacement(text: string, replacement: string): void {
  if (holds(needlesOf(text, ""), replacement)) {
    throw new AppError("invalid_request", "replacement must not hold find.text; the default is [redacted].");
  }
}

/** Live memories that a refusal names. */
export const LIVE_HEADS_NAMED_MAX = 5;

/** The refusal while live memories hold what is searched for (contract 4.4, rule 2). */
export function liveHeadsHold(count: number, first: LiveHead[]): AppError {
  const more = count > first.length ? ", …" : "";
  return new AppError(
    "invalid_request",
    `The current state of ${count} live memories holds it (${first.map((head) => head.memory_id).join(", ")}${more}): ` +
      "change or delete them first, or send replacement and rewrite_heads.",
    { extra: { live_head_count: count, live_heads: first } },
  );
}
