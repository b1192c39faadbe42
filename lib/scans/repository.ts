import type { MemoryId, StoreId, WorkspaceId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";

export type ScanRow = { id: MemoryId; path: string; contentSha256: string; text: string };

/** Bounds of one statement: about half a second of scanning, and never many texts in memory. */
const FILES_MAX = 500;
const BYTES_MAX = 1_000_000;

const PORTION = {
  name: "scan_portion",
  text: `with ahead as (
      select m.id, m.path, m.content_sha256, m.content_bytes from memories m
      where m.workspace_id = $1 and m.store_id = $2 and m.path > $3 and m.path < $4
      order by m.path limit ${FILES_MAX}
    ), sized as (
      select a.*, sum(a.content_bytes) over (order by a.path rows unbounded preceding) - a.content_bytes as bytes_before
      from ahead a
    )
    select s.id, s.path, s.content_sha256 as "contentSha256", c.text
    from sized s join contents c on c.workspace_id = $1 and c.sha256 = s.content_sha256
    where s.bytes_before < ${BYTES_MAX}
    order by s.path`,
};

/** The next live memories with a path after `afterPath`, by path in ascending bytes; none when there is none left. */
export async function listPortion(
  sql: Sql,
  input: { workspaceId: WorkspaceId; storeId: StoreId; afterPath: string; endPath: string },
): Promise<ScanRow[]> {
  return sql.query<ScanRow>(PORTION, [input.workspaceId, input.storeId, input.afterPath, input.endPath]);
}
