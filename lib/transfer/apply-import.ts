import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { type MemoryWrite, writeMemories } from "@/lib/memories/write-memories";
import { lockHeads } from "./repository";
import type { PlannedFile } from "./rules";
import type { ImportedFile } from "./schema";

/** Texts that are in memory, and in one statement, at a time. */
const TEXT_BYTES_PER_WRITE = 16 * 1024 * 1024;

const WRITTEN = new Set(["created", "renamed", "modified"]);

/** What became of a planned file, as the answer shows it. */
export function outcomeOf(planned: PlannedFile): ImportedFile {
  const { file, path, operation, memory, reason } = planned;
  return {
    path,
    operation,
    file_path: path === file.path ? null : file.path,
    memory_id: memory?.id ?? null,
    memory_version_id: memory?.headVersionId ?? null,
    sha256: file.sha256,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Cuts the files to be written where their texts reach the bound. */
function* parts(planned: PlannedFile[]): Generator<PlannedFile[]> {
  let part: PlannedFile[] = [];
  let bytes = 0;
  for (const one of planned) {
    if (part.length > 0 && bytes + one.file.bytes > TEXT_BYTES_PER_WRITE) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(one);
    bytes += one.file.bytes;
  }
  if (part.length > 0) yield part;
}

/**
 * Writes a plan without conflicts. The number of statements depends on the bytes, one round for 16 MiB, not on the files.
 * The caller holds the store's lock since it read the heads.
 */
export async function applyImport(
  ctx: Context,
  tx: Tx,
  input: { storeId: StoreId; planned: PlannedFile[] },
): Promise<ImportedFile[]> {
  const outcomes = new Map(input.planned.map((one) => [one, outcomeOf(one)]));
  for (const part of parts(input.planned.filter((one) => WRITTEN.has(one.operation)))) {
    const ids = part.flatMap(({ memory }) => (memory === null ? [] : [memory.id]));
    const rows =
      ids.length > 0 ? await lockHeads(tx, { workspaceId: ctx.workspaceId, storeId: input.storeId }, ids) : [];
    const byId = new Map(rows.map((row) => [row.id, row]));
    const writes: MemoryWrite[] = [];
    const written: PlannedFile[] = [];
    for (const one of part) {
      const row = one.memory === null ? undefined : byId.get(one.memory.id);
      // Contents change without the store's lock: somebody may have written just this text since.
      if (row?.contentSha256 === one.file.sha256) {
        outcomes.set(one, { ...outcomeOf(one), operation: "unchanged", memory_version_id: row.headVersionId });
        continue;
      }
      const content = await one.file.load();
      const { path } = one;
      writes.push(
        row === undefined
          ? { operation: "created", path, content }
          : { operation: "modified", memory: row, path, content },
      );
      written.push(one);
    }
    if (writes.length === 0) continue;
    const after = await writeMemories(ctx, tx, { storeId: input.storeId, writes });
    after.forEach((memory, index) => {
      const one = written[index];
      if (one === undefined) return;
      outcomes.set(one, { ...outcomeOf(one), memory_id: memory.id, memory_version_id: memory.headVersionId });
    });
  }
  return [...outcomes.values()];
}
