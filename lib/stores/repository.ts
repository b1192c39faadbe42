import type { StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import type { Database, Sql, Tx } from "@/lib/db/database";

export type StoreRow = {
  id: StoreId;
  workspaceId: WorkspaceId;
  name: string;
  description: string;
  metadata: Metadata;
  createdAt: Date;
  updatedAt: Date;
  archivedAt: Date | null;
  /** Live memories. */
  memoryCount: number;
};

type Key = { workspaceId: WorkspaceId; id: StoreId };

const COLUMNS = `id, workspace_id as "workspaceId", name, description, metadata, created_at as "createdAt",
  updated_at as "updatedAt", archived_at as "archivedAt", memory_count as "memoryCount"`;

export async function findStore(db: Database, key: Key): Promise<StoreRow | null> {
  return (await db.prisma.memoryStore.findUnique({
    where: { id: key.id, workspaceId: key.workspaceId },
  })) as StoreRow | null;
}

/**
 * The store with its row locked until the transaction ends. Everyone who changes the tree (create, rename, delete, adopt)
 * takes this lock first; content updates do not.
 */
export async function lockStoreRow(tx: Tx, key: Key): Promise<StoreRow | null> {
  const rows = await tx.query<StoreRow>(
    `select ${COLUMNS} from memory_stores where workspace_id = $1 and id = $2 for no key update`,
    [key.workspaceId, key.id],
  );
  return rows[0] ?? null;
}

/** Also inside a transaction of another module (a dream's output store). */
export async function insertStore(sql: Sql, row: StoreRow): Promise<void> {
  await sql.query(
    `insert into memory_stores (id, workspace_id, name, description, metadata, created_at, updated_at, archived_at,
       tree_changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $6)`,
    [
      row.id,
      row.workspaceId,
      row.name,
      row.description,
      JSON.stringify(row.metadata),
      row.createdAt,
      row.updatedAt,
      row.archivedAt,
    ],
  );
}

export async function updateStoreRow(
  tx: Tx,
  key: Key,
  change: Pick<StoreRow, "name" | "description" | "metadata" | "updatedAt" | "archivedAt">,
): Promise<void> {
  await tx.query(
    `update memory_stores set name = $3, description = $4, metadata = $5, updated_at = $6, archived_at = $7
     where workspace_id = $1 and id = $2`,
    [
      key.workspaceId,
      key.id,
      change.name,
      change.description,
      JSON.stringify(change.metadata),
      change.updatedAt,
      change.archivedAt,
    ],
  );
}

/**
 * Claims a time for a change of the tree: `at`, or just after the last one. The tree of any moment is then one that stood.
 * Locks the row as `lockStoreRow` does.
 */
export async function touchTreeRow(tx: Tx, key: Key, at: Date): Promise<Date | null> {
  const rows = await tx.query<{ at: Date }>(
    `update memory_stores set tree_changed_at = greatest($3, tree_changed_at + interval '1 millisecond')
     where workspace_id = $1 and id = $2 returning tree_changed_at as at`,
    [key.workspaceId, key.id, at],
  );
  return rows[0]?.at ?? null;
}

/** Waits for every writer of the store that has begun; none begins until the transaction ends. */
export async function lockStoreRowAlone(tx: Tx, key: Key): Promise<void> {
  await tx.query("select from memory_stores where workspace_id = $1 and id = $2 for update", [key.workspaceId, key.id]);
}

/** Memories and versions go with the store. @returns whether there was one */
export async function deleteStoreRow(tx: Tx, key: Key): Promise<boolean> {
  const rows = await tx.query("delete from memory_stores where workspace_id = $1 and id = $2 returning id", [
    key.workspaceId,
    key.id,
  ]);
  return rows.length > 0;
}

export type StoresFilter = {
  createdFrom: Date | null;
  createdTo: Date | null;
  includeArchived: boolean;
  /** Rows after this one, newest first. */
  after: { createdAt: Date; id: string } | null;
  limit: number;
};

export async function listStoreRows(db: Database, workspaceId: WorkspaceId, filter: StoresFilter): Promise<StoreRow[]> {
  const createdAt = {
    ...(filter.createdFrom ? { gte: filter.createdFrom } : {}),
    ...(filter.createdTo ? { lte: filter.createdTo } : {}),
  };
  const rows = await db.prisma.memoryStore.findMany({
    where: {
      workspaceId,
      createdAt,
      ...(filter.includeArchived ? {} : { archivedAt: null }),
      ...(filter.after
        ? {
            OR: [
              { createdAt: { lt: filter.after.createdAt } },
              { createdAt: filter.after.createdAt, id: { lt: filter.after.id } },
            ],
          }
        : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: filter.limit,
  });
  return rows as StoreRow[];
}

export type StoreSummaryRow = {
  storeId: StoreId;
  memoryCount: number;
  bytes: number;
  lastWriteAt: Date | null;
  lastActorType: string | null;
  lastActorId: string | null;
};

/** Counts and the last write of some stores, in one statement. */
export async function summarizeStoreRows(
  db: Database,
  workspaceId: WorkspaceId,
  ids: StoreId[],
): Promise<StoreSummaryRow[]> {
  return db.query<StoreSummaryRow>(
    `select s.id as "storeId", s.memory_count as "memoryCount", coalesce(m.bytes, 0)::float8 as bytes,
       v.created_at as "lastWriteAt", v.actor_type as "lastActorType", v.actor_id as "lastActorId"
     from memory_stores s
     left join lateral (select sum(content_bytes) as bytes from memories where store_id = s.id) m on true
     left join lateral (
       select created_at, actor_type, actor_id from memory_versions
       where store_id = s.id order by created_at desc, id desc limit 1) v on true
     where s.workspace_id = $1 and s.id = any ($2)`,
    [workspaceId, ids],
  );
}
