import type { DreamId, MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";

/** A part of what is searched for: whole contents by hash, single versions, or every path that holds a text. */
export type Part =
  | { by: "content"; hashes: string[] }
  | {
      by: "version";
      versionIds: VersionId[];
      /** Contents that other parts have: each thing is found once. */
      except: string[];
    }
  | { by: "path" /** For `like any`. */; patterns: string[] };

export type FoundMemory = {
  memoryId: MemoryId;
  storeId: StoreId;
  path: string;
  contentSha256: string;
  dreamOutput: boolean;
};
export type FoundVersion = {
  id: VersionId;
  storeId: StoreId;
  path: string;
  contentSha256: string | null;
  dreamOutput: boolean;
};
export type FoundFile = {
  kind: "dream_base_file" | "dream_file";
  dreamId: DreamId;
  memoryId: MemoryId | null;
  path: string;
  contentSha256: string | null;
};

/** Hashes of the workspace's texts that match, ascending, after `after`. */
export async function findContentHashes(
  sql: Sql,
  workspaceId: WorkspaceId,
  filter: { patterns: string[]; after: string; limit: number },
): Promise<string[]> {
  const rows = await sql.query<{ sha256: string }>(
    `select sha256 from contents where workspace_id = $1 and sha256 > $3 and text like any ($2) order by sha256 limit $4`,
    [workspaceId, filter.patterns, filter.after, filter.limit],
  );
  return rows.map((row) => row.sha256);
}

/** The rows that belong to the part. A path counts when the row's content has not been found already. */
function condition(part: Part, version: string): { where: string; values: [unknown, string[] | null] } {
  switch (part.by) {
    case "content":
      return { where: "t.content_sha256 = any ($2) and $3::text[] is null", values: [part.hashes, null] };
    case "version":
      return {
        where: `${version} = any ($2) and coalesce(t.content_sha256 <> all ($3::text[]), true)`,
        values: [part.versionIds, part.except],
      };
    case "path":
      return {
        where: `t.path like any ($2) and $3::text[] is null and ${CLEAN_CONTENT("t.content_sha256")}`,
        values: [part.patterns, null],
      };
  }
}

const CLEAN_CONTENT = (hash: string): string => `not exists (
  select from contents c where c.workspace_id = $1 and c.sha256 = ${hash} and c.text like any ($2))`;

const DREAM_OUTPUT = `t.store_id in (
  select d.output_store_id from dreams d where d.workspace_id = $1 and d.output_store_id <> d.store_id) as "dreamOutput"`;

export type After = { after: string; limit: number };

/** Live memories, by id. */
export async function listFoundMemories(
  sql: Sql,
  workspaceId: WorkspaceId,
  part: Part,
  { after, limit }: After,
): Promise<FoundMemory[]> {
  const { where, values } = condition(part, "t.head_version_id");
  return sql.query<FoundMemory>(
    `select t.id as "memoryId", t.store_id as "storeId", t.path, t.content_sha256 as "contentSha256", ${DREAM_OUTPUT}
     from memories t where t.workspace_id = $1 and ${where} and t.id > $4 order by t.id limit $5`,
    [workspaceId, ...values, after, limit],
  );
}

/** Versions that are not redacted and no head of a live memory, by id. */
export async function listFoundVersions(
  sql: Sql,
  workspaceId: WorkspaceId,
  part: Part,
  { after, limit }: After,
): Promise<FoundVersion[]> {
  const { where, values } = condition(part, "t.id");
  return sql.query<FoundVersion>(
    `select t.id, t.store_id as "storeId", t.path, t.content_sha256 as "contentSha256", ${DREAM_OUTPUT}
     from memory_versions t
     where t.workspace_id = $1 and t.redacted_at is null and ${where} and t.id > $4
       and not exists (select from memories m where m.head_version_id = t.id)
     order by t.id limit $5`,
    [workspaceId, ...values, after, limit],
  );
}

const FILES = {
  content: `select 'dream_base_file' as kind, b.dream_id, b.memory_id, b.path, b.content_sha256 from dream_base_files b
      where b.workspace_id = $1 and b.content_sha256 = any ($2)
    union all
    select 'dream_file', f.dream_id, f.memory_id, f.path, coalesce(f.proposed_sha256, f.base_sha256) from dream_files f
      where f.workspace_id = $1 and (f.base_sha256 = any ($2) or f.proposed_sha256 = any ($2))`,
  path: `select 'dream_base_file' as kind, b.dream_id, b.memory_id, b.path, b.content_sha256 from dream_base_files b
      where b.workspace_id = $1 and b.path like any ($2) and ${CLEAN_CONTENT("b.content_sha256")}
    union all
    select 'dream_file', f.dream_id, f.memory_id, f.path, coalesce(f.proposed_sha256, f.base_sha256) from dream_files f
      where f.workspace_id = $1 and (f.path like any ($2) or f.from_path like any ($2))
        and ${CLEAN_CONTENT("f.base_sha256")} and ${CLEAN_CONTENT("f.proposed_sha256")}`,
};

/** Files of dreams, by dream: those of at most `limit` dreams after `after`. They name contents, not versions. */
export async function listFoundFiles(
  sql: Sql,
  workspaceId: WorkspaceId,
  part: Part,
  { after, limit }: After,
): Promise<FoundFile[]> {
  if (part.by === "version") return [];
  return sql.query<FoundFile>(
    `with files as (${FILES[part.by]}),
       dreams as (select distinct dream_id from files where dream_id > $3 order by dream_id limit $4)
     select kind, files.dream_id as "dreamId", memory_id as "memoryId", path, content_sha256 as "contentSha256"
     from files join dreams on dreams.dream_id = files.dream_id order by files.dream_id, kind, path`,
    [workspaceId, part.by === "content" ? part.hashes : part.patterns, after, limit],
  );
}

export type DreamFileTexts = {
  kind: "dream_base_file" | "dream_file";
  path: string;
  fromPath: string | null;
  memoryId: MemoryId | null;
  baseSha256: string | null;
  proposedSha256: string | null;
};

/** Snapshot and proposal of one dream; a base file has only a base. */
export async function listDreamFileTexts(tx: Tx, dreamId: DreamId): Promise<DreamFileTexts[]> {
  return tx.query<DreamFileTexts>(
    `select 'dream_base_file' as kind, path, null as "fromPath", memory_id as "memoryId", content_sha256 as "baseSha256",
       null as "proposedSha256" from dream_base_files where dream_id = $1
     union all
     select 'dream_file', path, from_path, memory_id, base_sha256, proposed_sha256 from dream_files where dream_id = $1`,
    [dreamId],
  );
}

/** `baseBytes` null: the base keeps its size. */
export type DreamFileChange = { before: DreamFileTexts; after: DreamFileTexts; baseBytes: number | null };

export async function updateBaseFiles(tx: Tx, dreamId: DreamId, changes: DreamFileChange[]): Promise<void> {
  await tx.query(
    `update dream_base_files t set path = n.path, content_sha256 = n.base, content_bytes = coalesce(n.bytes, t.content_bytes)
     from unnest($2::text[], $3::text[], $4::text[], $5::int[]) as n (was, path, base, bytes)
     where t.dream_id = $1 and t.path = n.was`,
    [
      dreamId,
      changes.map(({ before }) => before.path),
      changes.map(({ after }) => after.path),
      changes.map(({ after }) => after.baseSha256),
      changes.map(({ baseBytes }) => baseBytes),
    ],
  );
}

export async function updateDreamFiles(tx: Tx, dreamId: DreamId, changes: DreamFileChange[]): Promise<void> {
  await tx.query(
    `update dream_files t set path = n.path, from_path = n.from_path, base_sha256 = n.base, proposed_sha256 = n.proposed
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as n (was, path, from_path, base, proposed)
     where t.dream_id = $1 and t.path = n.was`,
    [
      dreamId,
      changes.map(({ before }) => before.path),
      changes.map(({ after }) => after.path),
      changes.map(({ after }) => after.fromPath),
      changes.map(({ after }) => after.baseSha256),
      changes.map(({ after }) => after.proposedSha256),
    ],
  );
}
