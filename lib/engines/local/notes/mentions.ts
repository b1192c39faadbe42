import { callsShowingMemory } from "@/lib/engines/local/calls/memory-reads";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { repeatedEntries } from "@/lib/engines/local/notes/duplicate-notes";
import { stringsIn, textBlocks } from "@/lib/engines/local/text/event-text";
import { normaliseNote } from "@/lib/engines/local/text/normalise-note";
import { quotePiece } from "@/lib/engines/local/text/safe-text";
import type { EngineEvent, EngineMemory, EngineTranscript, TranscriptReport } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

type Mention = TranscriptReport["mentions"][number];

const MENTIONS_PER_LINE_MAX = 3;
const LINE_CHARACTERS_MAX = 2000;
/** What editing tools are told to find: it stands in the file already. */
const ECHO_KEYS = new Set(["old_string", "old_str", "old_text", "search"]);
/** Line numbers that reading tools put before a line, and the file names of a search. */
const READING_PREFIX = /^\s*(?:[^\s:]*\/[^\s:]*:)?(?:\d+[:\t→|-]\s?)?/;

/** The transcripts of a dream share one snapshot, which is parsed once for all of them. */
const keysBySnapshot = new WeakMap<EngineMemory[], Set<string>>();

function repeatedKeys(memories: EngineMemory[]): Set<string> {
  const known = keysBySnapshot.get(memories);
  if (known) return known;
  const keys = new Set(repeatedEntries(memories).keys());
  keysBySnapshot.set(memories, keys);
  return keys;
}

function keyOfLine(line: string): string {
  return normaliseNote(line.replace(/^\s*[-*+•]\s+/, ""));
}

/** Each line of `text` that states one of `keys`, with the key. */
function statedLines(text: string, keys: Set<string>): { key: string; line: string }[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    if (line.length > LINE_CHARACTERS_MAX || line.trim() === "") return [];
    const key = keyOfLine(line);
    return keys.has(key) ? [{ key, line }] : [];
  });
}

function statements(event: EngineEvent): string[] {
  if (event.type === "user.message" || event.type === "agent.message") return textBlocks(event);
  if (!/^agent\.(?:custom_|mcp_)?tool_use$/.test(event.type)) return [];
  return stringsIn(event.payload.input).flatMap(({ key, text }) => {
    if (ECHO_KEYS.has(key)) return [];
    // `echo "- a note" >> file`: the note is inside the command.
    return [text, ...text.split(/["']/)];
  });
}

/** The keys of all lines that a call's answer showed from memory. */
function shownKeys(result: EngineEvent): string[] {
  const lines = textBlocks(result).flatMap((text) => text.split(/[\r\n]+/));
  return lines.map((line) => keyOfLine(line.slice(0, LINE_CHARACTERS_MAX).replace(READING_PREFIX, "")));
}

/** The mentions of one event, one for each line of memory. */
function mentionsIn(sessionId: string, event: EngineEvent, keys: Set<string>): Map<string, Mention> {
  const mentions = new Map<string, Mention>();
  for (const { key, line } of statements(event).flatMap((text) => statedLines(text, keys))) {
    const quote = quotePiece(line.trim());
    if (mentions.has(key) || !quoteStandsIn(event, quote)) continue;
    mentions.set(key, { line: key, evidence: { session_id: sessionId, event_id: event.id, quote } });
  }
  return mentions;
}

/**
 * Where a session itself stated a line that stands in the memories more than once. What the agent had read from memory
 * before is not its own finding and does not count; what a person said always does.
 */
export function findMentions(transcript: EngineTranscript, calls: ToolCall[], memories: EngineMemory[]): Mention[] {
  const keys = repeatedKeys(memories);
  if (keys.size === 0) return [];
  const masked = new Set([...callsShowingMemory(calls, transcript.mountPaths)].map(({ result }) => result));
  const readFromMemory = new Set<string>();
  const found = new Map<string, Mention[]>();
  for (const event of transcript.events) {
    if (masked.has(event)) {
      for (const key of shownKeys(event)) readFromMemory.add(key);
      continue;
    }
    for (const [key, mention] of mentionsIn(transcript.sessionId, event, keys)) {
      const known = found.get(key) ?? [];
      found.set(key, known);
      const isEcho = event.type !== "user.message" && readFromMemory.has(key);
      if (!isEcho && known.length < MENTIONS_PER_LINE_MAX) known.push(mention);
    }
  }
  return [...found.values()].flat();
}
