import { readJsonLines } from "./json-lines";
import { record, text } from "./json-values";
import { TranscriptError } from "./transcript-error";

export type TranscriptFormat = "claude_code" | "managed_agents";

/** What of an import request a file tells. */
export type TranscriptFile =
  | { format: "claude_code"; transcript: string }
  | { format: "managed_agents"; events: unknown[]; title?: unknown; created_at?: unknown; agent?: unknown };

/**
 * Reads a transcript file into the part of an import request that holds it. `managed_agents` comes as a JSON array of
 * events, as an object with `events` (and perhaps title, created_at, agent), or as one event a line. Without a format
 * it is guessed: event types have a dot (`agent.message`), Claude Code's have none.
 *
 * @throws TranscriptError when the file is none of these
 */
export function readTranscriptFile(content: string, format: TranscriptFormat | null): TranscriptFile {
  if (format === "claude_code") return { format, transcript: content };
  const whole = parseWhole(content);
  if (Array.isArray(whole)) return { format: "managed_agents", events: whole };
  const object = record(whole);
  if (object && Array.isArray(object.events)) {
    const { title, created_at, agent } = object;
    return { format: "managed_agents", events: object.events, title, created_at, agent };
  }
  if (format === "managed_agents" || looksLikeEvents(content)) {
    return { format: "managed_agents", events: Array.from(readJsonLines(content), ({ value }) => value) };
  }
  return { format: "claude_code", transcript: content };
}

/** The file as one JSON value; undefined when it is more than one (lines), or none. */
function parseWhole(content: string): unknown {
  const start = content.replace(/^\uFEFF/, "").trimStart();
  if (!start.startsWith("[") && !start.startsWith("{")) return undefined;
  try {
    return JSON.parse(start);
  } catch {
    return undefined;
  }
}

function looksLikeEvents(content: string): boolean {
  for (const { value } of readJsonLines(content)) {
    const type = text(record(value)?.type);
    if (type !== null) return type.includes(".");
  }
  throw new TranscriptError("the file holds no transcript: none of its lines is a JSON object with a type");
}
