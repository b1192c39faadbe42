import { defineRoute } from "@/lib/http/define-route";
import { presentSchedule } from "@/lib/schedules/present";
import { ScheduleParams, ScheduleResource } from "@/lib/schedules/schema";
import { unpauseSchedule } from "@/lib/schedules/unpause-schedule";

export const POST = defineRoute(
  {
    operationId: "unpauseDreamSchedule",
    summary: "Let a paused dream schedule go on",
    description: "With the first run from now; nothing of the pause is caught up.",
    scope: "dreams:write",
    params: ScheduleParams,
    response: ScheduleResource,
  },
  async ({ ctx, params }) => presentSchedule(await unpauseSchedule(ctx, params.schedule_id), ctx.now()),
);
