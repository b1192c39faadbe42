import { getWakeTest } from "@/lib/dreams/get-wake-test";
import { DreamParams } from "@/lib/dreams/schema";
import { defineRoute } from "@/lib/http/define-route";
import { presentWakeTest } from "@/lib/wake/present";
import { WakeTestResource } from "@/lib/wake/schema";

export const GET = defineRoute(
  {
    operationId: "getDreamWakeTest",
    summary: "What a store could answer before and after a dream's proposal",
    description:
      "Facts with values that the transcripts state are looked up in the old and in the proposed store, by their words, " +
      "without a model: a question is answered when its value stands in one of the three passages that fit best.",
    scope: "dreams:read",
    params: DreamParams,
    response: WakeTestResource,
  },
  async ({ ctx, params }) => presentWakeTest(params.dream_id, await getWakeTest(ctx, { dreamId: params.dream_id })),
);
