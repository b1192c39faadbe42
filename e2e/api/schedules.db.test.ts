import { execFileSync } from "node:child_process";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { signedCallScript } from "@/lib/core/signed-call-script";
import type { HookSecretResource, ScheduleResource, TickResource } from "@/lib/schedules/schema";
import { testDatabase } from "@/lib/testing/database";
import { apiServer } from "./server";

const api = apiServer();
const BASE = "/v1/dream_schedules";

type Page<T> = { data: T[]; next_page: string | null };

async function aStoreWithSession(): Promise<string> {
  const { beta } = api.client;
  const store = await beta.memoryStores.create({ name: "Team SRE" });
  await api.client.post("/v1/sessions/import", {
    body: {
      format: "managed_agents",
      events: [{ type: "user.message", content: [{ type: "text", text: `about ${store.id}` }] }],
      resources: [{ type: "memory_store", memory_store_id: store.id }],
    },
  });
  return store.id;
}

async function aSchedule(body: Record<string, unknown> = {}): Promise<ScheduleResource> {
  const memory_store_id = await aStoreWithSession();
  return api.client.post<ScheduleResource>(BASE, {
    body: { memory_store_id, name: "Nightly", model: "reverie-local", ...body },
  });
}

test("a schedule is made, read, changed in part, paused, listed and archived", async () => {
  const made = await aSchedule({
    cron: "30 2 * * *",
    time_zone: "Asia/Kathmandu",
    quiet_hours: { from: "22:00", to: "01:00" },
  });
  expect(made).toMatchObject({
    type: "dream_schedule",
    window: { type: "since_last_completed_dream" },
    session_scope: "attached",
    min_new_sessions: 1,
    output_behavior: { type: "create_new" },
    budget: { max_sessions_per_run: 100, max_dreams_per_day: 24 },
    quiet_hours: { from: "22:00", to: "01:00" },
    triggers: { session_ended: null, new_sessions: null, hook: null },
    paused: false,
    last_tick: null,
  });
  expect(made.next_runs).toHaveLength(5);
  for (const run of made.next_runs) expect(run).toMatch(/T20:45:00\.000000Z$/);
  expect(await api.client.get(`${BASE}/${made.id}`)).toEqual(made);

  const changed = await api.client.post<ScheduleResource>(`${BASE}/${made.id}`, {
    body: { quiet_hours: null, budget: { max_dreams_per_day: 2 }, triggers: { session_ended: {} } },
  });
  expect(changed).toEqual({
    ...made,
    quiet_hours: null,
    budget: { max_sessions_per_run: 100, max_dreams_per_day: 2 },
    triggers: { ...made.triggers, session_ended: { debounce_seconds: 300 } },
    updated_at: changed.updated_at,
  });
  const paused = await api.client.post<ScheduleResource>(`${BASE}/${made.id}/pause`);
  expect([paused.paused, paused.next_runs]).toEqual([true, []]);
  expect((await api.client.post<ScheduleResource>(`${BASE}/${made.id}/unpause`)).next_runs).toHaveLength(5);

  const listed = async (query: string) =>
    (await api.client.get<Page<ScheduleResource>>(`${BASE}?memory_store_id=${made.memory_store_id}${query}`)).data
      .length;
  expect(await listed("")).toBe(1);
  const archived = await api.client.post<ScheduleResource>(`${BASE}/${made.id}/archive`);
  expect([archived.next_runs, archived.archived_at]).toEqual([[], expect.any(String)]);
  expect([await listed(""), await listed("&include_archived=true")]).toEqual([0, 1]);
  await expect(api.client.post(`${BASE}/${made.id}/run`)).rejects.toMatchObject({ status: 400 });
});

test("run answers the tick, the history pages, and the schedule shows the newest", async () => {
  const { id } = await aSchedule();
  const started = await api.client.post<TickResource>(`${BASE}/${id}/run`);
  expect(started).toMatchObject({ cause: "run", outcome: "started", reason: null, session_count: 1 });
  const dream = await api.client.beta.dreams.retrieve(started.dream_id ?? "");
  expect(dream.model.id).toBe("reverie-local");
  const again = await api.client.post<TickResource>(`${BASE}/${id}/run`);
  expect(again.outcome).toBe("skipped");
  const first = await api.client.get<Page<TickResource>>(`${BASE}/${id}/ticks?limit=1`);
  const second = await api.client.get<Page<TickResource>>(`${BASE}/${id}/ticks?limit=1&page=${first.next_page}`);
  expect([...first.data, ...second.data]).toEqual([again, started]);
  expect(second.next_page).toBeNull();
  expect((await api.client.get<ScheduleResource>(`${BASE}/${id}`)).last_tick).toEqual(again);
});

