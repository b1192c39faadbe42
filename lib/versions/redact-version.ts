import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import type { StoreId, VersionId } from "@/lib/core/ids";
import { type Sql, withTransaction } from "@/lib/db/database";
import { lockMemories } from "@/lib/memories/lock-memories";
import { redactVersions } from "./redact-versions";
import { findVersion, type VersionRow } from "./repository";
import { requirePersistentActor } from "./rules";

export type RedactVersion = { storeId: StoreId; versionId: VersionId };

/**
 * Redacts one version (contract 4.4), also of an archived store and of a deleted memory. Again: unchanged. Other
 * versions, dreams and transcripts that hold the same text keep it (`createRedaction` follows them).
 * @throws AppError `not_found`, `invalid_request` (head of a live memory), `permission` (a session)
 */
export async function redactVersion(ctx: Context, input: RedactVersion): Promise<VersionRow> {
  requireScope(ctx, "memories:write");
  requirePersistentActor(ctx.actor);
  return withTransaction(ctx.db, async (tx) => {
    const version = await requireVersion(ctx, tx, input);
    // Under the memory's lock its head cannot move; a version that is no head never becomes one again.
    const { storeId, memoryId } = version;
    const live = await lockMemories(ctx, tx, { storeId, memoryIds: [memoryId] });
    if (live.get(memoryId)?.headVersionId === version.id) {
      throw new AppError(
        "invalid_request",
        `Version ${version.id} is the current state of memory ${memoryId}: write a new version or delete the memory first.`,
      );
    }
    await redactVersions(ctx, tx, [version.id]);
    return requireVersion(ctx, tx, input);
  });
}

async function requireVersion(ctx: Context, sql: Sql, { storeId, versionId }: RedactVersion): Promise<VersionRow> {
  const row = await findVersion(sql, { workspaceId: ctx.workspaceId, storeId, id: versionId });
  if (row === null) throw notFound("Memory version", versionId);
  return row;
}
