import { getDream } from "@/lib/dreams/get-dream";
import { presentDream } from "@/lib/dreams/present";
import { DreamParams, DreamResource } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    operationId: "getDream",
    summary: "Retrieve a dream",
    scope: "dreams:read",
    params: DreamParams,
    response: DreamResource,
  },
  async ({ ctx, params }) => presentDream(await getDream(ctx, params.dream_id)),
);
