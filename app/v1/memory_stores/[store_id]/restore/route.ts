import { presentRestore } from "@/lib/history/present";
import { restoreStore } from "@/lib/history/restore-store";
import { pointNamed } from "@/lib/history/rules";
import { RestoreResource, RestoreStoreBody } from "@/lib/history/schema";
import { defineRoute } from "@/lib/http/define-route";
import { StoreParams } from "@/lib/stores/schema";

export const POST = defineRoute(
  {
    operationId: "restoreMemoryStore",
    summary: "Bring a store or one file back to a point of its history",
    description:
      "Writes new versions, in one transaction; history stays, and `undo_to` undoes it. Moved files move back, deleted ones are created anew (with a new id), and for a whole store files that were not there are deleted. What is as it was gets no version.",
    scope: "memories:write",
    params: StoreParams,
    body: RestoreStoreBody,
    response: RestoreResource,
  },
  async ({ ctx, params, body }) =>
    presentRestore(
      await restoreStore(ctx, {
        storeId: params.store_id,
        to: pointNamed(body.to),
        memoryId: body.memory_id ?? undefined,
        path: body.path ?? undefined,
        dryRun: body.dry_run ?? false,
      }),
      body.limit ?? 100,
    ),
);
