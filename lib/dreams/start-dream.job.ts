import { z } from "zod";
import { DreamId } from "@/lib/core/ids";
import { defineJob } from "@/lib/jobs/define-job";

export const startDreamJob = defineJob({
  name: "dreams.start",
  payload: z.strictObject({ dreamId: DreamId }),
  retry: { attemptsMax: 3, delaySecondsFirst: 2 },
  timeoutSeconds: 120,
  concurrency: 1,
  run: async (ctx, { dreamId }) => (await import("./start-dream")).startDream(ctx, dreamId),
  giveUp: async (ctx, { dreamId }, error) => (await import("./fail-dream")).failDream(ctx, dreamId, error),
});
