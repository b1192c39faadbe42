import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { Scope } from "@/lib/auth/scopes";
import { archiveStore } from "@/lib/stores/archive-store";
import { deleteStore } from "@/lib/stores/delete-store";
import { aStore, aWorkspace } from "@/lib/testing/builders";
import { archiveSchedule } from "./archive-schedule";
import { createSchedule } from "./create-schedule";
import { getSchedule } from "./get-schedule";
import { listSchedules } from "./list-schedules";
import { listTicks } from "./list-ticks";
import { pauseSchedule } from "./pause-schedule";
import { previewRuns } from "./preview-runs";
import { rotateHookSecret } from "./rotate-hook-secret";
import { runSchedule } from "./run-schedule";
import { unpauseSchedule } from "./unpause-schedule";
import { updateSchedule } from "./update-schedule";

const SETTINGS = { name: "Nightly", modelId: "reverie-local", cron: "30 2 * * *" };

async function aSchedule(settings: Partial<Parameters<typeof createSchedule>[1]["settings"]> = {}) {
  const workspace = await aWorkspace();
  const store = await aStore(workspace.ctx);
  const schedule = await createSchedule(workspace.ctx, { storeId: store.id, settings: { ...SETTINGS, ...settings } });
  return { ...workspace, store, schedule };
}

const without = (ctx: Context, scope: Scope): Context => ({
  ...ctx,
  scopes: new Set([...ctx.scopes].filter((each) => each !== scope)),
});

test("a schedule that writes into its store is made, changed and run only by who may write there", async () => {
  const { ctx, store, schedule } = await aSchedule({ outputBehavior: "update_existing" });
  const reader = without(ctx, "memories:write");
  const refused = { code: "permission" };
  const settings = { ...SETTINGS, outputBehavior: "update_existing" as const };
  await expect(createSchedule(reader, { storeId: store.id, settings })).rejects.toMatchObject(refused);
  await expect(updateSchedule(reader, { scheduleId: schedule.id, settings: { name: "x" } })).rejects.toMatchObject(
    refused,
  );
  await expect(unpauseSchedule(reader, schedule.id)).rejects.toMatchObject(refused);
  await expect(runSchedule(reader, schedule.id)).rejects.toMatchObject(refused);
  await expect(rotateHookSecret(reader, schedule.id)).rejects.toMatchObject(refused);
  const other = await createSchedule(reader, { storeId: store.id, settings: SETTINGS });
  const change = { outputBehavior: "update_existing" as const };
  await expect(updateSchedule(reader, { scheduleId: other.id, settings: change })).rejects.toMatchObject(refused);
});

test("a key that may only read changes nothing", async () => {
  const { ctx, store, schedule } = await aSchedule();
  const reader = without(ctx, "dreams:write");
  const attempts = [
    createSchedule(reader, { storeId: store.id, settings: SETTINGS }),
    updateSchedule(reader, { scheduleId: schedule.id, settings: { name: "x" } }),
    pauseSchedule(reader, schedule.id),
    archiveSchedule(reader, schedule.id),
    runSchedule(reader, schedule.id),
  ];
  for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: "permission" });
  expect(await getSchedule(reader, schedule.id)).toEqual({ ...schedule, lastTick: null });
  expect(previewRuns(reader, { cron: "30 2 * * *", timeZone: "UTC" }).runs).toHaveLength(5);
});

test("another workspace's schedule is not found", async () => {
  const { schedule } = await aSchedule();
  const { ctx } = await aWorkspace();
  const missing = { code: "not_found" };
  await expect(getSchedule(ctx, schedule.id)).rejects.toMatchObject(missing);
  await expect(listTicks(ctx, { scheduleId: schedule.id })).rejects.toMatchObject(missing);
  await expect(updateSchedule(ctx, { scheduleId: schedule.id, settings: {} })).rejects.toMatchObject(missing);
  await expect(runSchedule(ctx, schedule.id)).rejects.toMatchObject(missing);
  expect((await listSchedules(ctx)).data).toEqual([]);
});

