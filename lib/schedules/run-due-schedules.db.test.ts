import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { DreamId, SessionId, StoreId } from "@/lib/core/ids";
import { createDream } from "@/lib/dreams/create-dream";
import { getDream } from "@/lib/dreams/get-dream";
import { listDreams } from "@/lib/dreams/list-dreams";
import { prepareQueue } from "@/lib/jobs/queue";
import { JOBS } from "@/lib/jobs/registry";
import { archiveSession } from "@/lib/sessions/archive-session";
import { importSession } from "@/lib/sessions/import-session";
import { archiveStore } from "@/lib/stores/archive-store";
import { aContext, aStore, aWorkspace } from "@/lib/testing/builders";
import { type CreateSchedule, createSchedule } from "./create-schedule";
import { deleteOldTicks } from "./delete-old-ticks";
import { getSchedule } from "./get-schedule";
import { listTicks } from "./list-ticks";
import { pauseSchedule } from "./pause-schedule";
import { runDueSchedules } from "./run-due-schedules";
import { runSchedule } from "./run-schedule";
import { unpauseSchedule } from "./unpause-schedule";
import { updateSchedule } from "./update-schedule";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let sessionsMade = 0;

async function aSession(ctx: Context, storeId: StoreId | null, createdAt?: Date): Promise<SessionId> {
  sessionsMade += 1;
  const { session } = await importSession(ctx, {
    format: "managed_agents",
    events: [{ type: "user.message", content: [{ type: "text", text: `session ${sessionsMade}` }] }],
    resources: storeId === null ? [] : [{ type: "memory_store", memory_store_id: storeId }],
    createdAt: createdAt ?? null,
  });
  return session.id;
}

async function setUp(at?: string) {
  const workspace = await aWorkspace();
  await prepareQueue(workspace.db, JOBS);
  const { ctx, advance } = at === undefined ? workspace : aContext(workspace.db, workspace.workspaceId, new Date(at));
  const store = await aStore(ctx);
  const job = { db: ctx.db, now: ctx.now };
  const schedule = (settings: Partial<CreateSchedule["settings"]> = {}) =>
    createSchedule(ctx, { storeId: store.id, settings: { name: "Nightly", modelId: "reverie-local", ...settings } });
  const ticks = async (id: Awaited<ReturnType<typeof schedule>>["id"]) =>
    (await listTicks(ctx, { scheduleId: id, limit: 100 })).data.map(({ cause, outcome, reason }) => ({
      cause,
      outcome,
      reason,
    }));
  const end = (id: DreamId | null, status = "completed") =>
    ctx.db.query("update dreams set status = $2, ended_at = $3, hold_store_id = null where id = $1", [
      id,
      status,
      ctx.now(),
    ]);
  return { ctx, advance, store, job, schedule, ticks, end };
}

test("a due time starts one dream over the new sessions, in the creator's name, and the next time is waited for", async () => {
  const { ctx, advance, store, job, schedule } = await setUp();
  const own = [await aSession(ctx, store.id), await aSession(ctx, store.id)];
  await aSession(ctx, null);
  const { id } = await schedule({ cron: "30 9 * * *", instructions: "Mind the runbooks." });
  await runDueSchedules(job);
  expect((await getSchedule(ctx, id)).lastTick).toBeNull();
  advance(30 * MINUTE);
  await runDueSchedules(job);
  const after = await getSchedule(ctx, id);
  expect(after).toMatchObject({
    nextAt: new Date("2026-11-21T09:30:00Z"),
    lastTick: { outcome: "started", sessionCount: 2 },
  });
  const dream = await getDream(ctx, after.lastTick?.dreamId as DreamId);
  expect(dream).toMatchObject({ sessionIds: own.sort(), instructions: "Mind the runbooks.", actorId: ctx.actor.id });
  await runDueSchedules(job);
  expect((await listDreams(ctx)).data).toHaveLength(1);
});

test("a schedule never runs for a time before it was made", async () => {
  const { ctx, store, job, schedule, ticks } = await setUp("2026-11-20T09:30:00Z");
  await aSession(ctx, store.id);
  const { id, nextAt } = await schedule({ cron: "30 9 * * *" });
  await runDueSchedules(job);
  expect([nextAt, await ticks(id)]).toEqual([new Date("2026-11-21T09:30:00Z"), []]);
});

test("workers that look at once start a tick once", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  await aSession(ctx, store.id);
  const made = await Promise.all(Array.from({ length: 4 }, () => schedule({ cron: "30 9 * * *", dreamsPerDayMax: 1 })));
  advance(30 * MINUTE);
  await Promise.all(Array.from({ length: 5 }, () => runDueSchedules(job)));
  const all = await Promise.all(made.map(({ id }) => ticks(id)));
  expect(all.map((rows) => rows.length)).toEqual([1, 1, 1, 1]);
  const started = all.flat().filter(({ outcome }) => outcome === "started");
  expect((await listDreams(ctx)).data).toHaveLength(started.length);
  expect(started.length).toBeGreaterThan(0);
});

