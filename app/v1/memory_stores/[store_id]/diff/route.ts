import { getStoreDiff } from "@/lib/history/get-store-diff";
import { presentStoreDiff } from "@/lib/history/present";
import { pointNamed } from "@/lib/history/rules";
import { GetStoreDiffQuery, MemoryDiffResource } from "@/lib/history/schema";
import { defineRoute } from "@/lib/http/define-route";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "getMemoryStoreDiff",
    summary: "Compare two points of a store's history, or two stores",
    description:
      "`from` and `to` are two times (the whole store), or two versions of one memory, or one of each (that memory). With `to_store` the newer side is another store, such as a fork.",
    scope: "memories:read",
    params: StoreParams,
    query: GetStoreDiffQuery,
    response: MemoryDiffResource,
  },
  async ({ ctx, params, query }) =>
    presentStoreDiff(
      await getStoreDiff(ctx, {
        storeId: params.store_id,
        from: pointNamed(query.from),
        to: pointNamed(query.to),
        toStoreId: query.to_store,
        pathPrefix: query.path_prefix,
        limit: query.limit,
        page: query.page,
      }),
    ),
);
