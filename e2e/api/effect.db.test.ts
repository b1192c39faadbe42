import { expect, test } from "vitest";
import { findOperator } from "@/lib/auth/find-operator";
import type { DreamId } from "@/lib/core/ids";
import { EffectResource } from "@/lib/effect/schema";
import { testDatabase } from "@/lib/testing/database";
import { untilDreamEnds } from "@/lib/testing/watch-dream";
import { WakeTestResource } from "@/lib/wake/schema";
import { apiServer } from "./server";

const api = apiServer();

const get = async (path: string) => {
  const response = await api.request(path);
  return { status: response.status, body: (await response.json()) as unknown };
};

async function aSession(storeId: string, text: string, at: string): Promise<string> {
  const response = await api.request("/v1/sessions/import", {
    method: "POST",
    body: JSON.stringify({
      format: "managed_agents",
      created_at: at,
      resources: [{ type: "memory_store", memory_store_id: storeId }],
      events: [{ type: "user.message", content: [{ type: "text", text }], processed_at: at }],
    }),
  });
  return ((await response.json()) as { id: string }).id;
}

test("a dream's wake test tells what the proposal would make an agent know, with its evidence", async () => {
  const store = await api.client.beta.memoryStores.create({ name: "Team" });
  const content = "# Checkout\n\n- The checkout-api pool size is 40.\n- The checkout-api pool size is 40.\n";
  await api.client.beta.memoryStores.memories.create(store.id, { path: "/checkout.md", content });
  const text = "The checkout-api pool size is 40. The orders-db port is 5433.";
  const sessionId = await aSession(store.id, text, "2026-11-14T09:00:00.000000Z");
  const dream = await api.client.beta.dreams.create({
    model: "reverie-local",
    inputs: [
      { type: "memory_store", memory_store_id: store.id },
      { type: "sessions", session_ids: [sessionId] },
    ],
  });
  const path = `/v1/dreams/${dream.id}/wake_test`;
  const ctx = await findOperator(await testDatabase(), () => new Date());
  if (ctx === null) throw new Error("no operator");
  await untilDreamEnds(ctx, dream.id as DreamId);
  const { test } = WakeTestResource.parse((await get(path)).body);
  expect(test).toMatchObject({ asked: 2, lost: [], gained: [], unchanged: { answered: 1, unanswered: 1 } });
  expect(test?.answered).toMatchObject([
    {
      answer: "40",
      stated_by: "person",
      session_count: 1,
      evidence: { session_id: sessionId, quote: "The checkout-api pool size is 40." },
      before: { path: "/checkout.md", line: 3 },
      after: { path: "/checkout.md", line: 3 },
    },
  ]);
});

test("a dream that has not read anything has no wake test yet", async () => {
  const db = await testDatabase();
  const { id: workspaceId } = await db.prisma.workspace.findFirstOrThrow();
  const store = await api.client.beta.memoryStores.create({ name: "Waiting" });
  await db.query(
    `insert into dreams (id, workspace_id, status, stage, store_id, session_ids, model_id, output_behavior, actor_type,
       actor_id, created_at, ended_at) values ('drm_waiting', $1, 'canceled', 'done', $2, '{sesn_x}', 'reverie-local', 'create_new',
       'api_actor', 'apikey_x', now(), now())`,
    [workspaceId, store.id],
  );
  expect(await get("/v1/dreams/drm_waiting/wake_test")).toEqual({
    status: 200,
    body: { type: "dream_wake_test", dream_id: "drm_waiting", test: null },
  });
});

test("a store's effect is asked for a time and an agent", async () => {
  const store = await api.client.beta.memoryStores.create({ name: "Effect" });
  await aSession(store.id, "Build it.", "2026-10-01T09:00:00.000000Z");
  await aSession(store.id, "Test it.", "2026-10-02T09:00:00.000000Z");
  const of = async (query: string) =>
    EffectResource.parse((await get(`/v1/memory_stores/${store.id}/effect${query}`)).body);
  const both = await of("?from=2026-10-01T00:00:00Z&to=2026-10-03T00:00:00Z");
  expect(both).toMatchObject({ pending: 0, session_total: 2, truncated: false, adoptions: [] });
  expect(both.sessions.map((session) => session.created_at)).toEqual([
    "2026-10-01T09:00:00.000000Z",
    "2026-10-02T09:00:00.000000Z",
  ]);
  const one = await of("?from=2026-10-02T00:00:00Z&to=2026-10-03T00:00:00Z");
  expect(one.sessions).toHaveLength(1);
  const none = await of("?from=2026-10-01T00:00:00Z&to=2026-10-03T00:00:00Z&agent_id=agent_none");
  expect(none).toMatchObject({ agent_id: "agent_none", sessions: [], agents: [{ session_count: 2 }] });
  expect(await get(`/v1/memory_stores/${store.id}/effect?from=yesterday`)).toMatchObject({
    status: 400,
    body: { error: { type: "invalid_request_error" } },
  });
});
