import { expect, test } from "vitest";
import { newId, type ThreadId } from "@/lib/core/ids";
import { archiveStore } from "@/lib/stores/archive-store";
import { aContext, aStore, aWorkspace } from "@/lib/testing/builders";
import { buildDemo } from "@/lib/testing/demo/build-demo";
import { getTranscript } from "./get-transcript";
import { importSession } from "./import-session";
import { listEvents } from "./list-events";
import { listSessions } from "./list-sessions";
import { listThreads } from "./list-threads";

const line = (value: object) => JSON.stringify({ timestamp: "2026-11-18T08:00:00.125Z", ...value });
const prompt = (text: string) => line({ type: "user", uuid: text, message: { content: text } });
const attach = (id: string) => ({ type: "memory_store" as const, memory_store_id: id as ReturnType<typeof storeId> });
const storeId = () => newId("memstore");

const call = (id: string) => ({ id, type: "agent.tool_use", name: "bash", input: { command: "ls" } });
const answer = (id: string) => ({
  type: "agent.tool_result",
  tool_use_id: id,
  content: [{ type: "text", text: "a\0b" }],
});
const events = [
  { type: "user.message", processed_at: "2026-11-18T08:00:00.000001Z", content: [{ type: "text", text: "List" }] },
  { ...call("t1"), processed_at: "2026-11-18T08:00:01+00:00" },
  { ...answer("t1"), processed_at: "2026-11-18T08:00:02Z" },
];

test("events keep their content and times and get ids of the server, references follow", async () => {
  const { ctx } = await aWorkspace();
  const { session, alreadyImported } = await importSession(ctx, { format: "managed_agents", events, title: "Listing" });
  expect(alreadyImported).toBe(false);
  expect(session).toMatchObject({ title: "Listing", status: "idle", origin: "import", eventCount: 3 });
  const stored = (await listEvents(ctx, { sessionId: session.id })).data;
  expect(stored.map(({ type, processedAt }) => [type, processedAt])).toEqual([
    ["user.message", "2026-11-18T08:00:00.000001Z"],
    ["agent.tool_use", "2026-11-18T08:00:01.000000Z"],
    ["agent.tool_result", "2026-11-18T08:00:02.000000Z"],
  ]);
  expect(stored[1]?.id).toMatch(/^sevt_01/);
  expect(stored[2]?.payload).toEqual({ tool_use_id: stored[1]?.id, content: [{ type: "text", text: "a\0b" }] });
});

test("the same transcript with the same resources is one session, with others it is another", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const input = { format: "claude_code" as const, transcript: prompt("hello") };
  const first = await importSession(ctx, input);
  const again = await importSession(ctx, { ...input, title: "Another title" });
  const attached = await importSession(ctx, { ...input, resources: [attach(store.id)] });
  expect(again).toMatchObject({ alreadyImported: true, session: { id: first.session.id, title: "hello" } });
  expect(attached.session.id).not.toBe(first.session.id);
  expect((await listSessions(ctx)).data).toHaveLength(2);
});

test("ten identical imports at once make one session, one agent and one environment", async () => {
  const { ctx, db, workspaceId } = await aWorkspace();
  const input = { format: "managed_agents" as const, events };
  const results = await Promise.all(Array.from({ length: 10 }, () => importSession(ctx, input)));
  expect(new Set(results.map(({ session }) => session.id)).size).toBe(1);
  expect(results.filter(({ alreadyImported }) => !alreadyImported)).toHaveLength(1);
  expect(await db.prisma.agent.count({ where: { workspaceId } })).toBe(1);
  expect(await db.prisma.environment.count({ where: { workspaceId } })).toBe(1);
});

test("another workspace imports the same transcript for itself", async () => {
  const { ctx, db } = await aWorkspace();
  const other = await aWorkspace();
  const input = { format: "managed_agents" as const, events };
  const mine = await importSession(ctx, input);
  const theirs = await importSession(aContext(db, other.workspaceId).ctx, input);
  expect(theirs.session.id).not.toBe(mine.session.id);
});

