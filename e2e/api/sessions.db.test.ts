import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Anthropic from "@anthropic-ai/sdk";
import { afterAll, expect, test, vi } from "vitest";
import { runImportCommand } from "@/bin/import";
import { API_KEY, apiServer } from "./server";

const api = apiServer();
const folder = mkdtempSync(join(tmpdir(), "reverie-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

const text = (value: string) => [{ type: "text" as const, text: value }];

async function importing(body: object) {
  const response = await api.request("/v1/sessions/import", { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, answer: await response.json() };
}

test("both SDKs create, read, list, update, archive and delete agents, environments and sessions", async () => {
  for (const client of [api.client, api.legacy] as Anthropic[]) {
    const { agents, environments, memoryStores, sessions } = client.beta;
    const agent = await agents.create({
      name: "Support",
      model: "claude-opus-5",
      tools: [{ type: "agent_toolset_20260401" }],
    });
    expect(await agents.update(agent.id, { version: 1, name: "Desk" })).toMatchObject({ version: 2, name: "Desk" });
    expect(await agents.retrieve(agent.id, { version: 1 })).toMatchObject({ name: "Support" });
    expect((await agents.versions.list(agent.id)).data).toHaveLength(2);
    const environment = await environments.create({ name: "Box", config: { type: "self_hosted" } });
    expect((await environments.update(environment.id, { name: "Crate" })).name).toBe("Crate");
    const store = await memoryStores.create({ name: "Billing desk" });
    const session = await sessions.create({
      agent: agent.id,
      environment_id: environment.id,
      resources: [{ type: "memory_store", memory_store_id: store.id, access: "read_only" }],
    });
    expect(session).toMatchObject({ status: "idle", agent: { version: 2 }, vault_ids: [], deployment_id: null });
    expect(session.resources).toMatchObject([{ mount_path: "/mnt/memory/billing-desk", instructions: null }]);
    expect((await sessions.resources.list(session.id)).data).toEqual(session.resources);
    expect(await sessions.update(session.id, { title: "Ticket" })).toMatchObject({ title: "Ticket" });
    const page = await sessions.list({
      memory_store_id: store.id,
      statuses: ["idle"],
      "created_at[gte]": session.created_at,
    });
    expect(page.data.map(({ id }) => id)).toEqual([session.id]);
    expect(page).toMatchObject({ next_page: null, prev_page: null });
    expect(await sessions.archive(session.id)).toMatchObject({ status: "terminated" });
    expect(await sessions.delete(session.id)).toEqual({ id: session.id, type: "session_deleted" });
    expect((await environments.archive(environment.id)).archived_at).not.toBeNull();
    expect(await environments.delete(environment.id)).toEqual({ id: environment.id, type: "environment_deleted" });
    expect((await agents.archive(agent.id)).archived_at).not.toBeNull();
  }
});

test("both SDKs send and list events, also by thread", async () => {
  const agent = await api.client.beta.agents.create({ name: "Support", model: "claude-opus-5" });
  const environment = await api.client.beta.environments.create({ name: "Box" });
  for (const { beta } of [api.client, api.legacy] as Anthropic[]) {
    const session = await beta.sessions.create({ agent: agent.id, environment_id: environment.id });
    const sent = await beta.sessions.events.send(session.id, {
      events: [{ type: "user.message", content: text("Hi") }],
    });
    expect(sent.data).toMatchObject([{ type: "user.message", processed_at: null }]);
    const listed = [];
    for await (const event of beta.sessions.events.list(session.id, { limit: 1, types: ["user.message"] }))
      listed.push(event);
    expect(listed).toEqual(sent.data);
    const [thread] = (await beta.sessions.threads.list(session.id)).data;
    expect(await beta.sessions.threads.retrieve(thread?.id ?? "", { session_id: session.id })).toEqual(thread);
    const ofThread = await beta.sessions.threads.events.list(thread?.id ?? "", { session_id: session.id });
    expect(ofThread.data).toEqual(sent.data);
  }
});

test("an imported transcript reads like any session, with NUL in tool output kept", async () => {
  const events = [
    { type: "user.message", processed_at: "2026-11-18T08:00:00.000001Z", content: text("List") },
    { id: "c1", type: "agent.tool_use", name: "bash", input: { command: "ls" } },
    { type: "agent.tool_result", tool_use_id: "c1", content: text("a\0b"), is_error: true },
  ];
  const { status, answer } = await importing({ format: "managed_agents", title: "Listing", events });
  expect(status).toBe(200);
  expect(answer.import).toEqual({ already_imported: false, event_count: 3, skipped: {} });
  const [message, call, result] = (await api.client.beta.sessions.events.list(answer.id)).data;
  expect(message).toMatchObject({ processed_at: "2026-11-18T08:00:00.000001Z" });
  expect(result).toMatchObject({ tool_use_id: call?.id, content: text("a\0b"), is_error: true });
  expect((await importing({ format: "managed_agents", events })).answer).toMatchObject({
    id: answer.id,
    title: "Listing",
    import: { already_imported: true },
  });
});

test.each([
  [{ format: "xml" }, "format must be managed_agents or claude_code"],
  [{ format: "managed_agents" }, "events must be an array"],
  [{ format: "managed_agents", events: [] }, "events must hold at least one event"],
  [
    { format: "managed_agents", events: [{ type: "user.message", content: [{ type: "x" }] }] },
    "events[0].content[0].type must be one of",
  ],
  [
    { format: "managed_agents", events: [{ type: "user.interrupt" }], title: "a\0b" },
    "title: must not hold the NUL character",
  ],
  [{ format: "claude_code", transcript: '{"type":"user"}\n{' }, "transcript line 2 is not valid JSON"],
  [{ format: "claude_code", transcript: "{}", resources: [{ type: "file" }] }, "type must be memory_store"],
])("a bad import is refused with its fault: %j", async (body, fault) => {
  const { status, answer } = await importing(body);
  expect(status).toBe(400);
  expect(answer.error.message).toContain(fault);
});

test("the command line imports files, says what was there already, and goes on after a bad one", async () => {
  const store = await api.client.beta.memoryStores.create({ name: "Team" });
  const good = join(folder, "good.jsonl");
  const bad = join(folder, "bad.jsonl");
  writeFileSync(good, JSON.stringify({ type: "user", message: { content: "hello from a file" } }));
  writeFileSync(bad, '{"type":"user"}\nnot json\n');
  const said: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
  const complain = vi.spyOn(console, "error").mockImplementation((line: string) => void said.push(line));
  const run = (...args: string[]) => runImportCommand([...args, "--url", api.baseURL, "--api-key", API_KEY]);
  const codes = [
    await run(good, "--store", store.id, "--access", "read_only"),
    await run(bad, good, "--store", store.id, "--access", "read_only"),
  ];
  log.mockRestore();
  complain.mockRestore();
  expect(codes).toEqual([0, 1]);
  expect(said).toEqual([
    expect.stringMatching(/^\[1\/1\] .*good\.jsonl: sesn_\w+ \(1 events\)$/),
    expect.stringMatching(/^\[1\/2\] .*bad\.jsonl: transcript line 2 is not valid JSON: .*\(400\)$/),
    expect.stringMatching(/^\[2\/2\] .*good\.jsonl: sesn_\w+ \(1 events, already imported\)$/),
  ]);
  const [session] = (await api.client.beta.sessions.list({ memory_store_id: store.id })).data;
  expect(session).toMatchObject({ title: "hello from a file", resources: [{ access: "read_only" }] });
});
