/** Keys that name an event, a list of events, or a thread of the same transcript. */
const EVENT_KEYS = new Set([
  "tool_use_id",
  "custom_tool_use_id",
  "mcp_tool_use_id",
  "model_request_start_id",
  "outcome_evaluation_start_id",
  "phase_started_id",
]);
const THREAD_KEYS = new Set(["session_thread_id", "to_session_thread_id", "from_session_thread_id"]);

export type References = {
  /** Client id of an event -> its server id. */
  events: ReadonlyMap<string, string>;
  /** Client id of a thread -> its server id. */
  threads: ReadonlyMap<string, string>;
};

/** The payload with every reference to an event or thread of the transcript rewritten to its server id; others stay. */
export function rewriteReferences(payload: Record<string, unknown>, references: References): Record<string, unknown> {
  const entries = Object.entries(payload).map(([key, value]): [string, unknown] => {
    if (EVENT_KEYS.has(key)) return [key, renamed(value, references.events)];
    if (THREAD_KEYS.has(key)) return [key, renamed(value, references.threads)];
    if (key === "stop_reason") return [key, rewriteStopReason(value, references.events)];
    return [key, value];
  });
  return Object.fromEntries(entries);
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  return typeof value === "string" ? (names.get(value) ?? value) : value;
}

function rewriteStopReason(value: unknown, events: ReadonlyMap<string, string>): unknown {
  if (typeof value !== "object" || value === null || !("event_ids" in value) || !Array.isArray(value.event_ids)) {
    return value;
  }
  return { ...value, event_ids: value.event_ids.map((id: unknown) => renamed(id, events)) };
}
