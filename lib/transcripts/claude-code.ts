import { type Block, contentBlocks, resultBlocks, wireBlock } from "./claude-code-blocks";
import { type Entry, readEntry } from "./claude-code-entry";
import { SidechainThreads } from "./claude-code-threads";
import { TitleSearch } from "./claude-code-title";
import { ResponseUsage } from "./claude-code-usage";
import { readJsonLines } from "./json-lines";
import { record, text } from "./json-values";
import { replaceMalformed } from "./malformed-text";
import { orderEvents } from "./order-events";
import { TranscriptError } from "./transcript-error";
import type { ParsedEvent, ParsedTranscript } from "./types";

const MCP_TOOL = /^mcp__(.+?)__(.+)$/s;

/** An event that still lacks its time and thread. */
type Draft = { type: string; payload: Record<string, unknown>; ref?: string | null };

/**
 * Reads a Claude Code session file (JSON lines) into events of the wire. Housekeeping lines and kinds this parser does
 * not know are skipped and counted. Half a surrogate pair (tools cut output
 * anywhere) becomes U+FFFD. Time and memory grow linearly with the text.
 *
 * @throws TranscriptError for a line that is not JSON or has a bad timestamp, and for a file without any message
 */
export function parseClaudeCode(transcript: string): ParsedTranscript {
  const reader = new ClaudeCodeReader();
  for (const { line, value } of readJsonLines(transcript)) reader.read(line, value);
  return reader.finish();
}

class ClaudeCodeReader {
  private readonly events: ParsedEvent[] = [];
  private readonly skipped: Record<string, number> = {};
  private readonly messageByUuid = new Map<string, Record<string, unknown>>();
  /** Client id of a call -> whether it went to an MCP server. */
  private readonly calls = new Map<string, { isMcp: boolean }>();
  private readonly threads = new SidechainThreads();
  private readonly usage = new ResponseUsage();
  private readonly titles = new TitleSearch();
  private model: string | null = null;

  read(line: number, value: unknown): void {
    const entry = readEntry(line, replaceMalformed(value));
    if (!entry) {
      this.skip("not_an_entry");
      return;
    }
    this.titles.note(entry);
    const thread = this.threads.keyOf(entry);
    const drafts = this.draftsOf(entry, thread);
    if (thread !== null && drafts.length > 0) this.openThread(entry, thread);
    for (const { ref = null, type, payload } of drafts) {
      // Of the events made here, the wire lets only calls carry their thread's id.
      const isCall = thread !== null && type.endsWith("tool_use");
      const inThread = isCall ? { ...payload, session_thread_id: thread } : payload;
      this.events.push({ ref, type, processedAt: entry.at, payload: inThread, thread });
    }
  }

  finish(): ParsedTranscript {
    if (this.events.length === 0) {
      throw new TranscriptError(
        "transcript holds no message; it must have at least one line of type user or assistant",
      );
    }
    const { events, threads } = this.threads.settle(this.events);
    const ordered = orderEvents(events);
    return {
      title: this.titles.title(),
      createdAt: ordered[0]?.processedAt ?? null,
      agentName: "Claude Code",
      model: this.model,
      events: ordered,
      threads,
      usage: this.usage.total(),
      skipped: this.skipped,
    };
  }

  private draftsOf(entry: Entry, thread: string | null): Draft[] {
    if (entry.type === "system" && entry.subtype === "compact_boundary") {
      return [{ type: "agent.thread_context_compacted", payload: {} }];
    }
    if (entry.type !== "user" && entry.type !== "assistant") return this.skip(entry.type);
    if (!entry.message) return this.skip(`${entry.type}_without_message`);
    if (this.isRepeated(entry, entry.message)) return this.skip("repeated");
    const blocks = contentBlocks(entry.message.content);
    if (blocks.length === 0) return this.skip(`${entry.type}_without_content`);
    return entry.type === "assistant"
      ? this.readAssistant(entry, entry.message, blocks)
      : this.readUser(entry, thread, blocks);
  }

  private readAssistant(entry: Entry, message: Record<string, unknown>, blocks: Block[]): Draft[] {
    this.usage.note(entry);
    const model = text(message.model);
    if (model !== null && model !== "<synthetic>") this.model = model;
    return entry.isApiErrorMessage ? [apiError(blocks)] : this.readBlocks(blocks, "agent.message");
  }

