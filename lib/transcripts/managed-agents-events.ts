import { z } from "zod";

/** The event shapes of contract 9.3, as an import checks them. Keys beyond these are let through and kept. */

const base64Source = z.looseObject({ type: z.literal("base64"), media_type: z.string(), data: z.string() });
const urlSource = z.looseObject({ type: z.literal("url"), url: z.string() });
const fileSource = z.looseObject({ type: z.literal("file"), file_id: z.string() });
const textSource = z.looseObject({ type: z.literal("text"), media_type: z.literal("text/plain"), data: z.string() });

const textBlock = z.looseObject({ type: z.literal("text"), text: z.string() });
const redactedBlock = z.looseObject({ type: z.literal("redacted") });
const imageBlock = z.looseObject({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [base64Source, urlSource, fileSource]),
});
const documentBlock = z.looseObject({
  type: z.literal("document"),
  source: z.discriminatedUnion("type", [base64Source, urlSource, fileSource, textSource]),
  title: z.string().nullish(),
  context: z.string().nullish(),
});
const searchResultBlock = z.looseObject({
  type: z.literal("search_result"),
  source: z.string(),
  title: z.string(),
  content: z.array(textBlock),
});

const anyBlocks = z.array(
  z.discriminatedUnion("type", [textBlock, imageBlock, documentBlock, searchResultBlock, redactedBlock]),
);
const userBlocks = z.array(z.discriminatedUnion("type", [textBlock, imageBlock, documentBlock, redactedBlock]));
const agentBlocks = z.array(z.discriminatedUnion("type", [textBlock, redactedBlock]));

const input = z.record(z.string(), z.unknown());
const permission = z.enum(["allow", "ask", "deny"]).nullish();
const isError = z.boolean().nullish();
const count = z.int().min(0);
const usage = z.looseObject({
  input_tokens: count,
  output_tokens: count,
  cache_creation_input_tokens: count.nullish(),
  cache_read_input_tokens: count.nullish(),
});
const stopReason = z.looseObject({ type: z.string(), event_ids: z.array(z.string()).optional() });
const threadRef = { session_thread_id: z.string() };
const threadStatus = z.looseObject({ ...threadRef, agent_name: z.string().nullish() });
const workflowRun = z.looseObject({ workflow_run_id: z.string() });
const result = { content: anyBlocks.nullish(), is_error: isError };
const nothing = z.looseObject({});

/** Type of an event -> what it must hold beside `id`, `type` and `processed_at`. */
export const EVENT_SHAPES: Readonly<Record<string, z.ZodType>> = {
  "user.message": z.looseObject({ content: userBlocks }),
  "user.interrupt": nothing,
  "user.tool_confirmation": z.looseObject({
    tool_use_id: z.string(),
    result: z.enum(["allow", "deny"]),
    deny_message: z.string().nullish(),
  }),
  "user.tool_result": z.looseObject({ tool_use_id: z.string(), ...result }),
  "user.custom_tool_result": z.looseObject({ custom_tool_use_id: z.string(), ...result }),
  "user.define_outcome": z.looseObject({
    description: z.string(),
    rubric: z.looseObject({ type: z.string() }),
    max_iterations: z.int().min(1).nullish(),
  }),
  "system.message": z.looseObject({ content: z.array(textBlock) }),
  "agent.message": z.looseObject({ content: agentBlocks }),
  "agent.thinking": nothing,
  "agent.tool_use": z.looseObject({ name: z.string(), input, evaluated_permission: permission }),
  "agent.tool_result": z.looseObject({ tool_use_id: z.string(), ...result }),
  "agent.custom_tool_use": z.looseObject({ name: z.string(), input }),
  "agent.mcp_tool_use": z.looseObject({
    mcp_server_name: z.string(),
    name: z.string(),
    input,
    evaluated_permission: permission,
  }),
  "agent.mcp_tool_result": z.looseObject({ mcp_tool_use_id: z.string(), ...result }),
  "agent.thread_message_sent": z.looseObject({ to_session_thread_id: z.string(), content: anyBlocks }),
  "agent.thread_message_received": z.looseObject({ from_session_thread_id: z.string(), content: anyBlocks }),
  "agent.thread_context_compacted": nothing,
  "session.status_running": nothing,
  "session.status_idle": z.looseObject({ stop_reason: stopReason.nullish() }),
  "session.status_rescheduled": nothing,
  "session.status_terminated": nothing,
  "session.error": z.looseObject({ error: z.looseObject({ type: z.string(), message: z.string() }) }),
  "session.updated": nothing,
  "session.usage": z.looseObject({ usage: z.looseObject({}) }),
  "session.thread_created": z.looseObject({ ...threadRef, agent_name: z.string().nullish() }),
  "session.thread_status_running": threadStatus,
  "session.thread_status_idle": threadStatus,
  "session.thread_status_rescheduled": threadStatus,
  "session.thread_status_terminated": threadStatus,
  "span.model_request_start": nothing,
  "span.model_request_end": z.looseObject({ model_request_start_id: z.string().nullish(), model_usage: usage }),
  "span.outcome_evaluation_start": z.looseObject({ outcome_id: z.string(), iteration: count }),
  "span.outcome_evaluation_ongoing": z.looseObject({ outcome_id: z.string(), iteration: count }),
  "span.outcome_evaluation_end": z.looseObject({
    outcome_evaluation_start_id: z.string().nullish(),
    outcome_id: z.string(),
    iteration: count,
    result: z.enum(["satisfied", "needs_revision", "max_iterations_reached", "failed", "interrupted"]),
  }),
  "workflow_run.created": workflowRun,
  "workflow_run.status_running": workflowRun,
  "workflow_run.status_idle": workflowRun,
  "workflow_run.status_ended": workflowRun,
  "workflow_run.error": z.looseObject({ workflow_run_id: z.string().nullish() }),
  "workflow_run.phase_started": workflowRun,
  "workflow_run.phase_ended": workflowRun,
};

/** Exists on the stream only; never stored, never imported. */
export const STREAM_ONLY_TYPES: readonly string[] = ["event_start", "event_delta", "session.deleted"];

/** The values that the `types[]` filter of an event list takes. */
export const EVENT_TYPES: readonly string[] = Object.keys(EVENT_SHAPES);
