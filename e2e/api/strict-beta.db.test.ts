import { expect, test } from "vitest";
import { apiServer } from "./server";

// Settings are read once, at the first request.
process.env.REVERIE_STRICT_BETA = "true";
const api = apiServer();

const MEMORY = "agent-memory-2026-07-22";
const MANAGED_AGENTS = "managed-agents-2026-04-01";

async function ask(path: string, beta: string | undefined): Promise<[number, string | undefined]> {
  const response = await api.request(path, { headers: beta === undefined ? {} : { "anthropic-beta": beta } });
  const { error } = (await response.json()) as { error?: { type: string } };
  return [response.status, error?.type];
}

test.each([
  [MEMORY, 200, undefined],
  [MANAGED_AGENTS, 200, undefined],
  [`${MEMORY},${MANAGED_AGENTS}`, 400, "invalid_request_error"],
  [`${MEMORY},hopes-2030-01-01`, 400, "invalid_request_error"],
  ["", 404, "not_found_error"],
  [undefined, 404, "not_found_error"],
])("1.4: in strict mode, anthropic-beta: %s on a memory store is %i", async (beta, status, type) => {
  const store = await api.client.beta.memoryStores.create({ name: "Strict" });
  expect(await ask(`/v1/memory_stores/${store.id}`, beta)).toEqual([status, type]);
});

test("1.4: in strict mode both SDKs work as they are, and what is an extension of ours needs no value", async () => {
  for (const client of [api.client, api.legacy]) {
    const store = await client.beta.memoryStores.create({ name: "Strict" });
    const memory = await client.beta.memoryStores.memories.create(store.id, { path: "/a", content: "one" });
    expect(memory.path).toBe("/a");
  }
  expect(await ask("/v1/redactions", undefined)).toEqual([200, undefined]);
});
