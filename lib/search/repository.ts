import type { MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";

export type CandidateRow = {
  id: MemoryId;
  path: string;
  headVersionId: VersionId;
  updatedAt: Date;
  actorType: string | null;
  actorId: string | null;
  text: string;
};

/** `reached`: the last path that was looked at, null when there was none. */
export type Candidates = { files: CandidateRow[]; reached: string | null };

/** Bounds of one statement, so that memory and the time between two looks at the clock stay small. */
const FILES_MAX = 1_000;
const BYTES_MAX = 4_000_000;

const CANDIDATES = {
  name: "search_candidates",
  text: `with ahead as (
      select m.id, m.path, m.head_version_id, m.content_sha256, m.updated_at, m.content_bytes from memories m
      where m.workspace_id = $1 and m.store_id = $2 and m.path >= $3 and m.path < $4
      order by m.path limit ${FILES_MAX}
    ), sized as (
      select a.*, sum(a.content_bytes) over (order by a.path rows unbounded preceding) - a.content_bytes as bytes_before
      from ahead a
    ), batch as materialized (select * from sized where bytes_before < ${BYTES_MAX})
    select reached.path as reached, found.*
    from (select max(b.path) as path from batch b) as reached
    left join (
      select b.id, b.path, b.head_version_id as "headVersionId", b.updated_at as "updatedAt",
        v.actor_type as "actorType", v.actor_id as "actorId", c.text
      from batch b
      join contents c on c.workspace_id = $1 and c.sha256 = b.content_sha256
      join memory_versions v on v.id = b.head_version_id
      where (b.path || chr(10) || c.text) collate "C" ~ all ($5::text[])
    ) as found on true
    order by found.path`,
};

/**
 * The next files of a store from `fromPath` on, by path in ascending bytes, that match every expression; a bounded
 * number is looked at. Only live memories are read, so a text that was deleted or redacted cannot be found.
 */
export async function listCandidates(
  sql: Sql,
  input: { workspaceId: WorkspaceId; storeId: StoreId; fromPath: string; endPath: string; expressions: string[] },
): Promise<Candidates> {
  const values = [input.workspaceId, input.storeId, input.fromPath, input.endPath, input.expressions];
  const rows = await sql.query<{ reached: string | null } & (CandidateRow | { id: null })>(CANDIDATES, values);
  const files = rows.flatMap(({ reached: _reached, ...row }) => (row.id === null ? [] : [row as CandidateRow]));
  return { files, reached: rows[0]?.reached ?? null };
}
