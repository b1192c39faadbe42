import type { DreamId, MemoryId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { DreamRow } from "./repository";

export type BaseFileRow = { path: string; memoryId: MemoryId; contentSha256: string; text: string };

/** The snapshot: rows only, the texts are shared with the store. */
export async function snapshotStore(tx: Tx, dream: Pick<DreamRow, "id" | "workspaceId" | "storeId">): Promise<number> {
  const rows = await tx.query(
    `insert into dream_base_files (dream_id, path, workspace_id, memory_id, content_sha256, content_bytes)
     select $1, path, workspace_id, id, content_sha256, content_bytes from memories
     where workspace_id = $2 and store_id = $3 on conflict do nothing returning path`,
    [dream.id, dream.workspaceId, dream.storeId],
  );
  return rows.length;
}

/** Makes the snapshot hold these memories of the store as they are now. */
export async function renewBaseFiles(
  tx: Tx,
  dream: Pick<DreamRow, "id" | "workspaceId" | "storeId">,
  memoryIds: MemoryId[],
): Promise<void> {
  const key = [dream.id, dream.workspaceId, dream.storeId, memoryIds];
  await tx.query(
    `delete from dream_base_files b using memories m
     where m.workspace_id = $2 and m.store_id = $3 and m.id = any ($4) and b.dream_id = $1
       and (b.memory_id = m.id or b.path = m.path)`,
    key,
  );
  await tx.query(
    `insert into dream_base_files (dream_id, path, workspace_id, memory_id, content_sha256, content_bytes)
     select $1, path, workspace_id, id, content_sha256, content_bytes from memories
     where workspace_id = $2 and store_id = $3 and id = any ($4)`,
    key,
  );
}

export type BaseRow = { path: string; memoryId: MemoryId; contentSha256: string; contentBytes: number };

/** The snapshot without its texts. */
export async function listBaseRows(sql: Sql, dreamId: DreamId): Promise<BaseRow[]> {
  return sql.query<BaseRow>(
    `select path, memory_id as "memoryId", content_sha256 as "contentSha256", content_bytes as "contentBytes"
     from dream_base_files where dream_id = $1 order by path`,
    [dreamId],
  );
}

export async function countBaseFiles(sql: Sql, dreamId: DreamId): Promise<number> {
  const rows = await sql.query<{ count: number }>(
    "select count(*)::int as count from dream_base_files where dream_id = $1",
    [dreamId],
  );
  return rows[0]?.count ?? 0;
}

export async function listBaseFiles(sql: Sql, dreamId: DreamId): Promise<BaseFileRow[]> {
  return sql.query<BaseFileRow>(
    `select b.path, b.memory_id as "memoryId", b.content_sha256 as "contentSha256", c.text
     from dream_base_files b join contents c on c.workspace_id = b.workspace_id and c.sha256 = b.content_sha256
     where b.dream_id = $1 order by b.path`,
    [dreamId],
  );
}
