import { pageOf } from "@/lib/core/pagination";
import { parseTime } from "@/lib/core/time";
import { listState } from "@/lib/history/list-state";
import { presentState } from "@/lib/history/present";
import { ListStateQuery, MemoryStateResource } from "@/lib/history/schema";
import { defineRoute } from "@/lib/http/define-route";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "listMemoryStoreState",
    summary: "List a store's files as they were at a moment",
    description: "By path. Before the store's time there are none; a moment in the future is now.",
    scope: "memories:read",
    params: StoreParams,
    query: ListStateQuery,
    response: pageOf(MemoryStateResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listState(ctx, {
      storeId: params.store_id,
      at: parseTime(query.time ?? ""),
      pathPrefix: query.path_prefix,
      withContent: query.view === "full",
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map((state) => presentState(state, query.view)), next_page: page.nextPage };
  },
);
