import { expect, test } from "vitest";
import { archiveAgent } from "@/lib/agents/archive-agent";
import { createAgent } from "@/lib/agents/create-agent";
import { updateAgent } from "@/lib/agents/update-agent";
import type { Context } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { archiveEnvironment } from "@/lib/environments/archive-environment";
import { createEnvironment } from "@/lib/environments/create-environment";
import { archiveStore } from "@/lib/stores/archive-store";
import { updateStore } from "@/lib/stores/update-store";
import { aContext, aStore, aWorkspace } from "@/lib/testing/builders";
import { archiveSession } from "./archive-session";
import { type CreateSession, createSession } from "./create-session";
import { deleteSession } from "./delete-session";
import { getSession } from "./get-session";
import { listEvents } from "./list-events";
import { listSessions } from "./list-sessions";
import { openOwnSession } from "./open-own-session";
import { sendEvents } from "./send-events";
import { updateSession } from "./update-session";

async function aSession(ctx: Context, input: Partial<CreateSession> = {}) {
  const agent = await createAgent(ctx, { name: "Support agent", model: "model-a" });
  const environment = await createEnvironment(ctx, { name: "Box" });
  return createSession(ctx, { agent: agent.id, environmentId: environment.id, ...input });
}

const attach = (id: string) => ({
  type: "memory_store" as const,
  memory_store_id: id as ReturnType<typeof someStoreId>,
});
const someStoreId = () => newId("memstore");
const message = (text: string) => ({ type: "user.message", content: [{ type: "text", text }] });

test("a session keeps agent and stores as they were when it was made", async () => {
  const { ctx } = await aWorkspace();
  const agent = await createAgent(ctx, { name: "Old name", model: "model-a" });
  const environment = await createEnvironment(ctx, { name: "Box" });
  const stores = [await aStore(ctx, "Billing desk"), await aStore(ctx, "Billing: Desk!"), await aStore(ctx, "Касса")];
  const session = await createSession(ctx, {
    agent: agent.id,
    environmentId: environment.id,
    resources: stores.map(({ id }) => attach(id)),
  });
  await updateAgent(ctx, { agentId: agent.id, name: "New name" });
  await updateStore(ctx, { storeId: (stores[0] as (typeof stores)[0]).id, name: "Renamed" });
  const read = await getSession(ctx, session.id);
  expect(read).toMatchObject({ status: "idle", agentVersion: 1, agent: { name: "Old name", version: 1 } });
  expect(read.resources.map(({ name, mountPath, access }) => [name, mountPath, access])).toEqual([
    ["Billing desk", "/mnt/memory/billing-desk", "read_write"],
    ["Billing: Desk!", "/mnt/memory/billing-desk-2", "read_write"],
    ["Касса", `/mnt/memory/${stores[2]?.id.toLowerCase().replace("_", "-")}`, "read_write"],
  ]);
});

test("an older version and overrides of an agent can be named", async () => {
  const { ctx } = await aWorkspace();
  const agent = await createAgent(ctx, { name: "First", model: "model-a", system: "Be brief." });
  await updateAgent(ctx, { agentId: agent.id, name: "Second" });
  const session = await aSession(ctx, {
    agent: { type: "agent_with_overrides", id: agent.id, version: 1, model: "model-b", system: null },
  });
  expect(session.agent).toMatchObject({
    name: "First",
    version: 1,
    model: { id: "model-b", speed: "standard" },
    system: null,
  });
});

test("unknown and archived agents, environments and stores are refused", async () => {
  const { ctx } = await aWorkspace();
  const agent = await createAgent(ctx, { name: "A", model: "model-a" });
  const environment = await createEnvironment(ctx, { name: "Box" });
  const store = await aStore(ctx);
  await archiveAgent(ctx, agent.id);
  await archiveEnvironment(ctx, environment.id);
  await archiveStore(ctx, store.id);
  const refused = { code: "invalid_request" };
  const unknown = { code: "not_found" };
  await expect(aSession(ctx, { agent: agent.id })).rejects.toMatchObject(refused);
  await expect(aSession(ctx, { environmentId: environment.id })).rejects.toMatchObject(refused);
  await expect(aSession(ctx, { resources: [attach(store.id)] })).rejects.toMatchObject(refused);
  await expect(aSession(ctx, { agent: newId("agent") })).rejects.toMatchObject(unknown);
  await expect(aSession(ctx, { environmentId: newId("env") })).rejects.toMatchObject(unknown);
  await expect(aSession(ctx, { resources: [attach(someStoreId())] })).rejects.toMatchObject(unknown);
  const twice = await aStore(ctx, "Twice");
  await expect(aSession(ctx, { resources: [attach(twice.id), attach(twice.id)] })).rejects.toMatchObject(refused);
});

