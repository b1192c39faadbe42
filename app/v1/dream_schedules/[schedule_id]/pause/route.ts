import { defineRoute } from "@/lib/http/define-route";
import { pauseSchedule } from "@/lib/schedules/pause-schedule";
import { presentSchedule } from "@/lib/schedules/present";
import { ScheduleParams, ScheduleResource } from "@/lib/schedules/schema";

export const POST = defineRoute(
  {
    operationId: "pauseDreamSchedule",
    summary: "Pause a dream schedule",
    description: "Nothing starts but by `POST …/run`.",
    scope: "dreams:write",
    params: ScheduleParams,
    response: ScheduleResource,
  },
  async ({ ctx, params }) => presentSchedule(await pauseSchedule(ctx, params.schedule_id), ctx.now()),
);
