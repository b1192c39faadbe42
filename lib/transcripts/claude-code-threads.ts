import type { Entry } from "./claude-code-entry";
import { record, text } from "./json-values";
import type { ParsedEvent, ParsedThread } from "./types";

const SUBAGENT_TOOLS = new Set(["Task", "Agent"]);

/** Tells which sub-thread a side-chain entry belongs to. Chains are followed by `agentId`, else by `parentUuid`. */
export class SidechainThreads {
  private readonly keyByUuid = new Map<string, string>();
  private readonly threads = new Map<string, ParsedThread>();
  /** Prompt given to a sub-agent -> kind of sub-agent: the only link that older transcripts hold. */
  private readonly agentByPrompt = new Map<string, string>();

  /** To be called for every entry in order, also for those that make no event: chains run through them. */
  keyOf(entry: Entry): string | null {
    if (!entry.isSidechain) return null;
    const parentKey = entry.parentUuid === null ? undefined : this.keyByUuid.get(entry.parentUuid);
    const key = entry.agentId ?? parentKey ?? entry.uuid ?? "sidechain";
    if (entry.uuid !== null) this.keyByUuid.set(entry.uuid, key);
    return key;
  }

  /** Remembers a call that starts a sub-agent. */
  noteToolUse(name: string, input: unknown): void {
    const fields = SUBAGENT_TOOLS.has(name) ? record(input) : null;
    const prompt = text(fields?.prompt);
    if (prompt !== null) this.agentByPrompt.set(prompt, text(fields?.subagent_type) ?? "subagent");
  }

  /** Null when the thread was open already. `firstText` is the prompt the sub-agent was started with. */
  open(key: string, firstText: string | null): ParsedThread | null {
    if (this.threads.has(key)) return null;
    const agentName = (firstText === null ? undefined : this.agentByPrompt.get(firstText)) ?? "subagent";
    const thread = { key, agentName };
    this.threads.set(key, thread);
    return thread;
  }

  /**
   * The events with each thread's end told on the primary thread, after its last event. A sub-agent's own file holds one
   * side chain and nothing else: there it is the conversation.
   */
  settle(events: readonly ParsedEvent[]): { events: ParsedEvent[]; threads: ParsedThread[] } {
    const conversation = events.filter(({ type }) => type !== "session.thread_created");
    if (this.threads.size === 1 && conversation.every(({ thread }) => thread !== null)) {
      return { events: conversation.map(withoutThread), threads: [] };
    }
    const lastIndexes = new Map(events.map(({ thread }, index) => [thread, index]));
    const settled = events.flatMap((event, index) => {
      const thread = event.thread === null ? undefined : this.threads.get(event.thread);
      return thread && lastIndexes.get(event.thread) === index ? [event, threadEnd(thread, event)] : [event];
    });
    return { events: settled, threads: [...this.threads.values()] };
  }
}

function withoutThread(event: ParsedEvent): ParsedEvent {
  const { session_thread_id: _thread, ...payload } = event.payload;
  return { ...event, payload, thread: null };
}

function threadEnd({ key, agentName }: ParsedThread, { processedAt }: ParsedEvent): ParsedEvent {
  const payload = {
    session_thread_id: key,
    agent_name: agentName,
    stop_reason: { type: "end_turn" },
    stop_details: null,
  };
  return { ref: null, type: "session.thread_status_idle", processedAt, payload, thread: null };
}
