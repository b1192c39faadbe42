import { defineRoute } from "@/lib/http/define-route";
import { presentScan } from "@/lib/scans/present";
import { scanStore } from "@/lib/scans/scan-store";
import { ScanResource, ScanStoreQuery } from "@/lib/scans/schema";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "scanMemoryStore",
    summary: "Find secrets, personal data and hidden text in a store",
    description:
      "Looks through the store's current memories and tells where something unsafe stands, never what it is: read the " +
      "memory to see it, `POST /v1/redactions` removes it for good, from old versions too. A page ends after 2 seconds " +
      "or when it is full; follow `next_page` until it is null, also past empty pages.",
    scope: "memories:read",
    params: StoreParams,
    query: ScanStoreQuery,
    response: ScanResource,
  },
  async ({ ctx, params, query, request }) =>
    presentScan(
      await scanStore(ctx, {
        storeId: params.store_id,
        kinds: query.kinds,
        pathPrefix: query.path_prefix,
        minConfidence: query.min_confidence,
        limit: query.limit,
        page: query.page,
        signal: request.signal,
      }),
    ),
);
