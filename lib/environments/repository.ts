import type { EnvironmentId, WorkspaceId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import type { Sql, Tx } from "@/lib/db/database";
import type { EnvironmentConfig } from "./schema";

export type EnvironmentRow = {
  id: EnvironmentId;
  workspaceId: WorkspaceId;
  name: string;
  description: string | null;
  config: EnvironmentConfig;
  scope: string | null;
  metadata: Metadata;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
};

type Key = { workspaceId: WorkspaceId; id: EnvironmentId };

const COLUMNS = `id, workspace_id as "workspaceId", name, description, config, scope, metadata, created_at as "createdAt",
  updated_at as "updatedAt", archived_at as "archivedAt"`;

export async function findEnvironment(sql: Sql, key: Key): Promise<EnvironmentRow | null> {
  const rows = await sql.query<EnvironmentRow>(
    `select ${COLUMNS} from environments where workspace_id = $1 and id = $2`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

export async function lockEnvironmentRow(tx: Tx, key: Key): Promise<EnvironmentRow | null> {
  const rows = await tx.query<EnvironmentRow>(
    `select ${COLUMNS} from environments where workspace_id = $1 and id = $2 for no key update`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

/** The newest environment that imports made, not archived. */
export async function findImportedEnvironment(
  sql: Sql,
  workspaceId: WorkspaceId,
  origin: Metadata,
): Promise<EnvironmentRow | null> {
  const rows = await sql.query<EnvironmentRow>(
    `select ${COLUMNS} from environments where workspace_id = $1 and metadata @> $2 and archived_at is null
     order by created_at desc, id desc limit 1`,
    [workspaceId, JSON.stringify(origin)],
  );
  return rows[0] ?? null;
}

export async function insertEnvironment(sql: Sql, row: EnvironmentRow): Promise<void> {
  await sql.query(
    `insert into environments (id, workspace_id, name, description, config, scope, metadata, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.workspaceId,
      row.name,
      row.description,
      JSON.stringify(row.config),
      row.scope,
      JSON.stringify(row.metadata),
      row.createdAt,
      row.updatedAt,
    ],
  );
}

export async function updateEnvironmentRow(tx: Tx, row: EnvironmentRow): Promise<void> {
  await tx.query(
    `update environments set name = $3, description = $4, config = $5, scope = $6, metadata = $7, updated_at = $8,
       archived_at = $9
     where workspace_id = $1 and id = $2`,
    [
      row.workspaceId,
      row.id,
      row.name,
      row.description,
      JSON.stringify(row.config),
      row.scope,
      JSON.stringify(row.metadata),
      row.updatedAt,
      row.archivedAt,
    ],
  );
}

/** @returns whether there was one */
export async function deleteEnvironmentRow(sql: Sql, key: Key): Promise<boolean> {
  const rows = await sql.query("delete from environments where workspace_id = $1 and id = $2 returning id", [
    key.workspaceId,
    key.id,
  ]);
  return rows.length > 0;
}

export type EnvironmentsFilter = {
  includeArchived: boolean;
  after: { createdAt: Date; id: string } | null;
  limit: number;
};

/** Newest first. */
export async function listEnvironmentRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  filter: EnvironmentsFilter,
): Promise<EnvironmentRow[]> {
  return sql.query<EnvironmentRow>(
    `select ${COLUMNS} from environments
     where workspace_id = $1 and ($2 or archived_at is null)
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::text))
     order by created_at desc, id desc limit $5`,
    [workspaceId, filter.includeArchived, filter.after?.createdAt ?? null, filter.after?.id ?? null, filter.limit],
  );
}
