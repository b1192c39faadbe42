import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { requireStore } from "@/lib/stores/require-store";
import { loadPolicy, type Policy } from "./load-policy";

/** What may be adopted into a store without a person, and what is known of each kind. @throws AppError `not_found` */
export async function getPolicy(ctx: Context, { storeId }: { storeId: StoreId }): Promise<Policy> {
  requireScope(ctx, "dreams:read");
  return loadPolicy(ctx, (await requireStore(ctx, storeId)).id);
}
