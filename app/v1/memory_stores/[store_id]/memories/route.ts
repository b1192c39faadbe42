import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { createMemory } from "@/lib/memories/create-memory";
import { listMemories } from "@/lib/memories/list-memories";
import { presentEntry, presentMemory } from "@/lib/memories/present";
import { CreateMemoryBody, ListMemoriesQuery, MemoryListItem, MemoryResource, viewQuery } from "@/lib/memories/schema";
import { StoreParams } from "@/lib/stores/schema";

export const POST = defineRoute(
  {
    operationId: "createMemory",
    summary: "Create a memory",
    scope: "memories:write",
    params: StoreParams,
    query: viewQuery("basic"),
    warns: true,
    body: CreateMemoryBody,
    response: MemoryResource,
  },
  async ({ ctx, params, query, body }) =>
    presentMemory(await createMemory(ctx, { storeId: params.store_id, ...body }), query.view),
);

export const GET = defineRoute(
  {
    operationId: "listMemories",
    summary: "List memories by path",
    scope: "memories:read",
    params: StoreParams,
    query: ListMemoriesQuery,
    response: pageOf(MemoryListItem),
  },
  async ({ ctx, params, query }) => {
    const page = await listMemories(ctx, {
      storeId: params.store_id,
      pathPrefix: query.path_prefix,
      rollUp: query.depth === "1",
      withContent: query.view === "full",
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map((entry) => presentEntry(entry, query.view)), next_page: page.nextPage };
  },
);