test("an archived store, a foreign one and an unknown engine get no schedule", async () => {
  const { ctx, store, schedule } = await aSchedule();
  const other = await aSchedule();
  await expect(createSchedule(ctx, { storeId: other.store.id, settings: SETTINGS })).rejects.toMatchObject({
    code: "not_found",
  });
  const unknown = { modelId: "gone-engine" };
  await expect(updateSchedule(ctx, { scheduleId: schedule.id, settings: unknown })).rejects.toMatchObject({
    code: "invalid_request",
  });
  await archiveStore(ctx, store.id);
  await expect(createSchedule(ctx, { storeId: store.id, settings: SETTINGS })).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test("an update that changes nothing moves no time; another cron is waited for from now", async () => {
  const { ctx, advance, schedule } = await aSchedule();
  advance(60_000);
  const same = await updateSchedule(ctx, { scheduleId: schedule.id, settings: { name: "Nightly" } });
  expect(same.updatedAt).toEqual(schedule.updatedAt);
  const renamed = await updateSchedule(ctx, { scheduleId: schedule.id, settings: { name: "Night" } });
  expect([renamed.updatedAt, renamed.nextAt]).toEqual([ctx.now(), schedule.nextAt]);
  const hourly = await updateSchedule(ctx, { scheduleId: schedule.id, settings: { cron: "0 * * * *" } });
  expect(hourly.nextAt).toEqual(new Date("2026-11-20T10:00:00Z"));
  const zoned = await updateSchedule(ctx, { scheduleId: schedule.id, settings: { timeZone: "Asia/Kathmandu" } });
  expect(zoned.nextAt).toEqual(new Date("2026-11-20T09:15:00Z"));
  expect((await updateSchedule(ctx, { scheduleId: schedule.id, settings: { cron: null } })).nextAt).toBeNull();
});

test("changes at once are both kept", async () => {
  const { ctx, schedule } = await aSchedule();
  await Promise.all([
    updateSchedule(ctx, { scheduleId: schedule.id, settings: { name: "Night" } }),
    updateSchedule(ctx, { scheduleId: schedule.id, settings: { minNewSessions: 4 } }),
    pauseSchedule(ctx, schedule.id),
  ]);
  expect(await getSchedule(ctx, schedule.id)).toMatchObject({ name: "Night", minNewSessions: 4, isPaused: true });
});

test("archiving forgets the hook's secret, hides the schedule and cannot be undone", async () => {
  const { ctx, schedule } = await aSchedule({ hookEnabled: true });
  await rotateHookSecret(ctx, schedule.id);
  const archived = await archiveSchedule(ctx, schedule.id);
  expect(archived).toMatchObject({ secret: null, hookId: null, nextAt: null, archivedAt: ctx.now() });
  expect(await archiveSchedule(ctx, schedule.id)).toEqual(archived);
  expect((await listSchedules(ctx)).data).toEqual([]);
  await expect(unpauseSchedule(ctx, schedule.id)).rejects.toMatchObject({ code: "invalid_request" });
});

test("pages of schedules hold each once, newest first", async () => {
  const { ctx, advance, store, schedule } = await aSchedule();
  const ids = [schedule.id];
  for (let count = 0; count < 4; count++) {
    advance(1_000);
    ids.unshift((await createSchedule(ctx, { storeId: store.id, settings: SETTINGS })).id);
  }
  const seen: string[] = [];
  let page: string | undefined;
  do {
    const next = await listSchedules(ctx, { limit: 2, page });
    seen.push(...next.data.map(({ id }) => id));
    page = next.nextPage ?? undefined;
  } while (page !== undefined);
  expect(seen).toEqual(ids);
});

test("a store that is deleted takes its schedules along", async () => {
  const { ctx, store, schedule } = await aSchedule();
  await deleteStore(ctx, store.id);
  await expect(getSchedule(ctx, schedule.id)).rejects.toMatchObject({ code: "not_found" });
});
