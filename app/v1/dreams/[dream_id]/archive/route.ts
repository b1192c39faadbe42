import { archiveDream } from "@/lib/dreams/archive-dream";
import { presentDream } from "@/lib/dreams/present";
import { DreamParams, DreamResource } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    operationId: "archiveDream",
    summary: "Archive a dream that has ended",
    scope: "dreams:write",
    params: DreamParams,
    response: DreamResource,
  },
  async ({ ctx, params }) => presentDream(await archiveDream(ctx, params.dream_id)),
);
