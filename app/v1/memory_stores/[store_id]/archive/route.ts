import { defineRoute } from "@/lib/http/define-route";
import { archiveStore } from "@/lib/stores/archive-store";
import { presentStore } from "@/lib/stores/present";
import { StoreParams, StoreResource } from "@/lib/stores/schema";

export const POST = defineRoute(
  {
    operationId: "archiveMemoryStore",
    summary: "Archive a memory store",
    scope: "stores:write",
    params: StoreParams,
    response: StoreResource,
  },
  async ({ ctx, params }) => presentStore(await archiveStore(ctx, params.store_id)),
);
