import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { aContext, aWorkspace } from "@/lib/testing/builders";
import { archiveAgent } from "./archive-agent";
import { createAgent } from "./create-agent";
import { getAgent } from "./get-agent";
import { listAgentVersions } from "./list-agent-versions";
import { listAgents } from "./list-agents";
import { updateAgent } from "./update-agent";

test("toolsets and a model's name are completed, tools of unknown kinds stay as given", async () => {
  const { ctx } = await aWorkspace();
  const odd = { type: "of_the_future", any: [1] };
  const agent = await createAgent(ctx, {
    name: "A",
    model: "model-a",
    tools: [{ type: "agent_toolset_20260401" }, odd],
  });
  const defaults = { enabled: true, permission_policy: { type: "always_allow" } };
  expect(await getAgent(ctx, { agentId: agent.id })).toMatchObject({
    version: 1,
    model: { id: "model-a", speed: "standard" },
    tools: [{ type: "agent_toolset_20260401", configs: [], default_config: defaults }, odd],
    executionIdentity: { type: "service_account" },
  });
});

test("an update makes the next version only when something differs; old versions stay readable", async () => {
  const { ctx, advance } = await aWorkspace();
  const agent = await createAgent(ctx, { name: "One", model: "model-a", system: "Be kind.", description: "x" });
  advance(1000);
  expect(await updateAgent(ctx, { agentId: agent.id, name: "One" })).toEqual(agent);
  const next = await updateAgent(ctx, { agentId: agent.id, version: 1, name: "Two", system: "", description: null });
  expect(next).toMatchObject({ version: 2, name: "Two", system: null, description: null });
  expect(await getAgent(ctx, { agentId: agent.id, version: 1 })).toMatchObject({ name: "One", system: "Be kind." });
  const versions = await listAgentVersions(ctx, { agentId: agent.id, limit: 1 });
  const older = await listAgentVersions(ctx, { agentId: agent.id, limit: 1, page: versions.nextPage ?? "" });
  expect([...versions.data, ...older.data].map(({ version }) => version)).toEqual([2, 1]);
  expect(older.nextPage).toBeNull();
  await expect(getAgent(ctx, { agentId: agent.id, version: 3 })).rejects.toMatchObject({ code: "not_found" });
});

test("another version than expected is a conflict, even when nothing would change", async () => {
  const { ctx } = await aWorkspace();
  const agent = await createAgent(ctx, { name: "One", model: "model-a" });
  const update = updateAgent(ctx, { agentId: agent.id, version: 2, name: "One" });
  await expect(update).rejects.toMatchObject({ code: "conflict" });
});

test("an archived agent leaves the list, refuses updates and stays readable", async () => {
  const { ctx } = await aWorkspace();
  const agent = await createAgent(ctx, { name: "One", model: "model-a" });
  const archived = await archiveAgent(ctx, agent.id);
  expect(await archiveAgent(ctx, agent.id)).toEqual(archived);
  await expect(updateAgent(ctx, { agentId: agent.id, name: "Two" })).rejects.toMatchObject({ code: "invalid_request" });
  expect((await listAgents(ctx)).data).toEqual([]);
  expect((await listAgents(ctx, { includeArchived: true })).data.map(({ id }) => id)).toEqual([agent.id]);
});

test("what belongs to another workspace is not found", async () => {
  const { ctx, db } = await aWorkspace();
  const agent = await createAgent(ctx, { name: "One", model: "model-a" });
  const stranger = aContext(db, (await aWorkspace()).workspaceId).ctx;
  const unknown = { code: "not_found" };
  await expect(getAgent(stranger, { agentId: agent.id })).rejects.toMatchObject(unknown);
  await expect(updateAgent(stranger, { agentId: agent.id, name: "x" })).rejects.toMatchObject(unknown);
  await expect(archiveAgent(stranger, agent.id)).rejects.toMatchObject(unknown);
  await expect(listAgentVersions(stranger, { agentId: newId("agent") })).rejects.toMatchObject(unknown);
});
