/** What a dream engine sees and gives back. Engines are pure: no database, no clock, no network of their own. */

/**
 * Who wrote a run of lines, and when: from `line` (counted from 1) up to the line before the next run. `byPerson` is true
 * for a version that a person wrote by hand, not for one that an adopted dream wrote.
 */
export type LineOrigin = { line: number; at: string; byPerson: boolean };

/**
 * One live memory of the input store, as it was when the dream took its snapshot. Without `origins` nothing is known of
 * who wrote it, and no line counts as a person's. `origins` are sorted by line and begin with line 1.
 */
export type EngineMemory = { path: string; content: string; sha256: string; origins?: LineOrigin[] };

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

/**
 * What a transcript says about a statement of the memory. `key` is the statement's normalised text (`MemoryEntry.key`), so it
 * stays the same when lines move. `claimed` and `found` are the value in the memory and the one in the transcript.
 */
export type ClaimCheck = {
  key: string;
  verdict: "confirmed" | "refuted";
  /** When the transcript saw it, ISO 8601. */
  at: string;
  claimed: string | null;
  found: string | null;
  evidence: Evidence;
  /** With `refuted`: set when no tool confirms all that the statement says once the found value stands in it. */
  isUnproven?: true;
};

/** Something that happened at a time: a log line, an alert, a message, a tool result with a time in it. */
export type TimedSignal = {
  /** Normalised: numbers and ids masked, so that the same kind of thing has the same name everywhere. */
  name: string;
  /** The machine, service or the like that it is about, null when none is named. */
  source: string | null;
  /** ISO 8601 with milliseconds, UTC. */
  at: string;
  evidence: Evidence;
};

/** The tool calls of a session in order, without failed ones, and how the session ended. */
export type WorkflowTrace = {
  outcome: "success" | "failure" | "unknown";
  steps: { name: string; call: string; evidence: Evidence }[];
};

/** A person told the agent to do it otherwise. Equal `key`: the same correction. */
export type Correction = { key: string; text: string; evidence: Evidence };

/** A transcript tells that something which the memory calls unfinished has ended. `key` as in `ClaimCheck`. */
export type OutcomeMention = { key: string; ended: "finished" | "cancelled"; at: string; evidence: Evidence };

/**
 * A fact with a value that a transcript states, as a question: words that name it, and the value. Equal `key`: the same
 * question. Drawn beside every engine (lib/wake), not by one.
 */
export type WakeQuestion = {
  key: string;
  question: string;
  answer: string;
  /** Who states it. */
  by: "person" | "agent" | "tool";
  /** Events of the transcript, or sessions of the dream, that state it. */
  times: number;
  evidence: Evidence;
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
  claims: ClaimCheck[];
  signals: TimedSignal[];
  workflow: WorkflowTrace | null;
  corrections: Correction[];
  outcomes: OutcomeMention[];
  /** Added to what the engine told. */
  questions?: WakeQuestion[];
};

export type FindingKind =
  | "merge"
  | "contradict"
  | "stale"
  | "verify"
  | "mistake"
  | "pattern"
  | "workflow"
  | "preference"
  | "organise";

/**
 * `proposed`: its change stands in the proposal. `off`: it has a change that only a person may switch on. `left_alone`: it
 * was seen, and `reason` says why nothing is proposed.
 */
export type FindingState = "proposed" | "off" | "left_alone";

/** Lines of one file that a finding removes (base) and writes (proposed); lines count from 1. */
export type FindingAnchor = { path: string; baseLines: number[]; proposedLines: number[] };

/** A change that is off by default: the base lines `start` to `end` (counted from 1) would become `lines`. */
export type Suggestion = { path: string; start: number; end: number; lines: string[] };

export type Finding = {
  kind: FindingKind;
  state: FindingState;
  /** Why it is off or left alone; null when it is proposed. */
  reason: string | null;
  /** One line, plain words. */
  rationale: string;
  /** 0 to 1. */
  confidence: number;
  evidence: Evidence[];
  sources: MemorySource[];
  anchors: FindingAnchor[];
  /** Only with state `off`. */
  suggestion: Suggestion[];
  /** What it says, by `findingFingerprint`: a person's rejection holds for it. */
  fingerprint: string;
};

/** A finding that a person turned down, with the events that it rested on. */
export type Rejection = { fingerprint: string; eventIds: string[] };

/** One sentence of the caller's instructions, and what became of it. */
export type InstructionOutcome = { text: string; isApplied: boolean; remark: string };

/** How much a proposal changes: counts of files and lines, and bytes of the store before and after. */
export type Churn = {
  filesAdded: number;
  filesModified: number;
  filesRemoved: number;
  linesAdded: number;
  linesRemoved: number;
  bytesBefore: number;
  bytesAfter: number;
};

/** One file of the proposal. `content` null removes the file; `fromPath` says where a moved file was. */
export type ProposedFile = { path: string; fromPath: string | null; content: string | null };

/** `files` holds only what differs from the snapshot, sorted by path. */
export type Proposal = {
  findings: Finding[];
  files: ProposedFile[];
  instructions: InstructionOutcome[];
  churn: Churn;
};

export type ReadTranscriptInput = { transcript: EngineTranscript; memories: EngineMemory[]; signal?: AbortSignal };
export type ConsolidateInput = {
  storeName: string;
  memories: EngineMemory[];
  /** One per transcript, in any order; the engine sorts. */
  reports: TranscriptReport[];
  instructions: string | null;
  /** What is not to be proposed again unless new events speak for it. */
  rejections?: Rejection[];
  /** The dream's own instant: the only time an engine knows. */
  at: Date;
};

export type DreamEngine = {
  /** The model id that a dream names to get this engine. */
  id: string;
  readTranscript(input: ReadTranscriptInput): TranscriptReport;
  consolidate(input: ConsolidateInput): Proposal;
};
