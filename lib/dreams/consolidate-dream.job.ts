import { z } from "zod";
import { DreamId } from "@/lib/core/ids";
import { defineJob } from "@/lib/jobs/define-job";

export const consolidateDreamJob = defineJob({
  name: "dreams.consolidate",
  payload: z.strictObject({ dreamId: DreamId }),
  retry: { attemptsMax: 3, delaySecondsFirst: 2 },
  timeoutSeconds: 900,
  concurrency: 1,
  run: async (ctx, { dreamId }, signal) => (await import("./consolidate-dream")).consolidateDream(ctx, dreamId, signal),
  giveUp: async (ctx, { dreamId }, error) => (await import("./fail-dream")).failDream(ctx, dreamId, error),
});
