import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { listProgress } from "./list-progress";
import { findPolicy, type PolicyRow } from "./repository";
import { ADOPTED_UNCHANGED_MIN_DEFAULT, type KindProgress } from "./schema";

/** `row` is null for a store that requires reviews because nobody ever said otherwise. */
export type Policy = { storeId: StoreId; row: PolicyRow | null; progress: KindProgress[] };

/** The policy of a store that is known to be there, for verbs that have checked their scope. */
export async function loadPolicy(ctx: Context, storeId: StoreId): Promise<Policy> {
  const row = await findPolicy(ctx.db, { workspaceId: ctx.workspaceId, storeId });
  const min = row?.adoptedUnchangedMin ?? ADOPTED_UNCHANGED_MIN_DEFAULT;
  return { storeId, row, progress: await listProgress(ctx, { storeId, min }) };
}
