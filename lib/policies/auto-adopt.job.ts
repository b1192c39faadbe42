import { z } from "zod";
import { DreamId } from "@/lib/core/ids";
import { defineJob } from "@/lib/jobs/define-job";

export const autoAdoptJob = defineJob({
  name: "policies.auto_adopt",
  payload: z.strictObject({ dreamId: DreamId }),
  retry: { attemptsMax: 3, delaySecondsFirst: 2 },
  timeoutSeconds: 600,
  concurrency: 1,
  run: async (ctx, { dreamId }) => (await import("./auto-adopt")).autoAdopt(ctx, dreamId),
  // The proposal goes on waiting for a person.
  giveUp: async () => {},
});
