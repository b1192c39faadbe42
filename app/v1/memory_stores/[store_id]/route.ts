import { defineRoute } from "@/lib/http/define-route";
import { deleteStore } from "@/lib/stores/delete-store";
import { getStore } from "@/lib/stores/get-store";
import { presentStore } from "@/lib/stores/present";
import { DeletedStoreResource, StoreParams, StoreResource, UpdateStoreBody } from "@/lib/stores/schema";
import { updateStore } from "@/lib/stores/update-store";

export const GET = defineRoute(
  {
    operationId: "getMemoryStore",
    summary: "Retrieve a memory store",
    scope: "stores:read",
    params: StoreParams,
    response: StoreResource,
  },
  async ({ ctx, params }) => presentStore(await getStore(ctx, params.store_id)),
);

export const POST = defineRoute(
  {
    operationId: "updateMemoryStore",
    summary: "Update a memory store",
    scope: "stores:write",
    params: StoreParams,
    body: UpdateStoreBody,
    response: StoreResource,
  },
  async ({ ctx, params, body }) => presentStore(await updateStore(ctx, { storeId: params.store_id, ...body })),
);

export const DELETE = defineRoute(
  {
    operationId: "deleteMemoryStore",
    summary: "Delete a memory store with all its memories and versions",
    scope: "stores:write",
    params: StoreParams,
    response: DeletedStoreResource,
  },
  async ({ ctx, params }) => {
    await deleteStore(ctx, params.store_id);
    return { id: params.store_id, type: "memory_store_deleted" as const };
  },
);
