import { parseTime } from "@/lib/core/time";
import { getEffect } from "@/lib/effect/get-effect";
import { presentEffect } from "@/lib/effect/present";
import { EffectResource, GetEffectQuery } from "@/lib/effect/schema";
import { defineRoute } from "@/lib/http/define-route";
import { StoreParams } from "@/lib/stores/schema";

export const GET = defineRoute(
  {
    operationId: "getMemoryStoreEffect",
    summary: "How sessions with a store went, before and after each adoption",
    description:
      "Per session: tool errors, mistakes that could have been known, corrections by people, tokens and outcome grades; and " +
      "for each adoption the means before and after it with a confidence interval. A comparison in time, not an " +
      "experiment. Needs `memories:read` too. Transcripts are read once, for about a second per request: ask again until " +
      "`pending` is 0.",
    scope: "sessions:read",
    params: StoreParams,
    query: GetEffectQuery,
    response: EffectResource,
  },
  async ({ ctx, params, query, request }) =>
    presentEffect(
      await getEffect(ctx, {
        storeId: params.store_id,
        from: parseTime(query.from ?? "") ?? undefined,
        to: parseTime(query.to ?? "") ?? undefined,
        agentId: query.agent_id,
        signal: request.signal,
      }),
    ),
);
