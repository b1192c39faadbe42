import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import { getStore } from "@/lib/stores/get-store";
import type { ResourceRow } from "./repository";
import { mountPaths } from "./rules";
import type { SessionResourceInput } from "./schema";

/**
 * What a new session keeps of the stores that are attached to it: names and descriptions as they are now.
 * @throws AppError `not_found`, `invalid_request` (archived, or the same store twice)
 */
export async function attachStores(ctx: Context, inputs: readonly SessionResourceInput[]): Promise<ResourceRow[]> {
  const ids = inputs.map((input) => input.memory_store_id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new AppError("invalid_request", `Memory store ${twice} is attached twice; each store may be attached once.`);
  }
  const stores = await Promise.all(ids.map((id) => getStore(ctx, id)));
  const archived = stores.find((store) => store.archivedAt !== null);
  if (archived) {
    throw new AppError(
      "invalid_request",
      `Memory store ${archived.id} is archived: it cannot be attached to a session.`,
    );
  }
  const paths = mountPaths(stores);
  return stores.map((store, index) => ({
    storeId: store.id,
    access: inputs[index]?.access ?? "read_write",
    instructions: inputs[index]?.instructions ?? null,
    name: store.name,
    description: store.description,
    mountPath: paths[index] as string,
  }));
}
