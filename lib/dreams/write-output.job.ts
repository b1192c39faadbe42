import { z } from "zod";
import { DreamId } from "@/lib/core/ids";
import { defineJob } from "@/lib/jobs/define-job";

export const writeOutputJob = defineJob({
  name: "dreams.write_output",
  payload: z.strictObject({ dreamId: DreamId }),
  retry: { attemptsMax: 3, delaySecondsFirst: 2 },
  timeoutSeconds: 600,
  concurrency: 1,
  run: async (ctx, { dreamId }) => (await import("./write-output")).writeOutput(ctx, dreamId),
  giveUp: async (ctx, { dreamId }, error) => (await import("./fail-dream")).failDream(ctx, dreamId, error),
});
