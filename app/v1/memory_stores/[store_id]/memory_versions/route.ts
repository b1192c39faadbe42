import { pageOf } from "@/lib/core/pagination";
import { parseTime, parseTimeUp } from "@/lib/core/time";
import { defineRoute } from "@/lib/http/define-route";
import { StoreParams } from "@/lib/stores/schema";
import { listVersions } from "@/lib/versions/list-versions";
import { presentVersion } from "@/lib/versions/present";
import { ListVersionsQuery, VersionResource } from "@/lib/versions/schema";

export const GET = defineRoute(
  {
    operationId: "listMemoryVersions",
    summary: "List a store's memory versions, newest first",
    scope: "memories:read",
    params: StoreParams,
    query: ListVersionsQuery,
    response: pageOf(VersionResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listVersions(ctx, {
      storeId: params.store_id,
      memoryId: query.memory_id,
      operation: query.operation,
      sessionId: query.session_id,
      apiKeyId: query.api_key_id,
      serviceAccountId: query.service_account_id,
      createdFrom: parseTimeUp(query["created_at[gte]"] ?? ""),
      createdTo: parseTime(query["created_at[lte]"] ?? ""),
      withContent: query.view === "full",
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map(presentVersion), next_page: page.nextPage };
  },
);
