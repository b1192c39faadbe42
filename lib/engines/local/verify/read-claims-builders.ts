import { pairToolCalls } from "@/lib/engines/local/calls/tool-calls";
import { aMemory, aTranscript, type CallSketch } from "@/lib/engines/local/engine-builders";
import { readClaims } from "@/lib/engines/local/verify/read-claims";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

/** Command line or tool that gave the answer, and the answer. */
export type Source = [call: string | { tool: string; input: Record<string, unknown> }, answer: string];

/** What a session of these answers says of a note; every quote must stand in its event. */
export function verdictOf(note: string, sources: Source[], isError = false): string {
  const calls = sources.map(([call, answer]): CallSketch => {
    const { tool, input } = typeof call === "string" ? { tool: "bash", input: { command: call } } : call;
    return { tool, input, answer, ...(isError ? { isError } : {}) };
  });
  const transcript = aTranscript("s1", calls);
  const checks = readClaims(transcript, pairToolCalls(transcript), [aMemory("/notes.md", `${note}\n`)]);
  const events = new Map(transcript.events.map((event) => [event.id, event]));
  for (const { evidence } of checks) {
    const event = events.get(evidence.event_id);
    if (!event || !quoteStandsIn(event, evidence.quote)) throw new Error(`No event holds ${evidence.quote}.`);
  }
  return checks[0]?.verdict ?? "nothing";
}
