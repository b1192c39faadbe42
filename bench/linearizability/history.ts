/** What an acknowledged or refused request asked for. */
export type Write =
  | { kind: "create"; path: string; content: string }
  | { kind: "update"; content: string; path?: string; expectedSha256?: string }
  | { kind: "rename"; path: string; expectedSha256?: string }
  | { kind: "edit"; oldText: string; newText: string }
  | { kind: "delete"; expectedSha256?: string };

/** Times are milliseconds of one clock; all clients run in one process. */
type Request = { client: number; write: Write; startedAt: number; endedAt: number };

export type Acknowledged = Request & {
  memoryId: string;
  /** What the answer said; null for a delete, whose answer names no version. */
  answer: { versionId: string; path: string; sha256: string } | null;
};

export type Refused = Request & {
  /** Null for a create. */
  memoryId: string | null;
  /** Null when there was no answer. */
  status: number | null;
  type: string;
  /** What a path conflict names; null for other errors. */
  blocker: { id: string; path: string } | null;
};

/** One entry of the changes feed, with content. */
export type Change = {
  sequence: number;
  operation: "created" | "modified" | "deleted" | "redacted";
  memory_id: string;
  memory_version_id: string;
  path: string | null;
  content: string | null;
  content_sha256: string | null;
  created_at: string;
};

export type LiveMemory = { id: string; path: string; content_sha256: string; memory_version_id: string };

/** A run, and what the server holds after it. */
export type History = {
  acknowledged: Acknowledged[];
  refused: Refused[];
  /** The feed, read after the run. */
  changes: Change[];
  /** The feed as a reader got it during the run, answer by answer. */
  followed: Change[];
  /** Of the list of versions, in any order. */
  versionIds: string[];
  live: LiveMemory[];
};

/** A memory between two changes; null when it is not there. */
export type State = { path: string; content: string; sha256: string } | null;
