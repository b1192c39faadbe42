import { beforeAll, expect, test } from "vitest";
import { routes } from "@/bin/generated/routes";
import { SCOPES } from "@/lib/auth/scopes";
import { sha256 } from "@/lib/core/hash";
import { newId } from "@/lib/core/ids";
import type { RouteHandler } from "@/lib/http/define-route";
import { testDatabase } from "@/lib/testing/database";
import { dreamOver } from "./dream-over";
import { apiServer } from "./server";

const api = apiServer();
const READ_ONLY_KEY = "sk-test-read-only-0123456789";
const STRANGER_KEY = "sk-test-stranger-0123456789";

/** Real ids of the first workspace by the name of their path parameter. */
const ids: Record<string, string> = {};

const isHandler = (value: unknown): value is RouteHandler => typeof value === "function" && "operation" in value;

const operations = routes.flatMap(({ path, module }) =>
  Object.entries(module).flatMap(([method, handler]) =>
    isHandler(handler) ? [{ name: `${method} ${path}`, method, path, operation: handler.operation }] : [],
  ),
);

async function insertKey(workspaceId: string, key: string, scopes: string[]): Promise<void> {
  const db = await testDatabase();
  const row = { id: newId("apikey"), workspaceId, name: "Test", keySha256: sha256(key), hint: key.slice(-4) };
  await db.prisma.apiKey.create({ data: { ...row, scopes, createdAt: new Date() } });
}

beforeAll(async () => {
  const db = await testDatabase();
  const own = await db.prisma.workspace.findFirstOrThrow();
  const stranger = await db.prisma.workspace.create({
    data: { id: newId("wrkspc"), name: "Stranger", createdAt: new Date() },
  });
  await insertKey(
    own.id,
    READ_ONLY_KEY,
    SCOPES.filter((scope) => scope.endsWith(":read")),
  );
  await insertKey(stranger.id, STRANGER_KEY, [...SCOPES]);
  const { beta } = api.client;
  const store = await beta.memoryStores.create({ name: "Own" });
  const memory = await beta.memoryStores.memories.create(store.id, { path: "/a", content: "" });
  const { agent, environment, session, dream } = await dreamOver(api.client, store.id);
  const threads = await beta.sessions.threads.list(session.id);
  const asked = await api.request("/v1/redactions", {
    method: "POST",
    body: JSON.stringify({ find: { type: "literal", text: "stands nowhere" } }),
  });
  const redaction = (await asked.json()) as { id: string };
  const schedule = await api.client.post<{ id: string }>("/v1/dream_schedules", {
    body: { memory_store_id: store.id, name: "Nightly", model: "reverie-local", triggers: { hook: {} } },
  });
  const endpoint = await api.request("/v1/webhook_endpoints", {
    method: "POST",
    body: JSON.stringify({ url: "https://hooks.example/", events: ["reverie.proposal.*"], enabled: false }),
  });
  const { id: endpointId } = (await endpoint.json()) as { id: string };
  const tested = await api.request(`/v1/webhook_endpoints/${endpointId}/test`, { method: "POST" });
  const { id: deliveryId } = (await tested.json()) as { id: string };
  const adoptionId = newId("adopt");
  await db.query(
    `insert into adoptions (id, workspace_id, dream_id, store_id, request_sha256, is_unchanged, hunk_ids, actor_type, actor_id, created_at)
     select $1, workspace_id, id, store_id, 'x', true, '{}', actor_type, actor_id, now() from dreams where id = $2`,
    [adoptionId, dream.id],
  );
  const rejectionId = newId("reject");
  await db.query(
    `insert into finding_rejections (id, workspace_id, store_id, fingerprint, kind, rationale, event_ids, dream_id, finding_id,
       actor_type, actor_id, created_at)
     select $1, workspace_id, store_id, 'x', 'merge', 'x', '{}', id, $2, actor_type, actor_id, now() from dreams where id = $3`,
    [rejectionId, newId("fnd"), dream.id],
  );
  Object.assign(ids, {
    adoption_id: adoptionId,
    rejection_id: rejectionId,
    store_id: store.id,
    memory_id: memory.id,
    version_id: memory.memory_version_id,
    agent_id: agent.id,
    environment_id: environment.id,
    session_id: session.id,
    thread_id: threads.data?.[0]?.id,
    resource_id: "sesrsc_none",
    dream_id: dream.id,
    redaction_id: redaction.id,
    schedule_id: schedule.id,
    endpoint_id: endpointId,
    delivery_id: deliveryId,
  });
});

/** A body that parses for every operation that has one, so that only the credential decides. */
const BODIES: Record<string, unknown> = {
  createMemoryStore: { name: "x" },
  createMemory: { path: "/b", content: "" },
  editMemory: { old_string: "a", new_string: "b" },
  applyMemoryBatch: { operations: [{ type: "create", path: "/c", content: "" }] },
  restoreMemoryStore: { to: "2026-10-21T09:30:00Z" },
  forkMemoryStore: { name: "x" },
  createAgent: { name: "a", model: "any" },
  createEnvironment: { name: "e" },
  importSession: {
    format: "managed_agents",
    events: [{ type: "user.message", content: [{ type: "text", text: "x" }] }],
  },
  sendSessionEvents: { events: [{ type: "user.message", content: [{ type: "text", text: "x" }] }] },
  createDreamSchedule: { memory_store_id: "memstore_none", name: "x", model: "reverie-local" },
  adoptDream: { proposal_sha256: "0".repeat(64) },
  useDreamOutput: { proposal_sha256: "0".repeat(64) },
  createWebhookEndpoint: { url: "https://hooks.example/", events: ["*"] },
  addSessionResource: { type: "file", file_id: "file_x" },
};

/** A query that parses for every operation that needs one. */
const QUERIES: Record<string, string> = { searchMemories: "?q=a", getMemoryByPath: "?path=/a" };

function send(operation: (typeof operations)[number], key: string | null): Promise<Response> {
  const path = operation.path.replace(/\[(\w+)\]/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`no sample id for ${name}`);
    return id;
  });
  return fetch(`${api.baseURL}${path}${QUERIES[operation.operation.operationId] ?? ""}`, {
    method: operation.method,
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
    ...(operation.method === "POST" ? { body: JSON.stringify(BODIES[operation.operation.operationId] ?? {}) } : {}),
  });
}

test("operation ids are unique", () => {
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(30);
});

/** Those that a signature opens have no use for a key (e2e/api/schedules.db.test.ts). */
const keyed = operations.filter(({ operation }) => operation.auth !== "signature");
const writing = keyed.filter(({ operation }) => operation.scope.endsWith(":write"));
const onObjects = keyed.filter(({ path }) => path.includes("["));
const lists = operations.filter(({ path, method }) => !path.includes("[") && method === "GET");

test.each(operations)("$name is refused without a key", async (operation) => {
  expect((await send(operation, null)).status).toBe(401);
});

test.each(writing)("$name is refused to a key that may only read", async (operation) => {
  const response = await send(operation, READ_ONLY_KEY);
  expect([response.status, await response.json()]).toMatchObject([403, { error: { type: "permission_error" } }]);
});

test.each(onObjects)("$name does not find another workspace's object", async (operation) => {
  const response = await send(operation, STRANGER_KEY);
  expect([response.status, await response.json()]).toMatchObject([404, { error: { type: "not_found_error" } }]);
});

test.each(lists)("$name lists nothing of another workspace", async (operation) => {
  expect(await (await send(operation, STRANGER_KEY)).json()).toMatchObject({ data: [], next_page: null });
});
