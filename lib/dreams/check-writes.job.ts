import { z } from "zod";
import { DreamId } from "@/lib/core/ids";
import { defineJob } from "@/lib/jobs/define-job";

export const checkWritesJob = defineJob({
  name: "dreams.check_writes",
  payload: z.strictObject({ dreamId: DreamId }),
  retry: { attemptsMax: 5, delaySecondsFirst: 1 },
  timeoutSeconds: 300,
  concurrency: 1,
  run: async (ctx, { dreamId }) => (await import("./check-writes")).checkWrites(ctx, dreamId),
  // The sweep queues it again; until then nobody can adopt it.
  giveUp: async () => {},
});
