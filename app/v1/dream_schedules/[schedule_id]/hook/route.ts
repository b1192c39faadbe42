import { defineSignedRoute } from "@/lib/http/define-signed-route";
import { presentTick } from "@/lib/schedules/present";
import { receiveHook } from "@/lib/schedules/receive-hook";
import { HookCall, ScheduleParams, TickResource } from "@/lib/schedules/schema";

export const POST = defineSignedRoute(
  {
    operationId: "callDreamScheduleHook",
    summary: "Start a dream by a signed call",
    description:
      "For tools that send webhooks: an incident was resolved. Signed as the Standard Webhooks specification says, with the " +
      "schedule's secret: headers `webhook-id`, `webhook-timestamp` (at most five minutes off) and `webhook-signature` " +
      "(`v1,` and the base64 of HMAC-SHA-256 over id, timestamp and body, joined by dots). The same `webhook-id` again " +
      "answers the same tick and starts nothing. The body is read for the hook's filter and then forgotten.",
    scope: "dreams:write",
    params: ScheduleParams,
    body: HookCall,
    bytesMax: 65_536,
    response: TickResource,
  },
  async ({ job, params, headers, body }) => {
    const id = headers.get("webhook-id") ?? "";
    const timestamp = headers.get("webhook-timestamp") ?? "";
    const signature = headers.get("webhook-signature") ?? "";
    return presentTick(
      await receiveHook(job, { scheduleId: params.schedule_id, call: { id, timestamp, signature, body } }),
    );
  },
);
