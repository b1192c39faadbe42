import { pairToolCalls } from "@/lib/engines/local/calls/tool-calls";
import { findFailures } from "@/lib/engines/local/calls/tool-failures";
import { closeDraft } from "@/lib/engines/local/draft/close-draft";
import { beginRound, type Draft, openDraft } from "@/lib/engines/local/draft/draft";
import { readInstructions } from "@/lib/engines/local/instructions/instructions";
import { mistakesPass } from "@/lib/engines/local/mistakes/note-mistakes";
import { filesPass } from "@/lib/engines/local/notes/files-pass";
import { findMentions } from "@/lib/engines/local/notes/mentions";
import { notesPass } from "@/lib/engines/local/notes/notes-pass";
import { organisePass } from "@/lib/engines/local/organise/organise-pass";
import { indexPass } from "@/lib/engines/local/organise/write-index";
import type { Pass, PassInput } from "@/lib/engines/local/pass";
import { patternsPass } from "@/lib/engines/local/patterns/patterns-pass";
import { readSignals } from "@/lib/engines/local/patterns/read-signals";
import { preferencesPass } from "@/lib/engines/local/preferences/preferences-pass";
import { readCorrections } from "@/lib/engines/local/preferences/read-corrections";
import { readOutcomes } from "@/lib/engines/local/stale/read-outcomes";
import { stalePass } from "@/lib/engines/local/stale/stale-pass";
import { compareText } from "@/lib/engines/local/text/text-lines";
import { readClaims } from "@/lib/engines/local/verify/read-claims";
import { verifyPass } from "@/lib/engines/local/verify/verify-pass";
import { readWorkflow } from "@/lib/engines/local/workflows/read-workflow";
import { workflowsPass } from "@/lib/engines/local/workflows/workflows-pass";
import type {
  ConsolidateInput,
  DreamEngine,
  Proposal,
  ReadTranscriptInput,
  TranscriptReport,
} from "@/lib/engines/types";

/** In this order: what refutes or ends an entry comes before what marks it, what writes files before what lists them. */
const PASSES: readonly Pass[] = [
  filesPass,
  notesPass,
  verifyPass,
  stalePass,
  mistakesPass,
  patternsPass,
  workflowsPass,
  preferencesPass,
  organisePass,
];
/** Once, when nothing else changes any more. */
const LAST_PASSES: readonly Pass[] = [indexPass];
/** Each round works on what the one before has left; two are the rule, the last one finds nothing. */
const ROUNDS_MAX = 8;

function readTranscript({ transcript, memories, signal }: ReadTranscriptInput): TranscriptReport {
  signal?.throwIfAborted();
  const calls = pairToolCalls(transcript);
  const { sessionId, title, createdAt, events, mountPaths } = transcript;
  return {
    sessionId,
    title,
    createdAt,
    eventCount: events.length,
    toolCallCount: calls.length,
    failures: findFailures(sessionId, calls, mountPaths),
    mentions: findMentions(transcript, calls, memories),
    claims: readClaims(transcript, calls, memories),
    signals: readSignals(transcript, calls),
    workflow: readWorkflow(transcript, calls),
    corrections: readCorrections(transcript),
    outcomes: readOutcomes(transcript, calls, memories),
  };
}

function proposedCount(draft: Draft): number {
  return draft.findings.filter(({ state }) => state === "proposed").length;
}

function runRounds(draft: Draft, input: PassInput): void {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const before = proposedCount(draft);
    beginRound(draft);
    for (const pass of PASSES) pass(draft, input);
    if (proposedCount(draft) === before) break;
  }
  for (const pass of LAST_PASSES) pass(draft, input);
}

function consolidate({ memories, reports, instructions, rejections, at }: ConsolidateInput): Proposal {
  const { rules, outcomes } = readInstructions(instructions);
  const draft = openDraft(memories, rules, rejections);
  const ordered = [...reports].sort(
    (a, b) => compareText(a.createdAt, b.createdAt) || compareText(a.sessionId, b.sessionId),
  );
  runRounds(draft, { reports: ordered, at });
  return { ...closeDraft(draft), instructions: outcomes };
}

/**
 * The engine that everyone has: no model, no network, no clock. Equal inputs give equal bytes, whatever their order.
 * See docs/local-engine.md for what it looks for.
 */
export const localEngine: DreamEngine = { id: "reverie-local", readTranscript, consolidate };
