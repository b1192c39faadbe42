import { defineRoute } from "@/lib/http/define-route";
import { archiveSchedule } from "@/lib/schedules/archive-schedule";
import { presentSchedule } from "@/lib/schedules/present";
import { ScheduleParams, ScheduleResource } from "@/lib/schedules/schema";

export const POST = defineRoute(
  {
    operationId: "archiveDreamSchedule",
    summary: "Archive a dream schedule",
    description: "Ends it for good. Its history and its dreams stay; the secret of its hook is forgotten.",
    scope: "dreams:write",
    params: ScheduleParams,
    response: ScheduleResource,
  },
  async ({ ctx, params }) => presentSchedule(await archiveSchedule(ctx, params.schedule_id), ctx.now()),
);
