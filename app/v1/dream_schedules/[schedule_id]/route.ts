import { defineRoute } from "@/lib/http/define-route";
import { getSchedule } from "@/lib/schedules/get-schedule";
import { presentSchedule } from "@/lib/schedules/present";
import { ScheduleParams, ScheduleResource, UpdateScheduleBody } from "@/lib/schedules/schema";
import { readChange } from "@/lib/schedules/settings";
import { updateSchedule } from "@/lib/schedules/update-schedule";

export const GET = defineRoute(
  {
    operationId: "getDreamSchedule",
    summary: "Retrieve a dream schedule",
    scope: "dreams:read",
    params: ScheduleParams,
    response: ScheduleResource,
  },
  async ({ ctx, params }) => presentSchedule(await getSchedule(ctx, params.schedule_id), ctx.now()),
);

export const POST = defineRoute(
  {
    operationId: "updateDreamSchedule",
    summary: "Update a dream schedule",
    description: "With another `cron` or `time_zone` the next run is the first one from now.",
    scope: "dreams:write",
    params: ScheduleParams,
    body: UpdateScheduleBody,
    response: ScheduleResource,
  },
  async ({ ctx, params, body }) =>
    presentSchedule(await updateSchedule(ctx, { scheduleId: params.schedule_id, ...readChange(body) }), ctx.now()),
);
