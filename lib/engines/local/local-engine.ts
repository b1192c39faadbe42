import { findMentions } from "@/lib/engines/local/mentions";
import { mergeMemories } from "@/lib/engines/local/merge-memories";
import { noteMistakes } from "@/lib/engines/local/note-mistakes";
import { compareText } from "@/lib/engines/local/text-lines";
import { pairToolCalls } from "@/lib/engines/local/tool-calls";
import { findFailures } from "@/lib/engines/local/tool-failures";
import { writeIndex } from "@/lib/engines/local/write-index";
import type {
  ConsolidateInput,
  DreamEngine,
  Proposal,
  ProposedFile,
  ReadTranscriptInput,
  TranscriptReport,
} from "@/lib/engines/types";

function readTranscript({ transcript, memories, signal }: ReadTranscriptInput): TranscriptReport {
  signal?.throwIfAborted();
  const calls = pairToolCalls(transcript);
  const failures = findFailures(transcript.sessionId, calls, transcript.mountPaths);
  signal?.throwIfAborted();
  return {
    sessionId: transcript.sessionId,
    title: transcript.title,
    createdAt: transcript.createdAt,
    eventCount: transcript.events.length,
    toolCallCount: calls.length,
    failures,
    mentions: findMentions(transcript, calls, memories),
  };
}

function differences(before: Map<string, string>, after: Map<string, string>): ProposedFile[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return paths.flatMap((path) => {
    const content = after.get(path) ?? null;
    return content === (before.get(path) ?? null) ? [] : [{ path, fromPath: null, content }];
  });
}

function consolidate(input: ConsolidateInput): Proposal {
  const memories = [...input.memories].sort((a, b) => compareText(a.path, b.path));
  const reports = [...input.reports].sort(
    (a, b) => compareText(a.createdAt, b.createdAt) || compareText(a.sessionId, b.sessionId),
  );
  const before = new Map(memories.map(({ path, content }) => [path, content]));
  const after = new Map(before);
  const taken = [...before.keys()];

  const merged = mergeMemories(memories, reports, input.at.toISOString().slice(0, 10));
  for (const [path, content] of merged.changed) {
    if (content === null) after.delete(path);
    else after.set(path, content);
  }
  const noted = noteMistakes(reports, after, taken);
  for (const [path, content] of noted.changed) after.set(path, content);
  const index = writeIndex(after, [...taken, ...noted.changed.keys()]);
  if (index) after.set(index.path, index.content);

  const findings = [...merged.findings, ...noted.findings, ...(index ? [index.finding] : [])];
  return { findings, files: differences(before, after) };
}

/**
 * The engine that everyone has: no model, no network, no clock. Equal inputs give equal bytes, whatever their order.
 * It merges duplicate notes, writes down tool calls that fail in several sessions, and keeps an index.
 */
export const localEngine: DreamEngine = { id: "reverie-local", readTranscript, consolidate };
