import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/database";
import type { DreamRow } from "@/lib/dreams/repository";
import { hasAutomaticAdoption, holdPolicyRow } from "./repository";

/**
 * Behind the locks of the adoption: the policy that was read before may have been switched off meanwhile, and the dream decided
 * on. The policy stays until the transaction ends.
 * @throws AppError `conflict`
 */
export async function requireAutoAdopt(
  ctx: Context,
  tx: Tx,
  dream: Pick<DreamRow, "id" | "storeId" | "reviewStatus">,
): Promise<void> {
  const policy = await holdPolicyRow(tx, { workspaceId: ctx.workspaceId, storeId: dream.storeId });
  if (policy?.review !== "auto_adopt") {
    throw new AppError("conflict", `The policy of memory store ${dream.storeId} requires a review by a person.`);
  }
  if (dream.reviewStatus !== "waiting" || (await hasAutomaticAdoption(tx, dream.id))) {
    throw new AppError("conflict", `Dream ${dream.id} was decided on, or was adopted by itself before.`);
  }
}
