import type { DreamRow } from "@/lib/dreams/repository";
import type { MemoryRow } from "@/lib/memories/repository";
import type { MemoryWrite } from "@/lib/memories/write-memories";
import { type Place, proposedRow } from "./proposed-row";
import type { ProposedFileRow } from "./repository";

/** The memory's file in the proposal once it is written so; null when the store would stay as it is. */
export function fileAfter(
  dream: DreamRow,
  before: ProposedFileRow | null,
  write: MemoryWrite,
  row: MemoryRow,
): ProposedFileRow | null {
  const base = before === null ? baseOf(write) : baseOfFile(before);
  const wanted = write.operation === "deleted" ? null : { path: row.path, sha256: row.contentSha256 };
  if (base?.path === wanted?.path && base?.sha256 === wanted?.sha256) return null;
  return proposedRow({ dreamId: dream.id, workspaceId: dream.workspaceId, memoryId: row.id, base, wanted });
}

const baseOf = (write: MemoryWrite): Place =>
  write.operation === "created" ? null : { path: write.memory.path, sha256: write.memory.contentSha256 };

const baseOfFile = ({ path, fromPath, baseSha256 }: ProposedFileRow): Place =>
  baseSha256 === null ? null : { path: fromPath ?? path, sha256: baseSha256 };
