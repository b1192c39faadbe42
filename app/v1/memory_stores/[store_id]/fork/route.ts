import { parseTime } from "@/lib/core/time";
import { forkStore } from "@/lib/history/fork-store";
import { ForkStoreBody } from "@/lib/history/schema";
import { defineRoute } from "@/lib/http/define-route";
import { presentStore } from "@/lib/stores/present";
import { StoreParams, StoreResource } from "@/lib/stores/schema";

export const POST = defineRoute(
  {
    operationId: "forkMemoryStore",
    summary: "Copy a store's files of a moment into a new store",
    description: "Same paths and contents, new ids; history is not copied. The source may be archived.",
    scope: "stores:write",
    params: StoreParams,
    body: ForkStoreBody,
    response: StoreResource,
  },
  async ({ ctx, params, body }) =>
    presentStore(
      await forkStore(ctx, {
        storeId: params.store_id,
        name: body.name,
        at: parseTime(body.at ?? ""),
        description: body.description ?? undefined,
        metadata: body.metadata ?? undefined,
      }),
    ),
);
