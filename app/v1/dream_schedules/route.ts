import { pageOf } from "@/lib/core/pagination";
import { defineRoute } from "@/lib/http/define-route";
import { createSchedule } from "@/lib/schedules/create-schedule";
import { listSchedules } from "@/lib/schedules/list-schedules";
import { presentSchedule } from "@/lib/schedules/present";
import { CreateScheduleBody, ListSchedulesQuery, ScheduleResource } from "@/lib/schedules/schema";
import { readNewSchedule } from "@/lib/schedules/settings";

export const POST = defineRoute(
  {
    operationId: "createDreamSchedule",
    summary: "Create a dream schedule",
    description:
      "Its dreams are started in the creator's name. The first run lies ahead: nothing of the past is caught up. Also " +
      "needs `stores:read` and `sessions:read`, as its dreams do.",
    scope: "dreams:write",
    body: CreateScheduleBody,
    response: ScheduleResource,
  },
  async ({ ctx, body }) => {
    const row = await createSchedule(ctx, readNewSchedule(body));
    return presentSchedule({ ...row, lastTick: null }, ctx.now());
  },
);

export const GET = defineRoute(
  {
    operationId: "listDreamSchedules",
    summary: "List dream schedules, newest first",
    scope: "dreams:read",
    query: ListSchedulesQuery,
    response: pageOf(ScheduleResource),
  },
  async ({ ctx, query }) => {
    const page = await listSchedules(ctx, {
      storeId: query.memory_store_id,
      includeArchived: query.include_archived === "true",
      limit: query.limit,
      page: query.page,
    });
    return { data: page.data.map((row) => presentSchedule(row, ctx.now())), next_page: page.nextPage };
  },
);
