/** What a dream engine sees and gives back. Engines are pure: no database, no clock, no network of their own. */

/** One live memory of the input store, as it was when the dream took its snapshot. */
export type EngineMemory = { path: string; content: string; sha256: string };

/** One transcript event in the shapes of the wire (contract 9.3); `payload` holds every key but id, type, processed_at. */
export type EngineEvent = {
  id: string;
  type: string;
  processedAt: string | null;
  payload: Record<string, unknown>;
  /** Threads run side by side: what follows in one is no answer to what failed in another. */
  threadId?: string;
};

export type EngineTranscript = {
  sessionId: string;
  title: string | null;
  createdAt: string;
  /** Where the input store (and others) were mounted, for instance `/mnt/memory/team-sre`. */
  mountPaths: string[];
  /** In transcript order. */
  events: EngineEvent[];
};

/** A place in a transcript. `quote` is an exact piece of a string that stands in that event. */
export type Evidence = { session_id: string; event_id: string; quote: string };

/** A line of a memory in the snapshot; lines count from 1, split at LF. */
export type MemorySource = { path: string; line: number; text: string };

/** Normalised signature of a failing call: same signature, same mistake. */
export type ToolFailure = {
  signature: string;
  toolName: string;
  /** The failing call in one line, cut to a readable length. */
  call: string;
  /** The first telling line of the error. */
  error: string;
  evidence: Evidence;
  /** The next call of the same kind in this session that succeeded, when there was one. */
  recovery: { call: string; evidence: Evidence } | null;
};

/** What one transcript told. JSON-serialisable: it is stored between the job's steps. */
export type TranscriptReport = {
  sessionId: string;
  title: string | null;
  createdAt: string;
  eventCount: number;
  toolCallCount: number;
  failures: ToolFailure[];
  /** Events that state a line of the memory (memory reads are masked, so memory does not confirm itself). */
  mentions: { line: string; evidence: Evidence }[];
};

export type FindingKind = "merge" | "mistake" | "organise";

/** Lines of one file that a finding removes (base) and writes (proposed); lines count from 1. */
export type FindingAnchor = { path: string; baseLines: number[]; proposedLines: number[] };

export type Finding = {
  kind: FindingKind;
  /** One line, plain words. */
  rationale: string;
  /** 0 to 1. */
  confidence: number;
  evidence: Evidence[];
  sources: MemorySource[];
  anchors: FindingAnchor[];
};

/** One file of the proposal. `content` null removes the file; `fromPath` says where a moved file was. */
export type ProposedFile = { path: string; fromPath: string | null; content: string | null };

/** `files` holds only what differs from the snapshot, sorted by path. */
export type Proposal = { findings: Finding[]; files: ProposedFile[] };

export type ReadTranscriptInput = { transcript: EngineTranscript; memories: EngineMemory[]; signal?: AbortSignal };
export type ConsolidateInput = {
  storeName: string;
  memories: EngineMemory[];
  /** One per transcript, in any order; the engine sorts. */
  reports: TranscriptReport[];
  instructions: string | null;
  /** The dream's own instant: the only time an engine knows. */
  at: Date;
};

export type DreamEngine = {
  /** The model id that a dream names to get this engine. */
  id: string;
  readTranscript(input: ReadTranscriptInput): TranscriptReport;
  consolidate(input: ConsolidateInput): Proposal;
};
