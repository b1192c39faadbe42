import type { AdoptionId, DreamId, FindingId, MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";

export type AdoptionRow = {
  id: AdoptionId;
  workspaceId: WorkspaceId;
  dreamId: DreamId;
  storeId: StoreId;
  requestSha256: string;
  isAutomatic: boolean;
  /** Every hunk that was taken: also those that wrote nothing, for the store said so already. */
  hunkIds: string[];
  isUnchanged: boolean;
  actorType: string;
  actorId: string;
  createdAt: Date;
  undoneAt: Date | null;
  undoneByType: string | null;
  undoneById: string | null;
};

export type AdoptionFileRow = {
  position: number;
  memoryId: MemoryId;
  operation: "created" | "modified" | "deleted";
  beforeVersionId: VersionId | null;
  versionId: VersionId;
  hunkIds: string[];
  findingIds: FindingId[];
  isEdited: boolean;
  undoVersionId: VersionId | null;
};

const COLUMNS = `id, workspace_id as "workspaceId", dream_id as "dreamId", store_id as "storeId",
  request_sha256 as "requestSha256", is_automatic as "isAutomatic", hunk_ids as "hunkIds", is_unchanged as "isUnchanged",
  actor_type as "actorType", actor_id as "actorId", created_at as "createdAt", undone_at as "undoneAt",
  undone_by_type as "undoneByType", undone_by_id as "undoneById"`;

export async function insertAdoption(tx: Tx, row: AdoptionRow, files: AdoptionFileRow[]): Promise<void> {
  await tx.query(
    `insert into adoptions (id, workspace_id, dream_id, store_id, request_sha256, is_automatic, is_unchanged, actor_type,
       actor_id, created_at, hunk_ids)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.workspaceId,
      row.dreamId,
      row.storeId,
      row.requestSha256,
      row.isAutomatic,
      row.isUnchanged,
      row.actorType,
      row.actorId,
      row.createdAt,
      row.hunkIds,
    ],
  );
  await tx.query(
    `insert into adoption_files (adoption_id, position, memory_id, operation, before_version_id, version_id, hunk_ids,
       finding_ids, is_edited)
     select $1, f.position, f.memory_id, f.operation, f.before, f.version_id,
       array(select json_array_elements_text(f.hunks)), array(select json_array_elements_text(f.findings)), f.is_edited
     from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::json[], $8::json[], $9::bool[])
       as f (position, memory_id, operation, before, version_id, hunks, findings, is_edited)`,
    [
      row.id,
      files.map((file) => file.position),
      files.map((file) => file.memoryId),
      files.map((file) => file.operation),
      files.map((file) => file.beforeVersionId),
      files.map((file) => file.versionId),
      files.map((file) => JSON.stringify(file.hunkIds)),
      files.map((file) => JSON.stringify(file.findingIds)),
      files.map((file) => file.isEdited),
    ],
  );
}

/** The adoption that stands and was asked for in the same words. */
export async function findStandingAdoption(
  sql: Sql,
  dreamId: DreamId,
  requestSha256: string,
): Promise<AdoptionRow | null> {
  const rows = await sql.query<AdoptionRow>(
    `select ${COLUMNS} from adoptions where dream_id = $1 and request_sha256 = $2 and undone_at is null`,
    [dreamId, requestSha256],
  );
  return rows[0] ?? null;
}

export async function findAdoption(
  sql: Sql,
  key: { workspaceId: WorkspaceId; id: AdoptionId },
): Promise<AdoptionRow | null> {
  const rows = await sql.query<AdoptionRow>(`select ${COLUMNS} from adoptions where workspace_id = $1 and id = $2`, [
    key.workspaceId,
    key.id,
  ]);
  return rows[0] ?? null;
}

/** Oldest first. */
export async function listAdoptions(sql: Sql, dreamId: DreamId): Promise<AdoptionRow[]> {
  return sql.query<AdoptionRow>(`select ${COLUMNS} from adoptions where dream_id = $1 order by created_at, id`, [
    dreamId,
  ]);
}

export async function listAdoptionFiles(sql: Sql, adoptionId: AdoptionId): Promise<AdoptionFileRow[]> {
  return sql.query<AdoptionFileRow>(
    `select position, memory_id as "memoryId", operation, before_version_id as "beforeVersionId",
       version_id as "versionId", hunk_ids as "hunkIds", finding_ids as "findingIds", is_edited as "isEdited",
       undo_version_id as "undoVersionId"
     from adoption_files where adoption_id = $1 order by position`,
    [adoptionId],
  );
}

export async function markUndone(
  tx: Tx,
  adoption: Pick<AdoptionRow, "id" | "undoneAt" | "undoneByType" | "undoneById">,
  versions: { position: number; versionId: VersionId }[],
): Promise<void> {
  await tx.query("update adoptions set undone_at = $2, undone_by_type = $3, undone_by_id = $4 where id = $1", [
    adoption.id,
    adoption.undoneAt,
    adoption.undoneByType,
    adoption.undoneById,
  ]);
  await tx.query(
    `update adoption_files f set undo_version_id = v.version_id
     from unnest($2::int[], $3::text[]) as v (position, version_id) where f.adoption_id = $1 and f.position = v.position`,
    [adoption.id, versions.map(({ position }) => position), versions.map(({ versionId }) => versionId)],
  );
}

/** How much a store holds now. */
export async function countMemories(
  sql: Sql,
  key: { workspaceId: WorkspaceId; storeId: StoreId },
): Promise<{ files: number; bytes: number }> {
  const rows = await sql.query<{ files: number; bytes: string }>(
    `select count(*)::int as files, coalesce(sum(content_bytes), 0) as bytes from memories
     where workspace_id = $1 and store_id = $2`,
    [key.workspaceId, key.storeId],
  );
  return { files: rows[0]?.files ?? 0, bytes: Number(rows[0]?.bytes ?? 0) };
}
