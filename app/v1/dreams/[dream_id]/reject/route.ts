import { presentDream } from "@/lib/dreams/present";
import { DreamParams, DreamResource } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";
import { rejectDream } from "@/lib/proposals/reject-dream";
import { RejectDreamBody } from "@/lib/proposals/schema";

export const POST = defineRoute(
  {
    operationId: "rejectDream",
    summary: "Reject a dream's proposal, or hunks of it",
    scope: "dreams:write",
    params: DreamParams,
    body: RejectDreamBody,
    response: DreamResource,
  },
  async ({ ctx, params, body }) =>
    presentDream(await rejectDream(ctx, { dreamId: params.dream_id, reason: body.reason, hunks: body.hunks })),
);
