import { z } from "zod";
import { WebhookDeliveryId } from "@/lib/core/ids";
import { defineJob } from "@/lib/jobs/define-job";

/** The first attempt, at once. Later ones are taken up when they are due (`deliverDue`), so a job is not tried again. */
export const deliverJob = defineJob({
  name: "webhooks.deliver",
  payload: z.strictObject({ deliveryId: WebhookDeliveryId }),
  retry: { attemptsMax: 1, delaySecondsFirst: 5 },
  timeoutSeconds: 30,
  concurrency: 8,
  run: async (ctx, { deliveryId }, signal) => (await import("./deliver")).deliver(ctx, deliveryId, { signal }),
  // The delivery is due again when its time is up.
  giveUp: async () => {},
});
