import { outcomeOf } from "@/lib/engines/local/calls/call-outcome";
import { describeCall, familiesOf, quotableStrings } from "@/lib/engines/local/calls/call-summary";
import { errorLines, errorSignature, tellingLine } from "@/lib/engines/local/calls/error-text";
import { callsShowingMemory, isMemoryWrite } from "@/lib/engines/local/calls/memory-reads";
import { findRecovery } from "@/lib/engines/local/calls/recovery";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { isLeftOut, plainLine, quotePiece } from "@/lib/engines/local/text/safe-text";
import type { EngineEvent, Evidence, ToolFailure } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

/** Later calls looked at for a way out; a session of thousands of calls stays linear. */
const LATER_CALLS_MAX = 200;

function evidenceFrom(sessionId: string, event: EngineEvent, candidates: string[]): Evidence | null {
  for (const candidate of candidates) {
    const quote = quotePiece(candidate);
    if (quote.length > 1 && quoteStandsIn(event, quote)) return { session_id: sessionId, event_id: event.id, quote };
  }
  return null;
}

/** Same tool and same kind of command, or same masked message: same signature. */
function signatureOf(call: ToolCall, error: string): string {
  const tool = plainLine(call.toolName).toLowerCase();
  const [family] = familiesOf(call);
  if (call.command !== null) return `${tool}: ${plainLine(family ?? (errorSignature(error) || "command"))}`;
  // A signature becomes a heading: a stranger's order must not.
  return `${tool}: ${isLeftOut(error) ? "text left out" : errorSignature(error) || "error"}`;
}

function failureOf(sessionId: string, call: ToolCall, later: ToolCall[]): ToolFailure | null {
  if (call.result === null) return null;
  const error = tellingLine(call.resultText, call.command !== null);
  const candidates = [error, ...errorLines(call.resultText)];
  const evidence =
    evidenceFrom(sessionId, call.result, candidates) ?? evidenceFrom(sessionId, call.use, quotableStrings(call));
  if (evidence === null) return null;
  const found = findRecovery(call, later);
  const proof = found && evidenceFrom(sessionId, found.call.use, quotableStrings(found.call, call));
  return {
    signature: signatureOf(call, error),
    toolName: plainLine(call.toolName),
    call: describeCall(call),
    error: error === "" ? "no message" : plainLine(error),
    evidence,
    recovery: found && proof ? { call: found.description, evidence: proof } : null,
  };
}

/** The calls of a session that failed by themselves, in order, each with what worked afterwards. */
export function findFailures(sessionId: string, calls: ToolCall[], mountPaths: string[]): ToolFailure[] {
  const masked = callsShowingMemory(calls, mountPaths);
  const succeededByThread = new Map<string, ToolCall[]>();
  const failures: ToolFailure[] = [];
  // From the end, so that what came later is already known; `later` holds the nearest call first.
  for (const call of [...calls].reverse()) {
    const later = succeededByThread.get(call.thread) ?? [];
    const outcome = outcomeOf(call);
    if (outcome === "succeeded") {
      later.push(call);
      succeededByThread.set(call.thread, later);
    } else if (outcome === "failed" && (!masked.has(call) || isMemoryWrite(call))) {
      const failure = failureOf(sessionId, call, later.slice(-LATER_CALLS_MAX).reverse());
      if (failure !== null) failures.push(failure);
    }
  }
  return failures.reverse();
}
