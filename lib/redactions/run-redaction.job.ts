import { z } from "zod";
import { RedactionId } from "@/lib/core/ids";
import { defineJob } from "@/lib/jobs/define-job";

export const runRedactionJob = defineJob({
  name: "redactions.run",
  payload: z.strictObject({ redactionId: RedactionId }),
  retry: { attemptsMax: 5, delaySecondsFirst: 5 },
  timeoutSeconds: 3_600,
  concurrency: 1,
  run: async (ctx, { redactionId }, signal) => (await import("./run-redaction")).runRedaction(ctx, redactionId, signal),
  giveUp: async (ctx, { redactionId }) => (await import("./fail-redactions")).failRedactions(ctx, [redactionId]),
});
