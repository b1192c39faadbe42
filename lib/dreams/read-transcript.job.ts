import { z } from "zod";
import { DreamId, SessionId } from "@/lib/core/ids";
import { defineJob } from "@/lib/jobs/define-job";

export const readTranscriptJob = defineJob({
  name: "dreams.read_transcript",
  payload: z.strictObject({ dreamId: DreamId, sessionId: SessionId }),
  retry: { attemptsMax: 3, delaySecondsFirst: 2 },
  timeoutSeconds: 600,
  concurrency: 4,
  run: async (ctx, payload, signal) => (await import("./read-transcript")).readTranscript(ctx, payload, signal),
  giveUp: async (ctx, { dreamId }, error) => (await import("./fail-dream")).failDream(ctx, dreamId, error),
});