test.each([
  [{ timezone: "Europe/Berlin" }, /timezone/],
  [{ cron: "61 * * * *" }, /Invalid value for minute/],
  [{ cron: "@daily" }, /five fields/],
  [{ time_zone: "Mars/Olympus" }, /time_zone must be the IANA name/],
  [{ window: { type: "last_days", days: 366 } }, /window.days must be a whole number from 1 to 365/],
  [{ quiet_hours: { from: "25:00", to: "06:00" } }, /such as 22:00/],
  [{ quiet_hours: { from: "06:00", to: "06:00" } }, /must differ/],
  [{ min_new_sessions: 5, budget: { max_sessions_per_run: 4 } }, /min_new_sessions must be at most/],
  [{ model: "nobody" }, /not served here/],
  [{ output_behavior: { type: "update_existing", memory_store_id: "memstore_other" } }, /schedule's own memory store/],
])("%j is refused with words", async (body, words) => {
  await expect(aSchedule(body)).rejects.toMatchObject({ status: 400, message: expect.stringMatching(words) });
});

async function aHook(filter: unknown = null): Promise<{ id: string; secret: string }> {
  const { id } = await aSchedule({ triggers: { hook: { filter } } });
  const { secret } = await api.client.post<HookSecretResource>(`${BASE}/${id}/hook_secret`);
  return { id, secret };
}

type Call = { id: string; secret: string; message?: string; body?: string; sentAt?: Date };

/** As an incident tool calls: without an API key. */
async function call({ id, secret, message = "msg_1", body = "{}", sentAt = new Date() }: Call) {
  const headers = {
    "webhook-id": message,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(message, sentAt, body),
  };
  const response = await fetch(`${api.baseURL}${BASE}/${id}/hook`, { method: "POST", headers, body });
  return { status: response.status, body: (await response.json()) as TickResource & { error: { message: string } } };
}

const ticksOf = async (id: string) => (await api.client.get<Page<TickResource>>(`${BASE}/${id}/ticks`)).data;

test("a signed call starts a dream; the same call again, and many at once, answer the same tick", async () => {
  const hook = await aHook();
  const answers = await Promise.all(Array.from({ length: 5 }, () => call(hook)));
  answers.push(await call(hook));
  expect(answers[0]).toMatchObject({ status: 200, body: { cause: "hook", outcome: "started", session_count: 1 } });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await ticksOf(hook.id)).toEqual([answers[0]?.body]);
});

test("what is not signed by the secret, or not now, is refused and leaves nothing", async () => {
  const hook = await aHook();
  const other = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  const old = new Date(Date.now() - 6 * 60_000);
  const refused = [
    await call({ ...hook, secret: other }),
    await call({ ...hook, sentAt: old }),
    await call({ ...hook, id: "sched_none" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401]);
  const unsigned = await fetch(`${api.baseURL}${BASE}/${hook.id}/hook`, { method: "POST", body: "{}" });
  expect(unsigned.status).toBe(401);
  expect(await ticksOf(hook.id)).toEqual([]);
});

test("a new secret ends the old one, and without its hook a schedule takes no calls", async () => {
  const hook = await aHook();
  const { secret } = await api.client.post<HookSecretResource>(`${BASE}/${hook.id}/hook_secret`);
  expect((await call(hook)).status).toBe(401);
  expect((await call({ ...hook, secret })).status).toBe(200);
  await api.client.post(`${BASE}/${hook.id}`, { body: { triggers: { hook: null } } });
  expect((await call({ ...hook, secret, message: "msg_2" })).status).toBe(401);
  await expect(api.client.post(`${BASE}/${hook.id}/hook_secret`)).rejects.toMatchObject({ status: 400 });
});

test("only calls that the filter takes start a dream, and nothing of a body is kept", async () => {
  const hook = await aHook({ field: "event.status", equals: "resolved" });
  const open = await call({ ...hook, body: '{"event":{"status":"never-kept-41"}}' });
  expect(open).toMatchObject({ status: 200, body: { outcome: "skipped", reason: expect.stringContaining("filter") } });
  const resolved = await call({
    ...hook,
    message: "msg_2",
    body: '{"event":{"status":"resolved","note":"never-kept-41"}}',
  });
  expect(resolved.body.outcome).toBe("started");
  const db = await testDatabase();
  const kept = await db.query(
    "select 1 from dream_schedule_ticks t, dream_schedules s where t::text like '%never-kept-41%' or s::text like '%never-kept-41%'",
  );
  expect(kept).toEqual([]);
});

test("a body that is too long or no JSON is refused", async () => {
  const hook = await aHook();
  expect((await call({ ...hook, body: JSON.stringify("x".repeat(65_536)) })).status).toBe(413);
  const broken = await call({ ...hook, body: "{not json" });
  expect([broken.status, broken.body.error.message]).toEqual([400, "The request body is not valid JSON."]);
});

test("the lines that the console shows make a call that is taken", async () => {
  const hook = await aHook({ field: "note", equals: "it's done" });
  const script = signedCallScript(`${api.baseURL}${BASE}/${hook.id}/hook`, `{"note":"it's done"}`);
  const signature = script.split("\n").slice(0, 4).join("\n");
  const [id, at, signed, body] = execFileSync(
    "bash",
    ["-c", `${signature}\nprintf '%s\\n' "$ID" "$AT" "v1,$SIGNATURE" "$BODY"`],
    { encoding: "utf8", env: { ...process.env, REVERIE_HOOK_SECRET: hook.secret } },
  ).split("\n");
  const headers = { "webhook-id": id ?? "", "webhook-timestamp": at ?? "", "webhook-signature": signed ?? "" };
  const response = await fetch(`${api.baseURL}${BASE}/${hook.id}/hook`, { method: "POST", headers, body: body ?? "" });
  expect([response.status, await response.json()]).toMatchObject([200, { outcome: "started" }]);
});

test("the secret is told once and stands in no other answer", async () => {
  const hook = await aHook();
  const shown = await Promise.all(
    [`${BASE}/${hook.id}`, BASE, `${BASE}/${hook.id}/ticks`].map((path) => api.client.get(path)),
  );
  expect(JSON.stringify(shown)).not.toContain(hook.secret.slice("whsec_".length));
  expect(JSON.stringify(shown)).toContain('"secret_id":"hook_');
});
