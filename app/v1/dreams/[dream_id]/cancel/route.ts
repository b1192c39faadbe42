import { cancelDream } from "@/lib/dreams/cancel-dream";
import { presentDream } from "@/lib/dreams/present";
import { DreamParams, DreamResource } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    operationId: "cancelDream",
    summary: "Cancel a dream that has not ended",
    scope: "dreams:write",
    params: DreamParams,
    response: DreamResource,
  },
  async ({ ctx, params }) => presentDream(await cancelDream(ctx, params.dream_id)),
);
