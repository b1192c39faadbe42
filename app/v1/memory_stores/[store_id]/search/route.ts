import { defineRoute } from "@/lib/http/define-route";
import { presentSearch } from "@/lib/search/present";
import { SearchMemoriesQuery, SearchResource } from "@/lib/search/schema";
import { searchMemories } from "@/lib/search/search-memories";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "searchMemories",
    summary: "Search a store's memories",
    description:
      "Finds lines and paths of the store's current memories, in any script. Lines that hold `q` literally come first " +
      "(as it is written, then in other case), the rest after them; each group by path in byte order, then by line. " +
      "A search ends after 2 seconds with what it has found: `complete` is then false.",
    scope: "memories:read",
    params: StoreParams,
    query: SearchMemoriesQuery,
    response: SearchResource,
  },
  async ({ ctx, params, query, request }) =>
    presentSearch(
      await searchMemories(ctx, {
        storeId: params.store_id,
        q: query.q,
        mode: query.mode,
        pathPrefix: query.path_prefix,
        caseSensitive: query.case_sensitive === "true",
        limit: query.limit,
        page: query.page,
        signal: request.signal,
      }),
    ),
);
