import { outcomeOf } from "@/lib/engines/local/calls/call-outcome";
import { describeCall, familiesOf, quotableStrings } from "@/lib/engines/local/calls/call-summary";
import { callsShowingMemory } from "@/lib/engines/local/calls/memory-reads";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { inlineOwn, plainLine, quotePiece } from "@/lib/engines/local/text/safe-text";
import { sessionOutcome } from "@/lib/engines/local/workflows/workflow-outcome";
import type { EngineTranscript, WorkflowTrace } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

/** A report stays small; the end of a session, where it goes well or wrong, is what is kept. */
const STEPS_MAX = 200;
const NAME_CHARACTERS_MAX = 80;

function stepsOf(sessionId: string, call: ToolCall): WorkflowTrace["steps"] {
  for (const candidate of quotableStrings(call)) {
    const quote = quotePiece(candidate).slice(0, 160).trim();
    if (quote.length < 2 || !quoteStandsIn(call.use, quote)) continue;
    const evidence = { session_id: sessionId, event_id: call.use.id, quote };
    const names = familiesOf(call).map((name) => plainLine(name).slice(0, NAME_CHARACTERS_MAX));
    // A name that cannot be told cannot be a step of a note.
    const tellable = names.filter((name) => inlineOwn(name).startsWith("`"));
    return tellable.map((name) => ({ name, call: describeCall(call).slice(0, 120), evidence }));
  }
  return [];
}

/**
 * What a session did, in order: the families of its shell commands and the names of its other tools, without calls that
 * failed, were stopped or worked on memory; a step that repeats at once stands once. Null when nothing is left.
 */
export function readWorkflow(transcript: EngineTranscript, calls: ToolCall[]): WorkflowTrace | null {
  const masked = callsShowingMemory(calls, transcript.mountPaths);
  const steps: WorkflowTrace["steps"] = [];
  for (const call of calls) {
    if (masked.has(call) || outcomeOf(call) !== "succeeded") continue;
    for (const step of stepsOf(transcript.sessionId, call)) if (steps.at(-1)?.name !== step.name) steps.push(step);
  }
  if (steps.length === 0) return null;
  return { outcome: sessionOutcome(transcript, calls), steps: steps.slice(-STEPS_MAX) };
}
