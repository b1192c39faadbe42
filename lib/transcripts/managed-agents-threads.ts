import type { ParsedEvent, ParsedThread } from "./types";

/** Sorts imported events into threads by the thread ids that the client gave. */
export class ImportedThreads {
  private readonly threads = new Map<string, ParsedThread>();

  /** The sub-thread the event belongs to, null for the primary. To be called for every event in order. */
  keyOf({ type, payload }: Omit<ParsedEvent, "thread">): string | null {
    const key = payload.session_thread_id;
    if (typeof key === "string") {
      this.note(key, payload.agent_name);
      // What happens to a thread is told on the primary; what carries its id otherwise happened in it.
      return type.startsWith("session.") ? null : key;
    }
    if (type === "agent.thread_message_sent") this.note(payload.to_session_thread_id, payload.to_agent_name);
    if (type === "agent.thread_message_received") this.note(payload.from_session_thread_id, payload.from_agent_name);
    return null;
  }

  list(): ParsedThread[] {
    return [...this.threads.values()];
  }

  private note(key: unknown, name: unknown): void {
    if (typeof key !== "string") return;
    const agentName = typeof name === "string" && name !== "" ? name : null;
    const known = this.threads.get(key);
    if (!known) this.threads.set(key, { key, agentName: agentName ?? "subagent" });
    else if (agentName !== null) known.agentName = agentName;
  }
}
