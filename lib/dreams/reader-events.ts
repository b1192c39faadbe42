import type { ThreadId } from "@/lib/core/ids";
import type { TranscriptReport } from "@/lib/engines/types";
import type { AppendEvent } from "@/lib/sessions/append-events";

const text = (value: string) => [{ type: "text", text: value }];

/** What the reader of one transcript leaves in the dream's session: its own thread, and its message to the dream. */
export function readerEvents(input: {
  threadId: ThreadId;
  readerThreadId: ThreadId;
  report: TranscriptReport;
}): AppendEvent[] {
  const { report, readerThreadId } = input;
  const name = `reader: ${report.title ?? report.sessionId}`;
  const summary = `Read ${report.eventCount} events with ${report.toolCallCount} tool calls: ${report.failures.length} failed in a way worth noting, ${report.mentions.length} places state what the memory says.`;
  const details = report.failures.map(
    (failure) =>
      `${failure.call} failed: ${failure.error}${failure.recovery === null ? "" : `; then worked: ${failure.recovery.call}`}`,
  );
  return [
    {
      threadId: readerThreadId,
      type: "user.message",
      payload: { content: text(`Read the transcript of session ${report.sessionId}.`) },
    },
    { threadId: readerThreadId, type: "agent.message", payload: { content: text([summary, ...details].join("\n")) } },
    {
      threadId: input.threadId,
      type: "agent.thread_message_received",
      payload: { from_session_thread_id: readerThreadId, from_agent_name: name, content: text(summary) },
    },
    {
      threadId: input.threadId,
      type: "session.thread_status_terminated",
      payload: { session_thread_id: readerThreadId, agent_name: name },
    },
  ];
}