  private readUser(entry: Entry, thread: string | null, blocks: Block[]): Draft[] {
    const isHarness = entry.isMeta || entry.isCompactSummary;
    const first = blocks.find(({ type }) => type === "text")?.text;
    if (!isHarness && thread === null && typeof first === "string") this.titles.notePrompt(first);
    // The harness speaks, not the user: hook feedback, caveats, summaries. The wire's system messages hold text only.
    const isSystemText = isHarness && blocks.every(({ type }) => type === "text");
    return this.readBlocks(blocks, isSystemText ? "system.message" : "user.message");
  }

  /** Neighbouring text and images make one message; each call, result and thought is an event of its own. */
  private readBlocks(blocks: Block[], messageType: string): Draft[] {
    const drafts: Draft[] = [];
    let run: Block[] | null = null;
    for (const block of blocks) {
      const wire = wireBlock(block);
      if (!wire) {
        run = null;
        drafts.push(...this.readSpecialBlock(block));
      } else if (run) {
        run.push(wire);
      } else {
        run = [wire];
        drafts.push({ type: messageType, payload: { content: run } });
      }
    }
    return drafts;
  }

  private readSpecialBlock(block: Block): Draft[] {
    if (block.type === "thinking" || block.type === "redacted_thinking") {
      return [{ type: "agent.thinking", payload: {} }];
    }
    if (block.type === "tool_use" || block.type === "server_tool_use") return this.readToolUse(block);
    if (block.type.endsWith("tool_result")) return this.readToolResult(block);
    return this.skip(`block_${block.type}`);
  }

  private readToolUse(block: Block): Draft[] {
    const ref = text(block.id);
    if (ref !== null && this.calls.has(ref)) return this.skip("repeated");
    const name = text(block.name) ?? "unknown";
    const input = record(block.input) ?? { value: block.input ?? null };
    const mcp = MCP_TOOL.exec(name);
    if (ref !== null) this.calls.set(ref, { isMcp: mcp !== null });
    this.threads.noteToolUse(name, block.input);
    if (!mcp) return [{ type: "agent.tool_use", payload: { name, input }, ref }];
    return [{ type: "agent.mcp_tool_use", payload: { mcp_server_name: mcp[1], name: mcp[2], input }, ref }];
  }

  private readToolResult(block: Block): Draft[] {
    const id = text(block.tool_use_id);
    const call = id === null ? undefined : this.calls.get(id);
    // A file that begins in the middle of a session answers calls that it does not hold.
    if (!call) return this.skip("result_without_call");
    const result = {
      content: resultBlocks(block.content),
      ...(typeof block.is_error === "boolean" ? { is_error: block.is_error } : {}),
    };
    if (call.isMcp) return [{ type: "agent.mcp_tool_result", payload: { mcp_tool_use_id: id, ...result } }];
    return [{ type: "agent.tool_result", payload: { tool_use_id: id, ...result } }];
  }

  private openThread(entry: Entry, key: string): void {
    const prompt = contentBlocks(entry.message?.content)[0]?.text;
    const opened = this.threads.open(key, typeof prompt === "string" ? prompt : null);
    if (!opened) return;
    const payload = { session_thread_id: key, agent_name: opened.agentName, workflow_run_id: null };
    this.events.push({ ref: null, type: "session.thread_created", processedAt: entry.at, payload, thread: null });
  }

  /** Resumed sessions copy earlier lines; the same uuid with another message is not a copy. */
  private isRepeated(entry: Entry, message: Record<string, unknown>): boolean {
    if (entry.uuid === null) return false;
    const known = this.messageByUuid.get(entry.uuid);
    if (!known) this.messageByUuid.set(entry.uuid, message);
    return known !== undefined && JSON.stringify(known) === JSON.stringify(message);
  }

  private skip(kind: string): [] {
    this.skipped[kind] = (this.skipped[kind] ?? 0) + 1;
    return [];
  }
}

function apiError(blocks: Block[]): Draft {
  const message = blocks.map((block) => (typeof block.text === "string" ? block.text : "")).join("\n");
  const error = { type: "model_request_failed_error", message, retry_status: { type: "exhausted" } };
  return { type: "session.error", payload: { error } };
}
