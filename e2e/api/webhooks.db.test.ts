import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { aReceiver } from "@/lib/testing/webhook-receiver";
import type { WebhookDeliveryResource, WebhookEndpointResource } from "@/lib/webhooks/schema";
import { dreamOver } from "./dream-over";
import { apiServer } from "./server";

// Before the first request reads the settings.
process.env.REVERIE_WEBHOOK_PRIVATE = "allow";

const api = apiServer();
const receiver = aReceiver();

type Created = WebhookEndpointResource & { secret: string };

async function call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const response = await api.request(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

const create = async (events: string[]) =>
  (await call<Created>("POST", "/v1/webhook_endpoints", { url: receiver.url, events })).body;
const arrived = (count: number) => expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(count);
const deliveriesOf = async (id: string) =>
  (await call<{ data: WebhookDeliveryResource[] }>("GET", `/v1/webhook_endpoints/${id}/deliveries`)).body.data;

test("a dream of a session is told from its start to its proposal, as the SDK unwraps it", async () => {
  const { beta } = api.client;
  const endpoint = await create(["session.*", "reverie.dream.*", "reverie.proposal.*"]);
  const store = await beta.memoryStores.create({ name: "Team SRE" });
  await beta.memoryStores.memories.create(store.id, { path: "/a.md", content: "# Alerts\n\nSame.\n\nSame.\n" });
  await beta.memoryStores.memories.create(store.id, { path: "/b.md", content: "# Alerts\n\nSame.\n\nSame.\n" });
  const { session, dream } = await dreamOver(api.client, store.id);
  // Of the session, of the dream's own session with its one reader, of the dream and its proposal.
  await arrived(10);
  const events = receiver.received.map(({ body, headers }) =>
    api.client.beta.webhooks.unwrap(body, { headers: headers as Record<string, string>, key: endpoint.secret }),
  );
  const run = (await beta.dreams.retrieve(dream.id)).session_id;
  const told = events.map(({ data }) => [data.type as string, data.id]);
  expect(told.sort()).toEqual(
    [
      ["session.created", session.id],
      ["session.created", run],
      ["session.status_run_started", run],
      ["session.thread_created", run],
      ["session.thread_terminated", run],
      ["session.status_idled", run],
      ["session.status_terminated", run],
      ["session.archived", run],
      ["reverie.dream.completed", dream.id],
      ["reverie.proposal.ready", dream.id],
    ].sort(),
  );
  const thread = events.find(({ data }) => data.type === "session.thread_created");
  expect(thread?.data).toMatchObject({ session_thread_id: expect.stringMatching(/^sthr_/) });
  const completed = events.find(({ data }) => (data.type as string) === "reverie.dream.completed");
  expect(completed?.data).toMatchObject({ memory_store_id: store.id });
  await call("DELETE", `/v1/webhook_endpoints/${endpoint.id}`);
});

test("an endpoint is made, tried, changed, rotated and deleted; its secret is shown twice only", async () => {
  const endpoint = await create(["memory_store.*"]);
  expect(endpoint.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const address = `/v1/webhook_endpoints/${endpoint.id}`;
  const { secret: _, ...shown } = endpoint;
  expect((await call("GET", address)).body).toEqual(shown);
  const test = (await call<WebhookDeliveryResource>("POST", `${address}/test`)).body;
  expect(test).toMatchObject({ status: "pending", event: { data: { type: "reverie.test", id: endpoint.id } } });
  await arrived(1);
  await expect.poll(async () => (await deliveriesOf(endpoint.id))[0]?.status).toBe("succeeded");
  const replay = await call<WebhookDeliveryResource>("POST", `/v1/webhook_deliveries/${test.id}/replay`);
  expect(replay.body).toMatchObject({ replay_of: test.id, event: test.event, attempts: [] });
  await arrived(2);
  await expect.poll(async () => (await deliveriesOf(endpoint.id))[0]?.status).toBe("succeeded");
  const listed = await call<{ data: WebhookEndpointResource[] }>("GET", "/v1/webhook_endpoints");
  expect(listed.body.data).toMatchObject([
    { id: endpoint.id, last_delivery: { id: replay.body.id, event_type: "reverie.test", status: "succeeded" } },
  ]);
  const rotated = (await call<Created>("POST", `${address}/rotate_secret`)).body;
  expect(rotated).toMatchObject({ secret: expect.not.stringContaining(endpoint.secret) });
  expect(rotated.previous_secret_until).not.toBeNull();
  const changed = await call("POST", address, { enabled: false, description: "Pages the team" });
  expect(changed.body).toMatchObject({ enabled: false, disabled_reason: "person", description: "Pages the team" });
  expect((await call("DELETE", address)).body).toEqual({ id: endpoint.id, type: "webhook_endpoint_deleted" });
  expect((await call("GET", address)).status).toBe(404);
  expect((await call("GET", `/v1/webhook_deliveries/${test.id}`)).status).toBe(404);
});

test("deliveries come in pages, and by state", async () => {
  const endpoint = await create(["memory_store.created"]);
  for (let count = 0; count < 3; count++) await api.client.beta.memoryStores.create({ name: `Store ${count}` });
  await arrived(3);
  type List = { data: WebhookDeliveryResource[]; next_page: string | null };
  const list = `/v1/webhook_endpoints/${endpoint.id}/deliveries`;
  await expect.poll(async () => (await call<List>("GET", `${list}?status=succeeded`)).body.data.length).toBe(3);
  const first = (await call<List>("GET", `${list}?limit=2`)).body;
  const second = (await call<List>("GET", `${list}?limit=2&page=${first.next_page}`)).body;
  expect([first.data.length, second.data.length, second.next_page]).toEqual([2, 1, null]);
  expect((await call<List>("GET", `${list}?status=failed`)).body.data).toEqual([]);
});

test.each([
  [{ url: "gopher://x", events: ["*"] }, "url must be an address"],
  [{ url: "https://example.com", events: [] }, "events must name at least one event type"],
  [{ url: "https://example.com", events: ["dream.completed"] }, '"dream.completed"'],
  [{ events: ["*"] }, "url must be a text"],
])("%o is refused with the fault in one line", async (body, message) => {
  const answer = await call<{ error: { message: string } }>("POST", "/v1/webhook_endpoints", body);
  expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(message)]);
});

test("a key that could do everything before has the new scopes, one that could not does not", async () => {
  const db = await testDatabase();
  const before = ["stores", "memories", "sessions", "dreams"].flatMap((what) => [`${what}:read`, `${what}:write`]);
  const [{ id: workspaceId } = { id: "" }] = await db.query<{ id: string }>("select id from workspaces limit 1");
  for (const [name, scopes] of [
    ["old", before],
    ["narrow", before.slice(1)],
  ] as const) {
    await db.query(
      `insert into api_keys (id, workspace_id, name, key_sha256, hint, scopes, created_at)
       values ($1, $2, $1, $1, 'hint', $3, now())`,
      [name, workspaceId, scopes],
    );
  }
  const { readMigrations } = await import("@/lib/db/migrate");
  const sql = readMigrations("prisma/migrations").find(({ name }) => name.endsWith("_webhooks"))?.sql ?? "";
  await db.query(sql.slice(sql.indexOf('UPDATE "api_keys"')));
  const keys = await db.query<{ name: string; scopes: string[] }>(
    "select name, scopes from api_keys where name in ('old', 'narrow') order by name",
  );
  expect(keys.map(({ scopes }) => scopes.filter((scope) => scope.startsWith("webhooks")))).toEqual([
    [],
    ["webhooks:read", "webhooks:write"],
  ]);
});
