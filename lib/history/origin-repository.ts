import type { MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";

/**
 * Whether a person wrote a version by hand: not an agent, a key or a workload, and not the adoption of a dream. One whose
 * author is not known may be a person's.
 */
const BY_PERSON = "(coalesce(v.actor_type, 'user_actor') = 'user_actor' and v.dream_id is null)";

/** The version of a memory that a snapshot holds. */
export type TopRow = {
  memoryId: MemoryId;
  versionId: VersionId;
  at: Date;
  byPerson: boolean;
  /** Versions up to this one, and those of them that a person wrote. */
  versionCount: number;
  personCount: number;
};

/**
 * For each file the newest version with its text at `takenAt`. Where a redaction has replaced the text since, in the
 * snapshot and in the memory alike, the first one after it. Files without such a version are left out.
 */
export async function listTopRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  input: { storeId: StoreId; files: { memoryId: MemoryId; contentSha256: string }[]; takenAt: Date },
): Promise<TopRow[]> {
  return sql.query<TopRow>(
    `select f.memory_id as "memoryId", top.id as "versionId", top.created_at as at, top.by_person as "byPerson",
       c.versions as "versionCount", c.persons as "personCount"
     from unnest($3::text[], $4::text[]) as f (memory_id, sha256)
     cross join lateral (
       select v.id, v.created_at, ${BY_PERSON} as by_person from memory_versions v
       where v.workspace_id = $1 and v.store_id = $2 and v.memory_id = f.memory_id and v.content_sha256 = f.sha256
       order by v.created_at > $5, case when v.created_at <= $5 then v.created_at end desc,
         case when v.created_at <= $5 then v.id end desc, v.created_at, v.id
       limit 1) as top
     cross join lateral (
       select count(*)::int as versions, count(*) filter (where ${BY_PERSON})::int as persons from memory_versions v
       where v.memory_id = f.memory_id and (v.created_at, v.id) <= (top.created_at, top.id)) as c`,
    [
      workspaceId,
      input.storeId,
      input.files.map((file) => file.memoryId),
      input.files.map((file) => file.contentSha256),
      input.takenAt,
    ],
  );
}

/** A version and who wrote it; hash and size are null once it is redacted. */
export type AuthorRow = {
  memoryId: MemoryId;
  at: Date;
  byPerson: boolean;
  contentSha256: string | null;
  contentBytes: number | null;
};

/** The newest `limit` versions of each memory up to its top, newest first, memory by memory. */
export async function listAuthorRows(
  sql: Sql,
  workspaceId: WorkspaceId,
  input: { tops: TopRow[]; limit: number },
): Promise<AuthorRow[]> {
  return sql.query<AuthorRow>(
    `select a.* from memory_versions top
     cross join lateral (
       select v.memory_id as "memoryId", v.created_at as at, ${BY_PERSON} as "byPerson",
         v.content_sha256 as "contentSha256", v.content_bytes as "contentBytes", v.id
       from memory_versions v
       where v.memory_id = top.memory_id and (v.created_at, v.id) <= (top.created_at, top.id)
       order by v.created_at desc, v.id desc limit $3) as a
     where top.workspace_id = $1 and top.id = any ($2)
     order by a."memoryId", a.at desc, a.id desc`,
    [workspaceId, input.tops.map((top) => top.versionId), input.limit],
  );
}
