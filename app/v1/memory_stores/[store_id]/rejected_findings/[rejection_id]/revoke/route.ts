import { defineRoute } from "@/lib/http/define-route";
import { presentRejection } from "@/lib/proposals/present-rejection";
import { RejectionParams, RejectionResource } from "@/lib/proposals/rejection-schema";
import { revokeRejection } from "@/lib/proposals/revoke-rejection";

export const POST = defineRoute(
  {
    operationId: "revokeRejectedFinding",
    summary: "Let dreams propose a rejected finding again",
    scope: "dreams:write",
    params: RejectionParams,
    response: RejectionResource,
  },
  async ({ ctx, params }) =>
    presentRejection(await revokeRejection(ctx, { storeId: params.store_id, rejectionId: params.rejection_id })),
);
