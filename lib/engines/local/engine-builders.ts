import { sha256 } from "@/lib/core/hash";
import { localEngine } from "@/lib/engines/local/local-engine";
import type {
  ConsolidateInput,
  EngineEvent,
  EngineMemory,
  EngineTranscript,
  ProposedFile,
  TranscriptReport,
} from "@/lib/engines/types";

/** One call of a test transcript. `isError` left out: the result carries no mark. */
export type CallSketch = {
  tool: string;
  input: Record<string, unknown>;
  answer: string;
  isError?: boolean;
};

export function aMemory(path: string, content: string): EngineMemory {
  return { path, content, sha256: sha256(content) };
}

/** A transcript of calls with their answers, and of `says` before them. */
export function aTranscript(
  sessionId: string,
  calls: CallSketch[],
  options: { createdAt?: string; before?: EngineEvent[]; after?: EngineEvent[] } = {},
): EngineTranscript {
  const events = calls.flatMap(({ tool, input, answer, isError }, index): EngineEvent[] => {
    const id = `${sessionId}-call-${index}`;
    const mark = isError === undefined ? {} : { is_error: isError };
    const content = [{ type: "text", text: answer }];
    return [
      { id, type: "agent.tool_use", processedAt: null, payload: { name: tool, input } },
      {
        id: `${id}-result`,
        type: "agent.tool_result",
        processedAt: null,
        payload: { tool_use_id: id, content, ...mark },
      },
    ];
  });
  return {
    sessionId,
    title: null,
    createdAt: options.createdAt ?? "2026-11-14T09:00:00.000Z",
    mountPaths: ["/mnt/memory/team-sre"],
    events: [...(options.before ?? []), ...events, ...(options.after ?? [])],
  };
}

/** What the engine proposes for these memories and transcripts. */
export function dreamOver(memories: EngineMemory[], transcripts: EngineTranscript[] = []) {
  const reports = transcripts.map((transcript) => localEngine.readTranscript({ transcript, memories }));
  return consolidateReports(memories, reports);
}

export function consolidateReports(
  memories: EngineMemory[],
  reports: TranscriptReport[],
  instructions: string | null = null,
) {
  const input: ConsolidateInput = {
    storeName: "Team SRE",
    memories,
    reports,
    instructions,
    at: new Date("2026-11-20T12:00:00Z"),
  };
  return localEngine.consolidate(input);
}

/** The memories after the whole proposal was adopted. */
export function adopt(memories: EngineMemory[], files: ProposedFile[]): EngineMemory[] {
  const contents = new Map(memories.map(({ path, content }) => [path, content]));
  for (const { path, fromPath, content } of files) {
    if (fromPath !== null) contents.delete(fromPath);
    if (content === null) contents.delete(path);
    else contents.set(path, content);
  }
  return [...contents].map(([path, content]) => aMemory(path, content));
}
