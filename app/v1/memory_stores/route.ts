import { pageOf } from "@/lib/core/pagination";
import { parseTime, parseTimeUp } from "@/lib/core/time";
import { defineRoute } from "@/lib/http/define-route";
import { createStore } from "@/lib/stores/create-store";
import { listStores } from "@/lib/stores/list-stores";
import { presentStore } from "@/lib/stores/present";
import { CreateStoreBody, ListStoresQuery, StoreResource } from "@/lib/stores/schema";

export const POST = defineRoute(
  {
    operationId: "createMemoryStore",
    summary: "Create a memory store",
    scope: "stores:write",
    body: CreateStoreBody,
    response: StoreResource,
  },
  async ({ ctx, body }) =>
    presentStore(
      await createStore(ctx, {
        name: body.name,
        description: body.description ?? undefined,
        metadata: body.metadata ?? undefined,
      }),
    ),
);

export const GET = defineRoute(
  {
    operationId: "listMemoryStores",
    summary: "List memory stores, newest first",
    scope: "stores:read",
    query: ListStoresQuery,
    response: pageOf(StoreResource),
  },
  async ({ ctx, query }) => {
    const page = await listStores(ctx, {
      createdFrom: parseTimeUp(query["created_at[gte]"] ?? ""),
      createdTo: parseTime(query["created_at[lte]"] ?? ""),
      includeArchived: query.include_archived === "true",
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map(presentStore), next_page: page.nextPage };
  },
);
