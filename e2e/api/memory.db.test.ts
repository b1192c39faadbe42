import Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { sha256 } from "@/lib/core/hash";
import { apiServer } from "./server";

const api = apiServer();

test("both SDKs create, read, update, list and delete stores and memories", async () => {
  for (const client of [api.client, api.legacy] as Anthropic[]) {
    const store = await client.beta.memoryStores.create({ name: "Demo Memory", metadata: { team: "sre" } });
    expect(store).toMatchObject({
      type: "memory_store",
      description: "",
      archived_at: null,
      metadata: { team: "sre" },
    });
    const memory = await client.beta.memoryStores.memories.create(store.id, { path: "/a.md", content: "one" });
    expect(memory).toMatchObject({ content: null, content_sha256: sha256("one"), content_size_bytes: 3 });
    const input = {
      memory_store_id: store.id,
      content: "two",
      precondition: { type: "content_sha256" as const, content_sha256: memory.content_sha256 },
    };
    const updated = await client.beta.memoryStores.memories.update(memory.id, input);
    expect(await client.beta.memoryStores.memories.update(memory.id, input)).toEqual(updated);
    const read = await client.beta.memoryStores.memories.retrieve(memory.id, { memory_store_id: store.id });
    expect(read).toMatchObject({ content: "two", memory_version_id: updated.memory_version_id });
    const versions = [];
    for await (const version of client.beta.memoryStores.memoryVersions.list(store.id, { limit: 1 }))
      versions.push(version);
    expect(versions.map((version) => version.operation)).toEqual(["modified", "created"]);
    expect(versions[0]?.created_by).toMatchObject({ type: "api_actor" });
    const first = await client.beta.memoryStores.memoryVersions.retrieve(versions[1]?.id ?? "", {
      memory_store_id: store.id,
    });
    expect(first.content).toBe("one");
    expect(await client.beta.memoryStores.memories.delete(memory.id, { memory_store_id: store.id })).toEqual({
      id: memory.id,
      type: "memory_deleted",
    });
    expect(await client.beta.memoryStores.update(store.id, { description: "x" })).toMatchObject({ description: "x" });
    expect((await client.beta.memoryStores.archive(store.id)).archived_at).not.toBeNull();
    const listed = [];
    for await (const row of client.beta.memoryStores.list({ include_archived: true, limit: 1 })) listed.push(row.id);
    expect(listed).toContain(store.id);
    expect(await client.beta.memoryStores.delete(store.id)).toEqual({ id: store.id, type: "memory_store_deleted" });
    await expect(client.beta.memoryStores.retrieve(store.id)).rejects.toMatchObject({ status: 404 });
  }
});

test("depth 1 lists memories and prefixes in byte order", async () => {
  const store = await api.client.beta.memoryStores.create({ name: "Tree" });
  for (const path of ["/z.md", "/p/q/y.md", "/a.md", "/p/x.md"]) {
    await api.client.beta.memoryStores.memories.create(store.id, { path, content: path });
  }
  const entries = [];
  for await (const entry of api.client.beta.memoryStores.memories.list(store.id, { depth: 1, limit: 2 })) {
    entries.push([entry.type, entry.path]);
  }
  expect(entries).toEqual([
    ["memory", "/a.md"],
    ["memory_prefix", "/p/"],
    ["memory", "/z.md"],
  ]);
});

test("a conflict surfaces at once, in the envelope, with what blocks", async () => {
  const store = await api.client.beta.memoryStores.create({ name: "Conflicts" });
  const memory = await api.client.beta.memoryStores.memories.create(store.id, { path: "/notes", content: "" });
  const error = await api.client.beta.memoryStores.memories
    .create(store.id, { path: "/notes/todo.md", content: "" })
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof Anthropic.ConflictError)) throw new Error(`no conflict: ${error}`);
  expect(error.headers.get("x-should-retry")).toBe("false");
  expect(error.error).toMatchObject({
    type: "error",
    error: { type: "memory_path_conflict_error", conflicting_memory_id: memory.id, conflicting_path: "/notes" },
    request_id: error.requestID,
  });
});

test.each([
  ["/v1/nothing", "GET", 404, "not_found_error"],
  ["/v1/memory_stores", "PUT", 405, "invalid_request_error"],
  ["/v1/memory_stores/memstore_none", "GET", 404, "not_found_error"],
])("%s with %s answers %i in the envelope and is not to be retried", async (path, method, status, type) => {
  const response = await api.request(path, { method });
  expect(response.status).toBe(status);
  expect(response.headers.get("request-id")).toMatch(/^req_/);
  const body = (await response.json()) as { error: { type: string }; request_id: string };
  expect(body).toMatchObject({ type: "error", error: { type }, request_id: response.headers.get("request-id") });
});

test.each([
  ["no credential", {}],
  ["an unknown one", { authorization: "Bearer nobody" }],
])("a request with %s is refused", async (_name, headers) => {
  const response = await fetch(`${api.baseURL}/v1/memory_stores`, { headers });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { type: "authentication_error" } });
});

test.each([
  ["not JSON", "{", "not valid JSON"],
  ["an array", "[]", "must be a JSON object"],
  ["a lone surrogate", '{"name":"\\ud800"}', "name holds a lone surrogate"],
  ["NUL", '{"name":"a\\u0000"}', "name must not hold the NUL character"],
  ["no name", "{}", "name must be a text"],
  ["nested without end", `{"name":"\\ud83d\\ude00","metadata":${"[".repeat(100_000)}`, "nests deeper than 500 levels"],
])("a body that is %s is refused with the reason", async (_name, body, reason) => {
  const response = await api.request("/v1/memory_stores", { method: "POST", body });
  expect(response.status).toBe(400);
  expect(((await response.json()) as { error: { message: string } }).error.message).toContain(reason);
});

test("a body over 32 MiB is refused", async () => {
  const body = JSON.stringify({ name: "x".repeat(33 * 1024 * 1024) });
  const response = await api.request("/v1/memory_stores", { method: "POST", body });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { type: "request_too_large" } });
});

test("a cursor of another store is refused", async () => {
  const [one, two] = [
    await api.client.beta.memoryStores.create({ name: "One" }),
    await api.client.beta.memoryStores.create({ name: "Two" }),
  ];
  for (const path of ["/a", "/b"]) await api.client.beta.memoryStores.memories.create(one.id, { path, content: "" });
  const page = await api.client.beta.memoryStores.memories.list(one.id, { limit: 1 });
  const foreign = api.request(`/v1/memory_stores/${two.id}/memories?page=${page.next_page}`);
  expect((await foreign).status).toBe(400);
});
