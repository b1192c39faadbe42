import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { switchOffRow } from "./repository";

/** Goes back to reviews by people in the transaction of what caused it; nothing for a store that requires them anyway. */
export async function switchOff(ctx: Context, tx: Tx, input: { storeId: StoreId; reason: string }): Promise<void> {
  await switchOffRow(tx, {
    workspaceId: ctx.workspaceId,
    storeId: input.storeId,
    offReason: input.reason,
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    updatedAt: ctx.now(),
  });
}
