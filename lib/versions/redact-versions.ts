import type { Context } from "@/lib/auth/context";
import { deleteUnreferencedContents } from "@/lib/contents/delete-unreferenced-contents";
import type { VersionId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { clearBaseHashes, type RedactedVersion, redactVersionRows } from "./repository";

/**
 * Clears path, content, hash and size of versions (contract 4.4) by the context's actor. A text that nothing names any
 * more goes; so does its hash in `base_sha256` of the versions made on it, for a short text can be guessed by its hash.
 * The database refuses heads of live memories.
 * @returns what the versions held before; those that were redacted already are left out
 */
export async function redactVersions(ctx: Context, tx: Tx, ids: VersionId[]): Promise<RedactedVersion[]> {
  if (ids.length === 0) return [];
  const redacted = await redactVersionRows(tx, ctx.workspaceId, ids, { at: ctx.now(), actor: ctx.actor });
  await clearBaseHashes(tx, redacted);
  const hashes = redacted.flatMap((version) => version.contentSha256 ?? []);
  await deleteUnreferencedContents(tx, ctx.workspaceId, [...new Set(hashes)]);
  return redacted;
}
