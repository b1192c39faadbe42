import { outcomeOf } from "@/lib/engines/local/calls/call-outcome";
import { callsShowingMemory } from "@/lib/engines/local/calls/memory-reads";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { textBlocks } from "@/lib/engines/local/text/event-text";
import { tokensOf } from "@/lib/engines/local/verify/claim-words";
import { readFactBlocks } from "@/lib/engines/local/verify/fact-blocks";
import { fileSubject, shownFile } from "@/lib/engines/local/verify/fact-files";
import { callSubject, toolNoun } from "@/lib/engines/local/verify/fact-subject";
import { type FactPlace, KeyWords, type TranscriptFact, walkBlock } from "@/lib/engines/local/verify/fact-walk";
import { environmentsOf, isWorldKey } from "@/lib/engines/local/verify/fact-worlds";
import type { EngineEvent } from "@/lib/engines/types";

const CHANGING_TOOL = /^(?:\w+\/)?(?:update|set|change|edit|modify|patch|assign|rename|move)[_A-Z]/;

/** What a change set, told by its arguments: it succeeded, so they hold now. */
function tellChange(call: ToolCall, tell: FactPlace["tell"]): void {
  if (!CHANGING_TOOL.test(call.toolName)) return;
  const subject = callSubject(call.toolName, call.input)?.subject;
  if (!subject) return;
  for (const [key, value] of Object.entries(call.input)) {
    if (isWorldKey(key) || (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean"))
      continue;
    const attribute = tokensOf(key);
    const raw = String(value);
    tell({
      event: call.use,
      subject,
      naming: "own",
      attribute: attribute[0] === "new" && attribute.length > 1 ? attribute.slice(1) : attribute,
      path: [],
      value: { type: "scalar", start: 0, end: raw.length, value, raw },
      text: typeof value === "string" ? value : null,
      objectStart: 0,
      memberStart: 0,
      isLog: false,
    });
  }
}

/**
 * Tells every fact that the tools of a transcript showed, in transcript order: nested JSON, tables, `key: value` blocks and
 * log lines. Failed calls tell nothing, and neither do answers that may show memory: memory must not confirm itself.
 * Text that a tool only repeats from its own arguments is no finding of the tool.
 */
export function tellFacts(calls: ToolCall[], mountPaths: string[], tell: (fact: TranscriptFact) => void): void {
  const masked = callsShowingMemory(calls, mountPaths);
  const keys = new KeyWords();
  for (const call of calls) {
    if (masked.has(call) || call.result === null || outcomeOf(call) !== "succeeded") continue;
    tellChange(call, tell);
    const event = call.result;
    const asked = askedOf(call);
    const given = Object.values(call.input).filter((value) => typeof value === "string");
    for (const text of textBlocks(call.result)) {
      const place: FactPlace = { ...asked, keys, event, text, tell };
      for (const block of readFactBlocks(text)) {
        const piece = text.slice(block.node.start, block.node.end);
        if (!given.some((value) => value.includes(piece))) walkBlock(block, place);
      }
    }
  }
}

/** What a call is about: the data file that it shows, or what its arguments name. */
function askedOf(call: ToolCall): Pick<FactPlace, "noun" | "asked" | "isAskedFitting" | "isFile" | "worlds"> {
  const noun = toolNoun(call.toolName);
  const worlds = environmentsOf(call);
  const file = shownFile(call);
  if (file !== null) return { noun: null, asked: fileSubject(file), isAskedFitting: false, isFile: true, worlds };
  const asked = call.command === null ? callSubject(call.toolName, call.input) : null;
  const isAskedFitting = asked !== null && asked.kind === noun;
  return { noun, asked: asked?.subject ?? null, isAskedFitting, isFile: false, worlds };
}

/** Tells the facts of data that stands by itself, for instance in a file. There is no event; the text is the whole data. */
export function tellData(text: string, tell: (fact: TranscriptFact) => void): void {
  const event: EngineEvent = { id: "", type: "data", processedAt: null, payload: {} };
  const keys = new KeyWords();
  const asked = { noun: null, asked: null, isAskedFitting: false, isFile: false, worlds: [] };
  for (const block of readFactBlocks(text)) walkBlock(block, { ...asked, keys, event, text, tell });
}

/** What is beyond this is no answer in sentences. */
const SENTENCES_CHARACTERS_MAX = 20_000;

/** Tells the answers of tools that are text rather than data, in transcript order; masked as facts are. */
export function tellTexts(
  calls: ToolCall[],
  mountPaths: string[],
  tell: (event: EngineEvent, text: string) => void,
): void {
  const masked = callsShowingMemory(calls, mountPaths);
  for (const call of calls) {
    if (masked.has(call) || call.result === null || outcomeOf(call) !== "succeeded") continue;
    const given = Object.values(call.input).filter((value) => typeof value === "string");
    for (const text of textBlocks(call.result)) {
      if (text.length > SENTENCES_CHARACTERS_MAX || /^\s*[[{]/.test(text)) continue;
      const lines = text.split("\n").filter((line) => !given.some((value) => value.includes(line.trim())));
      tell(call.result, lines.join("\n"));
    }
  }
}
