import { defineRoute } from "@/lib/http/define-route";
import { editMemory } from "@/lib/memories/edit-memory";
import { presentMemory } from "@/lib/memories/present";
import { EditMemoryBody, MemoryParams, MemoryResource, viewQuery } from "@/lib/memories/schema";

export const POST = defineRoute(
  {
    operationId: "editMemory",
    summary: "Replace a part of a memory's content",
    description:
      "The edit is made on the content that stands when its turn comes, so clients that edit different places of one " +
      "memory at the same time all succeed. A text that is gone or not unique is a 409 and changes nothing.",
    scope: "memories:write",
    params: MemoryParams,
    query: viewQuery("basic"),
    warns: true,
    body: EditMemoryBody,
    response: MemoryResource,
  },
  async ({ ctx, params, query, body }) =>
    presentMemory(
      await editMemory(ctx, {
        storeId: params.store_id,
        memoryId: params.memory_id,
        oldText: body.old_string,
        newText: body.new_string,
        replaceAll: body.replace_all ?? false,
        expectedSha256: body.precondition?.content_sha256,
      }),
      query.view,
    ),
);
