import type { ActorResource } from "@/lib/core/actor";

/** One version of a memory as the timeline shows it: the wire's version (contract 4.1) and what is known from its neighbour. */
export type VersionItem = {
  id: string;
  memory_id: string;
  operation: "created" | "modified" | "deleted";
  path: string | null;
  content_sha256: string | null;
  content_size_bytes: number | null;
  created_at: string;
  created_by: ActorResource | null;
  redacted_at: string | null;
  redacted_by: ActorResource | null;
  /** Hash of the content it was written over; null for the first. */
  base_sha256: string | null;
  /** Bytes more or less than before; null when unknown. */
  size_delta_bytes: number | null;
  /** The path before, when this version moved the file. */
  moved_from: string | null;
  /** The dream whose proposal was adopted with this version. */
  dream_id: string | null;
};

/** What happened, in one word. */
export function operationWord(version: VersionItem): string {
  if (version.operation !== "modified") return version.operation;
  return version.moved_from === null ? "changed" : "moved";
}
