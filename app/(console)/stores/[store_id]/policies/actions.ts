"use server";

import { z } from "zod";
import { StoreId } from "@/lib/core/ids";
import { defineAction } from "@/lib/http/define-action";
import { SetPolicyBody } from "@/lib/policies/schema";
import { setPolicy } from "@/lib/policies/set-policy";
import { RejectionParams } from "@/lib/proposals/rejection-schema";
import { revokeRejection } from "@/lib/proposals/revoke-rejection";

export const setPolicyAction = defineAction(
  z.strictObject({ store_id: StoreId, ...SetPolicyBody.shape }),
  async (ctx, { store_id: storeId, review, kinds, adopted_unchanged_min, agent_writes: agentWrites }) => {
    await setPolicy(ctx, { storeId, review, kinds, adoptedUnchangedMin: adopted_unchanged_min, agentWrites });
    return null;
  },
);

export const revokeRejectionAction = defineAction(RejectionParams, async (ctx, { store_id, rejection_id }) => {
  await revokeRejection(ctx, { storeId: store_id, rejectionId: rejection_id });
  return null;
});
