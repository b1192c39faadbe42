"use server";

import { z } from "zod";
import { ScheduleId } from "@/lib/core/ids";
import { defineAction } from "@/lib/http/define-action";
import { archiveSchedule } from "@/lib/schedules/archive-schedule";
import { createSchedule } from "@/lib/schedules/create-schedule";
import { zoneText } from "@/lib/schedules/local-time";
import { pauseSchedule } from "@/lib/schedules/pause-schedule";
import { previewRuns } from "@/lib/schedules/preview-runs";
import { rotateHookSecret } from "@/lib/schedules/rotate-hook-secret";
import { runSchedule } from "@/lib/schedules/run-schedule";
import { CreateScheduleBody, CronPattern, TimeZone, UpdateScheduleBody } from "@/lib/schedules/schema";
import { readChange, readNewSchedule } from "@/lib/schedules/settings";
import { unpauseSchedule } from "@/lib/schedules/unpause-schedule";
import { updateSchedule } from "@/lib/schedules/update-schedule";
import { toTickItem } from "./_present/schedule-item";

const ById = z.object({ schedule_id: ScheduleId });

export const previewCronAction = defineAction(
  z.object({ time_zone: TimeZone, cron: CronPattern }),
  async (ctx, { cron, time_zone: timeZone }) => {
    const { words, runs } = previewRuns(ctx, { cron, timeZone });
    return { words, runs: runs.map((run) => zoneText(run, timeZone)) };
  },
);

export const createScheduleAction = defineAction(CreateScheduleBody, async (ctx, input) => {
  const { id } = await createSchedule(ctx, readNewSchedule(input));
  return { id };
});

export const updateScheduleAction = defineAction(
  UpdateScheduleBody.extend(ById.shape),
  async (ctx, { schedule_id: scheduleId, ...body }) => {
    await updateSchedule(ctx, { scheduleId, ...readChange(body) });
    return null;
  },
);

export const runScheduleAction = defineAction(ById, async (ctx, input) =>
  toTickItem(await runSchedule(ctx, input.schedule_id)),
);

export const pauseScheduleAction = defineAction(ById, async (ctx, input) => {
  await pauseSchedule(ctx, input.schedule_id);
  return null;
});

export const unpauseScheduleAction = defineAction(ById, async (ctx, input) => {
  await unpauseSchedule(ctx, input.schedule_id);
  return null;
});

export const archiveScheduleAction = defineAction(ById, async (ctx, input) => {
  await archiveSchedule(ctx, input.schedule_id);
  return null;
});

export const rotateHookSecretAction = defineAction(ById, async (ctx, input) => {
  const { secret } = await rotateHookSecret(ctx, input.schedule_id);
  return { secret };
});
