import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { OpenApiDocument, OperationObject, ResponseObject, Schema } from "@/lib/openapi/types";
import { apiServer } from "./server";

const api = apiServer();
const document = JSON.parse(readFileSync("public/openapi.json", "utf8")) as OpenApiDocument;
const operations = new Map(
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, object]) => [object.operationId, { path, method, object }] as const),
  ),
);

/** Read from the document alone: nothing of our own schemas is asked. */
function reader(schema: Schema): z.ZodType {
  const whole = { ...schema, $defs: document.components.schemas };
  return z.fromJSONSchema(JSON.parse(JSON.stringify(whole).replaceAll("#/components/schemas/", "#/$defs/")));
}

/** What the document says about answers with this status; errors are shared. */
function documentedAnswer({ operationId, responses }: OperationObject, status: number): ResponseObject {
  const response = responses[String(status)];
  const shared = response && "$ref" in response ? response.$ref.split("/").at(-1) : undefined;
  const found = shared === undefined ? response : document.components.responses[shared];
  if (found === undefined || "$ref" in found) throw new Error(`${operationId} does not document ${status}`);
  return found;
}

const ids: Record<string, string> = {};

type Call = { id: string; body?: unknown; query?: string; params?: Record<string, string>; status?: number };

async function call({ id, body, query = "", params = {}, status = 200 }: Call) {
  const operation = operations.get(id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ids[name] ?? name);
  const response = await api.request(`${path}${query}`, {
    method: operation.method.toUpperCase(),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(status);
  const documented = documentedAnswer(operation.object, status);
  const read = reader(documented.content?.["application/json"]?.schema ?? {}).safeParse(answer);
  expect(read.error?.issues, `${id}: ${JSON.stringify(answer)}`).toBeUndefined();
  // Only where the operator asked for it.
  const always = Object.keys(documented.headers ?? {}).filter((name) => name !== "reverie-warnings");
  for (const name of always) expect(response.headers.has(name), `${id}: ${name}`).toBe(true);
}

beforeAll(async () => {
  const { beta } = api.client;
  const store = await beta.memoryStores.create({ name: "Documented" });
  const memory = await beta.memoryStores.memories.create(store.id, { path: "/a.md", content: "one\n" });
  const agent = await beta.agents.create({ name: "a", model: "any", tools: [{ type: "agent_toolset_20260401" }] });
  const environment = await beta.environments.create({ name: "e" });
  Object.assign(ids, {
    store_id: store.id,
    memory_id: memory.id,
    version_id: memory.memory_version_id,
    agent_id: agent.id,
    environment_id: environment.id,
  });
  const session = await beta.sessions.create({
    agent: agent.id,
    environment_id: environment.id,
    resources: [{ type: "memory_store", memory_store_id: store.id }],
  });
  const threads = await beta.sessions.threads.list(session.id);
  const dream = await beta.dreams.create({
    model: "reverie-local",
    inputs: [
      { type: "memory_store", memory_store_id: store.id },
      { type: "sessions", session_ids: [session.id] },
    ],
  });
  Object.assign(ids, { session_id: session.id, thread_id: threads.data?.[0]?.id, dream_id: dream.id });
});

const READING: Call[] = [
  { id: "listMemoryStores", query: "?limit=1&include_archived=true" },
  { id: "getMemoryStore" },
  { id: "listMemories", query: "?depth=1" },
  { id: "getMemory" },
  { id: "listMemoryVersions", query: "?view=full" },
  { id: "getMemoryVersion" },
  { id: "listAgents" },
  { id: "getAgent" },
  { id: "listAgentVersions" },
  { id: "listEnvironments" },
  { id: "getEnvironment" },
  { id: "listSessions", query: "?statuses[]=idle" },
  { id: "getSession" },
  { id: "listSessionEvents" },
  { id: "listSessionResources" },
  { id: "listSessionThreads" },
  { id: "getSessionThread" },
  { id: "listDreams" },
  { id: "getDream" },
  { id: "getDreamDiff" },
];

test.each(READING)("the answer of $id is what the document says", async (wanted) => {
  await call(wanted);
});

test("the samples of the document are taken by the server", async () => {
  for (const id of ["createMemoryStore", "createMemory", "createAgent", "createEnvironment", "importSession"]) {
    const body = operations.get(id)?.object.requestBody?.content["application/json"]?.example;
    expect(body, id).toBeDefined();
    await call({ id, body });
  }
});

test("errors are what the document says, headers included", async () => {
  await call({ id: "getMemory", params: { memory_id: "mem_none" }, status: 404 });
  await call({ id: "listMemoryStores", query: "?limit=0", status: 400 });
  const stale = { type: "content_sha256", content_sha256: "0".repeat(64) };
  await call({ id: "updateMemory", body: { content: "two\n", precondition: stale }, status: 409 });
  await call({ id: "createMemory", body: { path: "/a.md", content: "other" }, status: 409 });
});

test("without a key the answer is the documented envelope", async () => {
  const response = await fetch(`${api.baseURL}/v1/memory_stores`);
  const schema = document.components.schemas.ErrorEnvelope ?? {};
  expect([response.status, reader(schema).safeParse(await response.json()).success]).toEqual([401, true]);
});
