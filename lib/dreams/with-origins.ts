import type { Context } from "@/lib/auth/context";
import type { EngineMemory } from "@/lib/engines/types";
import { withoutMarks } from "@/lib/engines/without-marks";
import { listLineOrigins } from "@/lib/history/list-line-origins";
import type { DreamRow } from "./repository";
import type { BaseFileRow } from "./snapshot-repository";

/** A dream's snapshot with who wrote which lines, and when. */
export async function withOrigins(ctx: Context, dream: DreamRow, base: BaseFileRow[]): Promise<EngineMemory[]> {
  // The snapshot was taken in the transaction that started the dream.
  const takenAt = dream.startedAt ?? dream.createdAt;
  const origins = await listLineOrigins(ctx, { storeId: dream.storeId, files: base, takenAt, wordsOf: withoutMarks });
  return base.map(({ path, text, contentSha256, memoryId }) => {
    const lines = origins.get(memoryId);
    return { path, content: text, sha256: contentSha256, ...(lines && { origins: lines }) };
  });
}
