import { pairToolCalls } from "@/lib/engines/local/calls/tool-calls";
import { closeDraft } from "@/lib/engines/local/draft/close-draft";
import { openDraft } from "@/lib/engines/local/draft/draft";
import { aTranscript, type CallSketch } from "@/lib/engines/local/engine-builders";
import type { Pass } from "@/lib/engines/local/pass";
import { readSignals } from "@/lib/engines/local/patterns/read-signals";
import { readCorrections } from "@/lib/engines/local/preferences/read-corrections";
import { readWorkflow } from "@/lib/engines/local/workflows/read-workflow";
import type { EngineEvent, EngineMemory, EngineTranscript, Evidence, TranscriptReport } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

export function aUserMessage(id: string, text: string, processedAt: string | null = null): EngineEvent {
  return { id, type: "user.message", processedAt, payload: { content: [{ type: "text", text }] } };
}

/** A session on a day of November 2026 with these calls, and what its user said before and after them. */
export function aSession(
  day: number,
  calls: CallSketch[],
  said: { before?: string; after?: string } = {},
): EngineTranscript {
  const date = `2026-11-${String(day).padStart(2, "0")}`;
  const id = `sesn_${date}`;
  const message = (key: string, text: string | undefined) =>
    text === undefined ? [] : [aUserMessage(`${id}-${key}`, text)];
  return aTranscript(id, calls, {
    createdAt: `${date}T12:00:00.000Z`,
    before: message("ask", said.before),
    after: message("reply", said.after),
  });
}

export function aLook(answer: string): CallSketch {
  return { tool: "query_logs", input: { window: "1h" }, answer, isError: false };
}

/** What the readers of cross-session findings see in a transcript. */
export function aReport(transcript: EngineTranscript): TranscriptReport {
  const calls = pairToolCalls(transcript);
  return {
    sessionId: transcript.sessionId,
    title: transcript.title,
    createdAt: transcript.createdAt,
    eventCount: transcript.events.length,
    toolCallCount: calls.length,
    failures: [],
    mentions: [],
    claims: [],
    signals: readSignals(transcript, calls),
    workflow: readWorkflow(transcript, calls),
    corrections: readCorrections(transcript),
    outcomes: [],
  };
}

/** What one pass alone proposes. */
export function runPass(pass: Pass, memories: EngineMemory[], reports: TranscriptReport[]) {
  const draft = openDraft(memories);
  pass(draft, { reports, at: new Date("2026-11-20T12:00:00Z") });
  return closeDraft(draft);
}

export function contentOf(files: { path: string; content: string | null }[], path: string): string {
  return files.find((file) => file.path === path)?.content ?? "";
}

/** Evidence whose quote does not stand in the event that it names. */
export function falseQuotes(evidence: Evidence[], transcripts: EngineTranscript[]): Evidence[] {
  return evidence.filter(({ session_id, event_id, quote }) => {
    const session = transcripts.find(({ sessionId }) => sessionId === session_id);
    const event = session?.events.find(({ id }) => id === event_id);
    return event === undefined || !quoteStandsIn(event, quote);
  });
}
