import { presentDream } from "@/lib/dreams/present";
import { DreamParams, DreamResource } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";
import { adoptDream } from "@/lib/proposals/adopt-dream";
import { AdoptDreamBody } from "@/lib/proposals/schema";

export const POST = defineRoute(
  {
    operationId: "adoptDream",
    summary: "Adopt all or part of a dream's proposal",
    description:
      "In one transaction, merged with what was written to the store meanwhile. A conflict that cannot be merged answers 409 with `error.conflicts`: base, live and proposed text of each file, to be ended in `resolutions`. Taking more than 10 % of the store away needs `confirm_deletions`.",
    scope: "dreams:write",
    params: DreamParams,
    body: AdoptDreamBody,
    response: DreamResource,
  },
  async ({ ctx, params, body }) => {
    const { proposal_sha256, confirm_deletions, ...choices } = body;
    const input = { dreamId: params.dream_id, proposalSha256: proposal_sha256, confirmDeletions: confirm_deletions };
    return presentDream(await adoptDream(ctx, { ...input, ...choices }));
  },
);
