import { getBlame } from "@/lib/history/get-blame";
import { presentBlame } from "@/lib/history/present";
import { BlameResource, GetBlameQuery } from "@/lib/history/schema";
import { defineRoute } from "@/lib/http/define-route";
import { MemoryParams } from "@/lib/memories/schema";

export const GET = defineRoute(
  {
    operationId: "getMemoryBlame",
    summary: "Tell which version brought each line of a memory",
    description:
      "Follows the memory across renames. A line that went and came back belongs to the version that brought it back.",
    scope: "memories:read",
    params: MemoryParams,
    query: GetBlameQuery,
    response: BlameResource,
  },
  async ({ ctx, params, query, request }) =>
    presentBlame(
      await getBlame(ctx, {
        storeId: params.store_id,
        memoryId: params.memory_id,
        versionId: query.version_id,
        limit: query.limit,
        page: query.page,
        signal: request.signal,
      }),
    ),
);
