import { defineRoute } from "@/lib/http/define-route";
import { presentTick } from "@/lib/schedules/present";
import { runSchedule } from "@/lib/schedules/run-schedule";
import { ScheduleParams, TickResource } from "@/lib/schedules/schema";

export const POST = defineRoute(
  {
    operationId: "runDreamSchedule",
    summary: "Run a dream schedule now",
    description:
      "Whatever its cron, pause, quiet hours and minimum say; one new session is enough. The day's budget holds, and a " +
      "store has one dream at a time: then `outcome` is `skipped`, and `reason` says why.",
    scope: "dreams:write",
    params: ScheduleParams,
    response: TickResource,
  },
  async ({ ctx, params }) => presentTick(await runSchedule(ctx, params.schedule_id)),
);
