import type { Context } from "@/lib/auth/context";
import type { VersionId } from "@/lib/core/ids";
import { findVersionHashes } from "./repository";

/** Content hashes of those of the versions that are in the workspace; null for deletions and redacted ones. */
export async function listVersionHashes(ctx: Context, ids: VersionId[]): Promise<Map<VersionId, string | null>> {
  const rows = await findVersionHashes(ctx.db, ctx.workspaceId, ids);
  return new Map(rows.map((row) => [row.id, row.contentSha256]));
}
