import { presentDream } from "@/lib/dreams/present";
import { DreamParams, DreamResource } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";
import { UseOutputBody } from "@/lib/proposals/schema";
import { useOutputStore } from "@/lib/proposals/use-output-store";

export const POST = defineRoute(
  {
    operationId: "useDreamOutput",
    summary: "Go on with a dream's output store and archive its input store",
    scope: "dreams:write",
    params: DreamParams,
    body: UseOutputBody,
    response: DreamResource,
  },
  async ({ ctx, params, body }) =>
    presentDream(await useOutputStore(ctx, { dreamId: params.dream_id, proposalSha256: body.proposal_sha256 })),
);
