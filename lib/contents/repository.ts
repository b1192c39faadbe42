import type { StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";

export type ContentRow = { sha256: string; bytes: number; text: string };

/** Texts that are there already stay as they are: a row is its hash. */
export async function insertContents(tx: Sql, workspaceId: WorkspaceId, rows: ContentRow[]): Promise<void> {
  await tx.query(
    {
      name: "contents_insert",
      text: `insert into contents (workspace_id, sha256, bytes, text)
     select $1, * from unnest($2::text[], $3::int[], $4::text[])
     on conflict do nothing`,
    },
    [workspaceId, rows.map((row) => row.sha256), rows.map((row) => row.bytes), rows.map((row) => row.text)],
  );
}

export async function findContents(sql: Sql, workspaceId: WorkspaceId, hashes: string[]): Promise<ContentRow[]> {
  return sql.query<ContentRow>(
    "select sha256, bytes, text from contents where workspace_id = $1 and sha256 = any ($2)",
    [workspaceId, hashes],
  );
}

export async function contentHashesOfStore(tx: Tx, workspaceId: WorkspaceId, storeId: StoreId): Promise<string[]> {
  const rows = await tx.query<{ sha256: string }>(
    `select distinct content_sha256 as sha256 from memory_versions
     where workspace_id = $1 and store_id = $2 and content_sha256 is not null`,
    [workspaceId, storeId],
  );
  return rows.map((row) => row.sha256);
}

/** Rows locked against each other's removal, not against new references; in one order everywhere. */
export async function lockContents(tx: Tx, workspaceId: WorkspaceId, hashes: string[]): Promise<void> {
  await tx.query(
    `select from contents where workspace_id = $1 and sha256 = any ($2) order by sha256 for no key update`,
    [workspaceId, hashes],
  );
}

/** A writer that counts on one of the rows in this instant fails at its foreign key and tries again (withTransaction). */
export async function deleteContentsWithoutReference(
  tx: Tx,
  workspaceId: WorkspaceId,
  hashes: string[],
): Promise<void> {
  await tx.query(
    `delete from contents c where c.workspace_id = $1 and c.sha256 = any ($2)
       and not exists (select from memory_versions r where r.workspace_id = $1 and r.content_sha256 = c.sha256)
       and not exists (select from memories r where r.workspace_id = $1 and r.content_sha256 = c.sha256)
       and not exists (select from dream_base_files r where r.workspace_id = $1 and r.content_sha256 = c.sha256)
       and not exists (select from dream_files r where r.workspace_id = $1 and r.base_sha256 = c.sha256)
       and not exists (select from dream_files r where r.workspace_id = $1 and r.proposed_sha256 = c.sha256)`,
    [workspaceId, hashes],
  );
}
