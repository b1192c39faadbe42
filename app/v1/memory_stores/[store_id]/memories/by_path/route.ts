import { defineRoute } from "@/lib/http/define-route";
import { getMemoryByPath } from "@/lib/memories/get-memory-by-path";
import { MemoryPath } from "@/lib/memories/path";
import { presentMemory } from "@/lib/memories/present";
import { MemoryResource, viewQuery } from "@/lib/memories/schema";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "getMemoryByPath",
    summary: "Read the memory at a path",
    description: "When nothing lives at the path, the message names the nearest directory or memory above it.",
    scope: "memories:read",
    params: StoreParams,
    query: viewQuery("full").extend({ path: MemoryPath }),
    response: MemoryResource,
  },
  async ({ ctx, params, query }) =>
    presentMemory(await getMemoryByPath(ctx, { storeId: params.store_id, path: query.path }), query.view),
);
