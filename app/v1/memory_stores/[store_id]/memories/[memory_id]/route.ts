import { defineRoute } from "@/lib/http/define-route";
import { deleteMemory } from "@/lib/memories/delete-memory";
import { getMemory } from "@/lib/memories/get-memory";
import { presentMemory } from "@/lib/memories/present";
import {
  DeletedMemoryResource,
  DeleteMemoryQuery,
  MemoryParams,
  MemoryResource,
  UpdateMemoryBody,
  viewQuery,
} from "@/lib/memories/schema";
import { updateMemory } from "@/lib/memories/update-memory";

export const GET = defineRoute(
  {
    operationId: "getMemory",
    summary: "Retrieve a memory",
    scope: "memories:read",
    params: MemoryParams,
    query: viewQuery("full"),
    response: MemoryResource,
  },
  async ({ ctx, params, query }) =>
    presentMemory(await getMemory(ctx, { storeId: params.store_id, memoryId: params.memory_id }), query.view),
);

export const POST = defineRoute(
  {
    operationId: "updateMemory",
    summary: "Update a memory's content, path or both",
    scope: "memories:write",
    params: MemoryParams,
    query: viewQuery("basic"),
    warns: true,
    body: UpdateMemoryBody,
    response: MemoryResource,
  },
  async ({ ctx, params, query, body }) =>
    presentMemory(
      await updateMemory(ctx, {
        storeId: params.store_id,
        memoryId: params.memory_id,
        content: body.content,
        path: body.path,
        expectedSha256: body.precondition?.content_sha256,
      }),
      query.view,
    ),
);

export const DELETE = defineRoute(
  {
    operationId: "deleteMemory",
    summary: "Delete a memory; its versions stay",
    scope: "memories:write",
    params: MemoryParams,
    query: DeleteMemoryQuery,
    warns: true,
    response: DeletedMemoryResource,
  },
  async ({ ctx, params, query }) => {
    await deleteMemory(ctx, {
      storeId: params.store_id,
      memoryId: params.memory_id,
      expectedSha256: query.expected_content_sha256,
    });
    return { id: params.memory_id, type: "memory_deleted" as const };
  },
);