test("a bad line leaves nothing behind", async () => {
  const { ctx } = await aWorkspace();
  const transcript = [prompt("hello"), "{oops"].join("\n");
  await expect(importSession(ctx, { format: "claude_code", transcript })).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringMatching(/^transcript line 2 is not valid JSON: /),
  });
  await expect(importSession(ctx, { format: "managed_agents", events: [answer("t9")] })).rejects.toMatchObject({
    code: "invalid_request",
    message: 'events[0].tool_use_id "t9" must be the id of an earlier agent.tool_use event.',
  });
  expect((await listSessions(ctx)).data).toEqual([]);
});

test("unknown and archived stores are refused", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  await archiveStore(ctx, store.id);
  const input = { format: "managed_agents" as const, events };
  await expect(importSession(ctx, { ...input, resources: [attach(storeId())] })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(importSession(ctx, { ...input, resources: [attach(store.id)] })).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test("the stand-in agent has the name and model that the caller or the transcript tells", async () => {
  const { ctx } = await aWorkspace();
  const reply = line({ type: "assistant", message: { model: "model-a", content: [{ type: "text", text: "hi" }] } });
  const told = await importSession(ctx, { format: "claude_code", transcript: [prompt("hello"), reply].join("\n") });
  const named = await importSession(ctx, { format: "managed_agents", events, agent: { name: "On-call agent" } });
  expect(told.session.agent).toMatchObject({ name: "Claude Code", model: { id: "model-a" } });
  expect(named.session.agent).toMatchObject({ name: "On-call agent", model: { id: "unknown" } });
});

test("side chains become threads; the transcript of an engine holds all of them in order", async () => {
  const { ctx } = await aWorkspace();
  const transcript = [
    prompt("start"),
    line({ type: "user", uuid: "s1", isSidechain: true, message: { content: "Find callers" } }),
    line({
      type: "assistant",
      isSidechain: true,
      parentUuid: "s1",
      message: { content: [{ type: "text", text: "None." }] },
    }),
    prompt("end"),
  ].join("\n");
  const { session } = await importSession(ctx, { format: "claude_code", transcript });
  const [primary, side] = (await listThreads(ctx, { sessionId: session.id })).data;
  expect([primary?.parentThreadId, side?.parentThreadId]).toEqual([null, primary?.id]);
  const types = async (threadId?: ThreadId) =>
    (await listEvents(ctx, { sessionId: session.id, threadId })).data.map(({ type }) => type);
  expect(await types()).toEqual([
    "user.message",
    "session.thread_created",
    "session.thread_status_idle",
    "user.message",
  ]);
  expect(await types(side?.id)).toEqual(["user.message", "agent.message"]);
  const whole = await getTranscript(ctx, session.id);
  expect(whole.events.map(({ type }) => type)).toHaveLength(6);
  expect(whole.events[1]?.payload.session_thread_id).toBe(side?.id);
});

test("a transcript of several thousand events is stored whole, in order", async () => {
  const { ctx } = await aWorkspace();
  const transcript = Array.from({ length: 5_200 }, (_, index) => prompt(`prompt ${index}`)).join("\n");
  const { session } = await importSession(ctx, { format: "claude_code", transcript });
  const { events: stored } = await getTranscript(ctx, session.id);
  expect(stored).toHaveLength(5_200);
  expect(stored.at(-1)?.payload.content).toEqual([{ type: "text", text: "prompt 5199" }]);
});

test("the demo's five sessions import, with both stores attached", async () => {
  const { ctx } = await aWorkspace();
  const demo = buildDemo({ now: ctx.now() });
  const ids = new Map<string, Awaited<ReturnType<typeof aStore>>["id"]>();
  for (const { key, name } of demo.stores) ids.set(key, (await aStore(ctx, name)).id);
  for (const { title, createdAt, agentName, resources, events: told } of demo.sessions) {
    const attached = resources.map(({ store, access, instructions }) => ({
      ...attach(ids.get(store) ?? ""),
      access,
      instructions,
    }));
    const imported = await importSession(ctx, {
      format: "managed_agents",
      title,
      createdAt,
      agent: { name: agentName },
      resources: attached,
      events: told,
    });
    expect(imported.session.resources.map(({ mountPath }) => mountPath)).toEqual([
      "/mnt/memory/org-sre",
      "/mnt/memory/team-sre",
    ]);
    expect(imported.session.usage.output_tokens).toBeGreaterThan(500);
  }
  expect((await listSessions(ctx, { storeId: ids.get("team-sre") })).data).toHaveLength(5);
});
