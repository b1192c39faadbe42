import { presentDream } from "@/lib/dreams/present";
import { DreamParams, DreamResource } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";
import { adoptDream } from "@/lib/proposals/adopt-dream";
import { AdoptDreamBody } from "@/lib/proposals/schema";

export const POST = defineRoute(
  {
    operationId: "adoptDream",
    summary: "Adopt all or chosen files of a dream's proposal",
    scope: "dreams:write",
    params: DreamParams,
    body: AdoptDreamBody,
    response: DreamResource,
  },
  async ({ ctx, params, body }) =>
    presentDream(
      await adoptDream(ctx, { dreamId: params.dream_id, proposalSha256: body.proposal_sha256, paths: body.paths }),
    ),
);
