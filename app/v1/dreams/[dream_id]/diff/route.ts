import { DreamParams } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { presentDreamDiff } from "@/lib/proposals/present";
import { DreamDiffResource, GetDiffQuery } from "@/lib/proposals/schema";

export const GET = defineRoute(
  {
    operationId: "getDreamDiff",
    summary: "What a dream proposes: files, hunks and the findings behind them",
    scope: "dreams:read",
    params: DreamParams,
    query: GetDiffQuery,
    response: DreamDiffResource,
  },
  async ({ ctx, params, query }) =>
    presentDreamDiff(
      await getDreamDiff(ctx, {
        dreamId: params.dream_id,
        includeDecided: query.include_decided === "true",
        includeTexts: query.include_texts === "true",
        paths: query.paths,
      }),
    ),
);
