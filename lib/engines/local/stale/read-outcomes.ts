import { outcomeOf } from "@/lib/engines/local/calls/call-outcome";
import { callsShowingMemory } from "@/lib/engines/local/calls/memory-reads";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { fitsPhrase } from "@/lib/engines/local/stale/outcome-fit";
import { itemsAbout, type OutcomeIndex, outcomeIndexOf } from "@/lib/engines/local/stale/outcome-index";
import { type EndingStatement, endingStatements } from "@/lib/engines/local/stale/outcome-statements";
import { type Subject, subjectIn } from "@/lib/engines/local/stale/outcome-subject";
import { stringsIn, textBlocks } from "@/lib/engines/local/text/event-text";
import { quotePiece } from "@/lib/engines/local/text/safe-text";
import type { EngineEvent, EngineMemory, EngineTranscript, OutcomeMention } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

/** Kept for one entry of one session: "merged" and "deployed" are two. The newest stay. */
const MENTIONS_PER_KEY_MAX = 3;
/** Reports are stored between a dream's steps: a session that ends more than this is a log of endings. */
const MENTIONS_MAX = 300;
/** A long answer is about more than what the call named. */
const ANSWER_LINES_MAX = 12;

type Reading = {
  transcript: EngineTranscript;
  index: OutcomeIndex;
  byKey: Map<string, OutcomeMention[]>;
  calledIds: Set<string>;
};

/** What a call was about, where it names exactly one thing by an id. */
function calledSubject(call: ToolCall): Subject {
  const numbered = Object.entries(call.input).map(([key, value]) =>
    /^(?:number|iid|pr|pr_number|pull_number|issue_number|mr|mr_iid)$/i.test(key) ? `#${String(value)}` : "",
  );
  const texts = stringsIn(call.input).map(({ text }) => text.slice(0, 1000));
  const { ids } = subjectIn([...numbered, ...texts].join(" ; "));
  return { ids: ids.size === 1 ? ids : new Set(), words: new Set() };
}

function note(reading: Reading, event: EngineEvent, { said, subject, quote }: EndingStatement): void {
  const piece = quotePiece(quote);
  if (!quoteStandsIn(event, piece)) return;
  for (const { item } of itemsAbout(reading.index, subject)) {
    const { key } = item.entry;
    // What goes on again has not ended, whatever was said before.
    if (said === "open") {
      reading.byKey.delete(key);
      continue;
    }
    if (!fitsPhrase(item, said, subject)) continue;
    const at = event.processedAt ?? reading.transcript.createdAt;
    const evidence = { session_id: reading.transcript.sessionId, event_id: event.id, quote: piece };
    const known = (reading.byKey.get(key) ?? []).filter((mention) => mention.evidence.quote !== piece);
    reading.byKey.set(key, [...known, { key, ended: said.ended, at, evidence }].slice(-MENTIONS_PER_KEY_MAX));
  }
}

/** An agent's own word counts only for a thing that one of its calls was about, by the same id. */
function isBacked({ subject }: EndingStatement, reading: Reading): boolean {
  return [...subject.ids].some((id) => reading.calledIds.has(id));
}

function readResult(reading: Reading, event: EngineEvent, call: ToolCall): void {
  const called = calledSubject(call);
  const isShort = call.resultText.split("\n", ANSWER_LINES_MAX + 1).length <= ANSWER_LINES_MAX;
  for (const text of textBlocks(event)) {
    for (const statement of endingStatements(text, isShort ? called : undefined)) note(reading, event, statement);
  }
  for (const id of called.ids) reading.calledIds.add(id);
  for (const id of subjectIn(call.resultText).ids) reading.calledIds.add(id);
}

/**
 * Which unfinished entries of the memories ("fix in flight: PR #482") a transcript shows ended: the same subject and a
 * finishing statement in a tool's answer or a person's message; in the agent's own words only with a successful call about
 * the same id. What the agent read from memory is masked.
 */
export function readOutcomes(
  transcript: EngineTranscript,
  calls: ToolCall[],
  memories: EngineMemory[],
): OutcomeMention[] {
  const index = outcomeIndexOf(memories);
  if (index.itemCount === 0) return [];
  const shown = callsShowingMemory(calls, transcript.mountPaths);
  const telling = new Map<EngineEvent, ToolCall>();
  for (const call of calls) {
    if (call.result && !shown.has(call) && outcomeOf(call) === "succeeded") telling.set(call.result, call);
  }
  const reading: Reading = { transcript, index, byKey: new Map(), calledIds: new Set() };
  for (const event of transcript.events) {
    const call = telling.get(event);
    if (call) readResult(reading, event, call);
    else if (event.type === "user.message" || event.type === "agent.message") {
      for (const statement of textBlocks(event).flatMap((text) => endingStatements(text))) {
        if (event.type === "user.message" || isBacked(statement, reading)) note(reading, event, statement);
      }
    }
  }
  return [...reading.byKey.values()].flat().slice(0, MENTIONS_MAX);
}
