import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { listTicks } from "@/lib/schedules/list-ticks";
import { presentTick } from "@/lib/schedules/present";
import { ListTicksQuery, ScheduleParams, TickResource } from "@/lib/schedules/schema";

export const GET = defineRoute(
  {
    operationId: "listDreamScheduleTicks",
    summary: "List what came of a dream schedule's runs, newest first",
    description: "Runs that were skipped are kept for 30 days, the others for good.",
    scope: "dreams:read",
    params: ScheduleParams,
    query: ListTicksQuery,
    response: pageOf(TickResource),
  },
  async ({ ctx, params, query }) => {
    const page = await listTicks(ctx, { scheduleId: params.schedule_id, ...query });
    return { data: page.data.map(presentTick), next_page: page.nextPage };
  },
);
