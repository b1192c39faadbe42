import { defineRoute } from "@/lib/http/define-route";
import { getPolicy } from "@/lib/policies/get-policy";
import { presentPolicy } from "@/lib/policies/present";
import { PolicyResource, SetPolicyBody } from "@/lib/policies/schema";
import { setPolicy } from "@/lib/policies/set-policy";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "getMemoryStorePolicy",
    summary: "Retrieve what may be adopted into a memory store without a person",
    scope: "dreams:read",
    params: StoreParams,
    response: PolicyResource,
  },
  async ({ ctx, params }) => presentPolicy(await getPolicy(ctx, { storeId: params.store_id })),
);

export const POST = defineRoute(
  {
    operationId: "setMemoryStorePolicy",
    summary: "Set what may be adopted into a memory store without a person",
    description:
      "What is not given stays. `auto_adopt` needs the scope memories:write too and at least one kind. Adopted alone is only " +
      "what a clean proposal changes by findings of these kinds, no line that a person wrote, no file that goes, and only " +
      "once enough proposals of the kind were adopted unchanged. Undoing an automatic adoption goes back to " +
      "`review_required`. With `agent_writes` set to `review`, what callers but people in the console write waits in one " +
      "proposal (header `reverie-warnings`: `review:drm_…`), which is read, adopted and rejected like that of a dream; its " +
      "memories are readable by all once it is adopted. Give agents keys without dreams:write, so that they cannot decide.",
    scope: "dreams:write",
    params: StoreParams,
    body: SetPolicyBody,
    response: PolicyResource,
  },
  async ({ ctx, params, body }) => {
    const { review, kinds, adopted_unchanged_min: adoptedUnchangedMin, agent_writes: agentWrites } = body;
    return presentPolicy(
      await setPolicy(ctx, { storeId: params.store_id, review, kinds, adoptedUnchangedMin, agentWrites }),
    );
  },
);