test("callers that run a schedule at once do not go past the day's budget", async () => {
  const { ctx, store, schedule } = await setUp();
  await aSession(ctx, store.id);
  const { id } = await schedule({ dreamsPerDayMax: 1 });
  const ticks = await Promise.all(Array.from({ length: 6 }, () => runSchedule(ctx, id)));
  expect(ticks.filter(({ outcome }) => outcome === "started")).toHaveLength(1);
  expect((await listDreams(ctx)).data).toHaveLength(1);
});

test("of what was missed the newest is caught up once, and the rest is told in one line", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  await aSession(ctx, store.id);
  const { id } = await schedule({ cron: "0 * * * *" });
  advance(5 * HOUR + MINUTE);
  await runDueSchedules(job);
  await runDueSchedules(job);
  expect(await ticks(id)).toEqual([
    { cause: "cron", outcome: "started", reason: null },
    { cause: "cron", outcome: "skipped", reason: "missed while the server was down (4 runs)" },
  ]);
});

test("a worker that dies between the dream and its tick leaves neither, and the next one starts it", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  await aSession(ctx, store.id);
  const { id } = await schedule({ cron: "30 9 * * *" });
  advance(30 * MINUTE);
  const blocker = await ctx.db.pool.connect();
  await blocker.query("begin");
  await blocker.query("lock table dream_schedule_ticks in share mode");
  const dying = runDueSchedules(job);
  const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and query like '%into dream_schedule_ticks%'`;
  let pids: { pid: number }[] = [];
  while (pids.length === 0) pids = await ctx.db.query<{ pid: number }>(waiting);
  await ctx.db.query("select pg_terminate_backend($1)", [pids[0]?.pid]);
  await dying;
  await blocker.query("rollback");
  blocker.release();
  expect([(await listDreams(ctx)).data, await ticks(id)]).toEqual([[], []]);
  await runDueSchedules(job);
  expect([(await listDreams(ctx)).data.length, await ticks(id)]).toMatchObject([1, [{ outcome: "started" }]]);
});

test("every reason to start nothing is told", async () => {
  const { ctx, advance, store, job, schedule, ticks, end } = await setUp();
  const { id } = await schedule({ cron: "0 * * * *", minNewSessions: 2, dreamsPerDayMax: 1 });
  const hour = async () => {
    advance(HOUR);
    await runDueSchedules(job);
    return (await ticks(id))[0]?.reason;
  };
  expect(await hour()).toBe("no new sessions");
  await aSession(ctx, store.id);
  expect(await hour()).toBe("1 of 2 new sessions");
  await aSession(ctx, store.id);
  expect(await hour()).toBeNull();
  const { lastTick } = await getSchedule(ctx, id);
  expect(await hour()).toBe(`dream ${lastTick?.dreamId} of this memory store has not ended`);
  await end(lastTick?.dreamId ?? null);
  expect(await hour()).toBe("the day's budget is used: 1 of 1 dreams");
  await updateSchedule(ctx, { scheduleId: id, settings: { quietFromMinute: 0, quietToMinute: 23 * 60 } });
  expect(await hour()).toBe("quiet hours until 23:00");
  await pauseSchedule(ctx, id);
  expect(await hour()).toBe("the schedule is paused");
  await unpauseSchedule(ctx, id);
  await archiveStore(ctx, store.id);
  expect(await hour()).toBe("the memory store is archived");
});

test("what a dream cannot be made of is a failure with its words", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  await aSession(ctx, store.id);
  const { id } = await schedule({ cron: "0 * * * *" });
  await ctx.db.query("update dream_schedules set model_id = 'gone-engine' where id = $1", [id]);
  advance(HOUR);
  await runDueSchedules(job);
  expect(await ticks(id)).toEqual([
    { cause: "cron", outcome: "failed", reason: expect.stringContaining("model gone-engine is not served here") },
  ]);
});

test("the day's budget counts by days of the time zone", async () => {
  const { ctx, advance, store, job, schedule, ticks, end } = await setUp("2026-11-20T17:00:00Z");
  const { id } = await schedule({ cron: "0 * * * *", timeZone: "Asia/Kathmandu", dreamsPerDayMax: 1 });
  for (const _ of ["23:00", "00:00", "01:00"]) {
    await aSession(ctx, store.id);
    advance(HOUR);
    await runDueSchedules(job);
    await end((await getSchedule(ctx, id)).lastTick?.dreamId ?? null);
  }
  expect((await ticks(id)).map(({ outcome }) => outcome)).toEqual(["skipped", "started", "started"]);
});

test("what does not fit is read by the next dream, oldest first, and nothing is read twice", async () => {
  const { ctx, advance, store, job, schedule, end } = await setUp();
  const sessions: SessionId[] = [];
  for (let at = 0; at < 5; at++)
    sessions.push(await aSession(ctx, store.id, new Date(ctx.now().getTime() - (5 - at) * DAY)));
  const { id } = await schedule({ cron: "0 * * * *", sessionsPerRunMax: 2 });
  const read: SessionId[][] = [];
  const reasons: (string | null | undefined)[] = [];
  for (let run = 0; run < 4; run++) {
    advance(HOUR);
    await runDueSchedules(job);
    const { lastTick } = await getSchedule(ctx, id);
    reasons.push(lastTick?.reason);
    if (lastTick?.dreamId) read.push((await getDream(ctx, lastTick.dreamId)).sessionIds);
    await end(lastTick?.dreamId ?? null);
  }
  const pairs = [sessions.slice(0, 2), sessions.slice(2, 4), sessions.slice(4)].map((ids) => [...ids].sort());
  expect(read).toEqual(pairs);
  expect(reasons).toEqual([
    "the oldest 2 of 5 new sessions",
    "the oldest 2 of 3 new sessions",
    null,
    "no new sessions",
  ]);
});

test("sessions of a dream that failed are new again", async () => {
  const { ctx, advance, store, job, schedule, ticks, end } = await setUp();
  await aSession(ctx, store.id);
  const { id } = await schedule({ cron: "0 * * * *" });
  advance(HOUR);
  await runDueSchedules(job);
  await end((await getSchedule(ctx, id)).lastTick?.dreamId ?? null, "canceled");
  advance(HOUR);
  await runDueSchedules(job);
  expect((await ticks(id)).map(({ outcome }) => outcome)).toEqual(["started", "started"]);
});

test("a window of days leaves older sessions alone; without the attachment all sessions count", async () => {
  const { ctx, store, schedule } = await setUp();
  await aSession(ctx, store.id, new Date(ctx.now().getTime() - 8 * DAY));
  const young = await aSession(ctx, store.id, new Date(ctx.now().getTime() - 6 * DAY));
  const other = await aSession(ctx, null);
  const { id } = await schedule({ windowType: "last_days", windowDays: 7, sessionScope: "workspace" });
  const tick = await runSchedule(ctx, id);
  expect((await getDream(ctx, tick.dreamId as DreamId)).sessionIds).toEqual([young, other].sort());
});

test("a proposal that still waits does not stop the next dream, and is told of", async () => {
  const { ctx, store, schedule } = await setUp();
  await aSession(ctx, store.id);
  const { id } = await schedule();
  const first = await runSchedule(ctx, id);
  await ctx.db.query("update dreams set status = 'completed', ended_at = $2, review_status = 'waiting' where id = $1", [
    first.dreamId,
    ctx.now(),
  ]);
  await aSession(ctx, store.id);
  expect(await runSchedule(ctx, id)).toMatchObject({
    outcome: "started",
    reason: `the proposal of dream ${first.dreamId} still waits for review`,
  });
});

test("after a session ends, the quiet starts anew with every other one, but not for ever", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  const { id } = await schedule({ sessionEndedDebounceSeconds: 60 });
  const session = await aSession(ctx, store.id);
  advance(50_000);
  await archiveSession(ctx, session);
  advance(50_000);
  await runDueSchedules(job);
  expect(await ticks(id)).toEqual([]);
  advance(10_000);
  await runDueSchedules(job);
  expect(await ticks(id)).toEqual([{ cause: "session_ended", outcome: "started", reason: null }]);
  await ctx.db.query("update dreams set status = 'completed', ended_at = now() where store_id = $1", [store.id]);
  for (let at = 0; at < 12; at++) {
    await aSession(ctx, store.id);
    advance(55_000);
    await runDueSchedules(job);
  }
  expect((await ticks(id)).map(({ cause }) => cause)).toEqual(["session_ended", "session_ended"]);
});

test("so many new sessions start a dream, and fewer say nothing", async () => {
  const { ctx, store, job, schedule, ticks } = await setUp();
  const { id } = await schedule({ newSessionsCount: 3 });
  for (const expected of [0, 0, 1]) {
    await aSession(ctx, store.id);
    await runDueSchedules(job);
    expect(await ticks(id)).toHaveLength(expected);
  }
  expect(await ticks(id)).toEqual([{ cause: "new_sessions", outcome: "started", reason: null }]);
});

test("sessions that end while a dream runs are read when it has ended", async () => {
  const { ctx, advance, store, job, schedule, ticks, end } = await setUp();
  const { id } = await schedule({ newSessionsCount: 1 });
  await aSession(ctx, store.id);
  await runDueSchedules(job);
  await aSession(ctx, store.id);
  await runDueSchedules(job);
  expect(await ticks(id)).toHaveLength(1);
  await end((await getSchedule(ctx, id)).lastTick?.dreamId ?? null);
  advance(MINUTE);
  await runDueSchedules(job);
  expect((await ticks(id)).map(({ outcome }) => outcome)).toEqual(["started", "started"]);
});

test("a session that ends is read later when another dream took the store in between", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  const { id } = await schedule({ outputBehavior: "update_existing", sessionEndedDebounceSeconds: 0 });
  const elsewhere = await aStore(ctx);
  const session = await aSession(ctx, elsewhere.id);
  const other = await createDream(ctx, { storeId: elsewhere.id, sessionIds: [session], modelId: "reverie-local" });
  // As if it had taken the store just after the look at it.
  const holds = (storeId: StoreId | null) =>
    ctx.db.query("update dreams set hold_store_id = $2 where id = $1", [other.id, storeId]);
  await holds(store.id);
  await aSession(ctx, store.id);
  await runDueSchedules(job);
  expect(await ticks(id)).toMatchObject([{ cause: "session_ended", outcome: "skipped" }]);
  await holds(null);
  advance(MINUTE);
  await runDueSchedules(job);
  expect((await ticks(id)).map(({ outcome }) => outcome)).toEqual(["started", "skipped"]);
});

test("a session that ends in quiet hours is read after them", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp("2026-11-20T23:00:00Z");
  const { id } = await schedule({ sessionEndedDebounceSeconds: 0, quietFromMinute: 22 * 60, quietToMinute: 6 * 60 });
  await aSession(ctx, store.id);
  await runDueSchedules(job);
  advance(6 * HOUR);
  await runDueSchedules(job);
  expect(await ticks(id)).toEqual([{ cause: "session_ended", outcome: "skipped", reason: "quiet hours until 06:00" }]);
  advance(HOUR);
  await runDueSchedules(job);
  expect((await ticks(id))[0]).toEqual({ cause: "session_ended", outcome: "started", reason: null });
});

test("sessions without the store, and those that end while it is paused, pull nothing", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  const { id } = await schedule({ sessionEndedDebounceSeconds: 0, newSessionsCount: 1 });
  await aSession(ctx, null);
  await pauseSchedule(ctx, id);
  await aSession(ctx, store.id);
  await unpauseSchedule(ctx, id);
  advance(HOUR);
  await runDueSchedules(job);
  expect(await ticks(id)).toEqual([]);
});

test("a pause is not caught up", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  await aSession(ctx, store.id);
  const { id } = await schedule({ cron: "0 * * * *" });
  await pauseSchedule(ctx, id);
  advance(3 * HOUR + MINUTE);
  await unpauseSchedule(ctx, id);
  await runDueSchedules(job);
  expect(await ticks(id)).toEqual([]);
});

test("run starts a dream although the schedule is paused, in quiet hours, and below its minimum", async () => {
  const { ctx, store, schedule } = await setUp("2026-11-20T23:00:00Z");
  await aSession(ctx, store.id);
  const { id } = await schedule({ minNewSessions: 5, quietFromMinute: 22 * 60, quietToMinute: 6 * 60 });
  await pauseSchedule(ctx, id);
  expect(await runSchedule(ctx, id)).toMatchObject({ cause: "run", outcome: "started" });
});

test("a night with two 02:30 starts one dream, and one without it too", async () => {
  for (const at of ["2026-10-24T21:00:00Z", "2026-03-28T21:00:00Z"]) {
    const { ctx, advance, store, job, schedule } = await setUp(at);
    await schedule({ cron: "30 2 * * *", timeZone: "Europe/Berlin" });
    for (let quarter = 0; quarter < 4 * 12; quarter++) {
      await aSession(ctx, store.id);
      advance(15 * MINUTE);
      await runDueSchedules(job);
      await ctx.db.query(
        "update dreams set status = 'completed', ended_at = now() where store_id = $1 and ended_at is null",
        [store.id],
      );
    }
    expect((await listDreams(ctx)).data).toHaveLength(1);
  }
});

test("what was skipped is forgotten after a month; what started stays", async () => {
  const { ctx, advance, store, job, schedule, ticks } = await setUp();
  const { id } = await schedule({ cron: "0 10 20 11 *" });
  advance(HOUR);
  await runDueSchedules(job);
  await aSession(ctx, store.id);
  await runSchedule(ctx, id);
  advance(31 * DAY);
  await deleteOldTicks(job);
  expect((await ticks(id)).map(({ outcome }) => outcome)).toEqual(["started"]);
});
