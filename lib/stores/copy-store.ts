import type { Context } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { insertStore, type StoreRow } from "./repository";
import { STORE_NAME_CHARACTERS_MAX } from "./schema";

/** A new, empty store with another's description and metadata; the name gets the suffix and is cut to the limit. */
export async function copyStore(ctx: Context, tx: Tx, input: { from: StoreRow; suffix: string }): Promise<StoreRow> {
  const at = ctx.now();
  const room = STORE_NAME_CHARACTERS_MAX - [...input.suffix].length;
  const name = `${[...input.from.name].slice(0, room).join("")}${input.suffix}`;
  const row: StoreRow = {
    ...input.from,
    id: newId("memstore"),
    name,
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
    memoryCount: 0,
  };
  await insertStore(tx, row);
  await emitEvent(ctx, tx, { type: "memory_store.created", objectId: row.id });
  return row;
}
