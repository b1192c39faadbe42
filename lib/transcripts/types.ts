/** Tokens that a transcript reports, summed over its model responses. */
export type TranscriptUsage = {
  inputTokens: number;
  outputTokens: number;
  cacheReadInputTokens: number;
  cacheCreation5mInputTokens: number;
  cacheCreation1hInputTokens: number;
};

/** One event in the shapes of the wire (contract 9.3), not yet stored. */
export type ParsedEvent = {
  /** The id by which other events of the same transcript refer to this one; null when nothing can refer to it. */
  ref: string | null;
  type: string;
  /** RFC 3339 exactly as the transcript gave it; null when the transcript holds no time at all. */
  processedAt: string | null;
  /** Every key but `id`, `type` and `processed_at`. References to events and threads are still those of the client. */
  payload: Record<string, unknown>;
  /** Key of the sub-thread the event belongs to; null is the primary thread. */
  thread: string | null;
};

export type ParsedThread = { key: string; agentName: string };

/** A whole transcript, in the order in which it is to be listed. */
export type ParsedTranscript = {
  title: string | null;
  createdAt: string | null;
  agentName: string | null;
  model: string | null;
  events: ParsedEvent[];
  /** Sub-threads in order of their first event. */
  threads: ParsedThread[];
  usage: TranscriptUsage;
  /** What was left out, by kind and how often: housekeeping entries that are no part of the conversation. */
  skipped: Record<string, number>;
};