test("lists page both ways and refuse a cursor of the other order", async () => {
  const { ctx, advance } = await aWorkspace();
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    ids.unshift((await aSession(ctx)).id);
    advance(1000);
  }
  const first = await listSessions(ctx, { limit: 2 });
  const second = await listSessions(ctx, { limit: 2, page: first.nextPage ?? "" });
  const third = await listSessions(ctx, { limit: 2, page: second.nextPage ?? "" });
  expect([first, second, third].flatMap(({ data }) => data.map(({ id }) => id))).toEqual(ids);
  expect([first.prevPage, third.nextPage]).toEqual([null, null]);
  const back = await listSessions(ctx, { limit: 2, page: third.prevPage ?? "" });
  expect(back.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  const start = await listSessions(ctx, { limit: 2, page: back.prevPage ?? "" });
  expect(start.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(start.prevPage).toBeNull();
  await expect(listSessions(ctx, { order: "asc", page: first.nextPage ?? "" })).rejects.toMatchObject({
    code: "invalid_request",
  });
  const later = { gt: new Date(ctx.now().getTime() + 1000) };
  await expect(listSessions(ctx, { created: later, page: first.nextPage ?? "" })).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test("lists filter by agent, store, status and time", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const plain = await aSession(ctx);
  advance(60_000);
  const attached = await aSession(ctx, { resources: [attach(store.id)] });
  const archived = await archiveSession(ctx, (await aSession(ctx)).id);
  const idsOf = async (filter: Parameters<typeof listSessions>[1]) =>
    (await listSessions(ctx, filter)).data.map(({ id }) => id);
  expect(await idsOf({ storeId: store.id })).toEqual([attached.id]);
  expect(await idsOf({ agentId: plain.agentId, agentVersion: 1 })).toEqual([plain.id]);
  expect(await idsOf({ agentId: plain.agentId, agentVersion: 2 })).toEqual([]);
  expect(await idsOf({ created: { lt: attached.createdAt } })).toEqual([plain.id]);
  expect(await idsOf({ includeArchived: true, statuses: ["terminated"] })).toEqual([archived.id]);
  expect(await idsOf({ statuses: ["terminated"] })).toEqual([]);
  expect(await idsOf({ deploymentId: "depl_x" })).toEqual([]);
  await expect(listSessions(ctx, { agentVersion: 1 })).rejects.toMatchObject({ code: "invalid_request" });
});

test("an update changes what it names; an archived session takes none", async () => {
  const { ctx } = await aWorkspace();
  const { id } = await aSession(ctx, { title: "One", metadata: { a: "1", b: "2" } });
  const updated = await updateSession(ctx, { sessionId: id, title: "Two", metadata: { a: null, c: "3" } });
  expect(updated).toMatchObject({ title: "Two", metadata: { b: "2", c: "3" } });
  await expect(updateSession(ctx, { sessionId: id, budget: { type: "limit" } })).rejects.toMatchObject({
    code: "invalid_request",
  });
  const archived = await archiveSession(ctx, id);
  expect(archived.status).toBe("terminated");
  expect(await archiveSession(ctx, id)).toEqual(await getSession(ctx, id));
  await expect(updateSession(ctx, { sessionId: id, title: "Three" })).rejects.toMatchObject({
    code: "invalid_request",
  });
  await expect(sendEvents(ctx, { sessionId: id, events: [message("x")] })).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test("a running session can be neither archived nor deleted; an idle one is gone after its deletion", async () => {
  const { ctx, db } = await aWorkspace();
  const own = { title: "Dream", agentName: "dream", modelId: "m", metadata: {}, threadNames: ["reader"] };
  const { sessionId } = await withTransaction(db, (tx) => openOwnSession(ctx, tx, own));
  await expect(archiveSession(ctx, sessionId)).rejects.toMatchObject({ code: "invalid_request" });
  await expect(deleteSession(ctx, sessionId)).rejects.toMatchObject({ code: "invalid_request" });
  const { id } = await aSession(ctx);
  await deleteSession(ctx, id);
  await expect(deleteSession(ctx, id)).rejects.toMatchObject({ code: "not_found" });
});

test("what belongs to another workspace is not found", async () => {
  const { ctx, db } = await aWorkspace();
  const { id } = await aSession(ctx);
  const stranger = aContext(db, (await aWorkspace()).workspaceId).ctx;
  const unknown = { code: "not_found" };
  await expect(getSession(stranger, id)).rejects.toMatchObject(unknown);
  await expect(updateSession(stranger, { sessionId: id, title: "x" })).rejects.toMatchObject(unknown);
  await expect(archiveSession(stranger, id)).rejects.toMatchObject(unknown);
  await expect(deleteSession(stranger, id)).rejects.toMatchObject(unknown);
  await expect(listEvents(stranger, { sessionId: id })).rejects.toMatchObject(unknown);
  await expect(sendEvents(stranger, { sessionId: id, events: [message("x")] })).rejects.toMatchObject(unknown);
  expect((await listSessions(stranger)).data).toEqual([]);
});

test("messages wait for an agent that does not come, and the session stays idle", async () => {
  const { ctx } = await aWorkspace();
  const { id } = await aSession(ctx, { initialEvents: [message("first")] });
  const sent = await sendEvents(ctx, { sessionId: id, events: [message("second"), { type: "user.interrupt" }] });
  expect(sent.map(({ processedAt }) => processedAt)).toEqual([null, null]);
  const listed = (await listEvents(ctx, { sessionId: id })).data;
  expect(listed.map(({ type, position }) => [type, position])).toEqual([
    ["user.message", 0],
    ["user.message", 1],
    ["user.interrupt", 2],
  ]);
  expect((await getSession(ctx, id)).status).toBe("idle");
});

test.each([
  [[{ type: "agent.message", content: [] }], "events[0].type must be one of"],
  [[message("a"), { type: "user.message" }], "events[1].content must be of type array"],
  [[{ type: "system.message", content: [{ type: "text", text: "x" }] }], "A system.message must be the last event"],
  [[{ type: "user.tool_result", tool_use_id: "sevt_none" }], "events[0].tool_use_id must be the id of a call"],
])("%j is refused as a whole", async (events, fault) => {
  const { ctx } = await aWorkspace();
  const { id } = await aSession(ctx);
  await expect(sendEvents(ctx, { sessionId: id, events })).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining(fault),
  });
  expect((await listEvents(ctx, { sessionId: id })).data).toEqual([]);
});
