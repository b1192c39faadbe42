import { listChanges } from "@/lib/changes/list-changes";
import { presentChange } from "@/lib/changes/present";
import { ChangesResource, ListChangesQuery } from "@/lib/changes/schema";
import { defineRoute } from "@/lib/http/define-route";
import { whileServing } from "@/lib/http/while-serving";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "listMemoryChanges",
    summary: "Follow a store's changes",
    description:
      "Every change of the store's memories, numbered 1, 2, 3 and so on without gaps. A reader that keeps `next_after` and " +
      "passes it as `after` gets every change exactly once, however many clients write at the same time, and can build " +
      "and keep a copy of the store. With `wait_seconds` an answer that would be empty waits for the next change, or until the server stops.",
    scope: "memories:read",
    params: StoreParams,
    query: ListChangesQuery,
    response: ChangesResource,
  },
  async ({ ctx, params, query, request }) => {
    const changes = await whileServing(request.signal, (signal) =>
      listChanges(ctx, {
        storeId: params.store_id,
        after: query.after,
        limit: query.limit,
        withContent: query.view === "full",
        waitSeconds: query.wait_seconds,
        signal,
      }),
    );
    return { data: changes.data.map(presentChange), next_after: changes.nextAfter, has_more: changes.hasMore };
  },
);
