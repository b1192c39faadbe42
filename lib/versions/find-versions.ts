import type { Context } from "@/lib/auth/context";
import type { VersionId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { findVersionsByIds, type VersionRow } from "./repository";

/** Those of the versions that are in the workspace, with their contents (null for a deletion or a redacted one). */
export async function findVersions(ctx: Context, sql: Sql, ids: VersionId[]): Promise<Map<VersionId, VersionRow>> {
  if (ids.length === 0) return new Map();
  const rows = await findVersionsByIds(sql, ctx.workspaceId, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row]));
}
