import { describe, expect, test } from "vitest";
import { CHANGED, failureOf, INVALID, MISSING, outcome, PATH_CONFLICT, refusal } from "./asking";
import { conformanceServer, type Memory, SDKS } from "./server";

const server = await conformanceServer();
const STALE = "0".repeat(64);

const addressOf = (storeId: string, memory: { id: string }) => `/v1/memory_stores/${storeId}/memories/${memory.id}`;
const versionCount = async (storeId: string) =>
  (await server.ask("GET", `/v1/memory_stores/${storeId}/memory_versions?limit=100`)).body.data.length;

describe.each(SDKS)("3.5 update, %s", (sdk) => {
  const memories = () => server.sdk(sdk).beta.memoryStores.memories;

  async function setUp(content = "one") {
    const storeId = await server.aStore();
    const memory = await server.aMemory(storeId, "/a", content);
    const expecting = (hash: string) => ({
      memory_store_id: storeId,
      view: "full" as const,
      precondition: { type: "content_sha256" as const, content_sha256: hash },
    });
    return { storeId, memory, in_store: { memory_store_id: storeId, view: "full" as const }, expecting };
  }

  test("3.5 step 3: what is there already succeeds with a stale hash and writes no version", async () => {
    const { storeId, memory, expecting } = await setUp();
    for (const change of [{ content: "one" }, { content: "one", path: "/a" }]) {
      expect({ ...(await memories().update(memory.id, { ...expecting(STALE), ...change })) }).toEqual(memory);
    }
    expect(await versionCount(storeId)).toBe(1);
  });

  test("3.5 step 3: a repeated update whose first answer was lost succeeds, content and path together", async () => {
    const { storeId, memory, expecting } = await setUp();
    const change = { ...expecting(memory.content_sha256), content: "two", path: "/b" };
    const first = await memories().update(memory.id, change);
    expect({ ...(await memories().update(memory.id, change)) }).toEqual({ ...first });
    expect(await versionCount(storeId)).toBe(2);
  });

  test("3.5 step 3: equal content at another path is not there already", async () => {
    const { memory, expecting } = await setUp();
    const change = { ...expecting(STALE), content: "one", path: "/b" };
    expect(await refusal(memories().update(memory.id, change))).toEqual(CHANGED);
  });

  test("3.5 step 4: a stale hash is 409, discloses no hash and changes nothing", async () => {
    const { storeId, memory, in_store, expecting } = await setUp();
    for (const change of [{ content: "two" }, { path: "/b" }, { content: "two", path: "/b" }]) {
      const { status, error } = await failureOf(memories().update(memory.id, { ...expecting(STALE), ...change }));
      expect([status, error.error.type]).toEqual(CHANGED);
      expect(Object.keys(error.error).sort()).toEqual(["message", "type"]);
      expect(JSON.stringify(error)).not.toContain(memory.content_sha256);
    }
    expect({ ...(await memories().retrieve(memory.id, in_store)) }).toEqual(memory);
    expect(await versionCount(storeId)).toBe(1);
  });

  test("3.5 step 4: the hash means the memory's current content, also when it is renamed", async () => {
    const { memory, expecting } = await setUp();
    const renamed = await memories().update(memory.id, { ...expecting(memory.content_sha256), path: "/b" });
    expect(renamed).toMatchObject({ path: "/b", content: "one", content_sha256: memory.content_sha256 });
  });

  test("3.5 step 4: the precondition is checked before the path", async () => {
    const { storeId, memory, expecting } = await setUp();
    await server.aMemory(storeId, "/taken");
    expect(await refusal(memories().update(memory.id, { ...expecting(STALE), path: "/taken" }))).toEqual(CHANGED);
    const fresh = expecting(memory.content_sha256);
    expect(await refusal(memories().update(memory.id, { ...fresh, path: "/taken" }))).toEqual(PATH_CONFLICT);
  });

  test("3.5 step 4: content left out with a stale hash is 409, also when nothing else is asked for", async () => {
    const { memory, expecting } = await setUp();
    expect(await refusal(memories().update(memory.id, expecting(STALE)))).toEqual(CHANGED);
    expect(await refusal(memories().update(memory.id, { ...expecting(STALE), path: "/a" }))).toEqual(CHANGED);
  });

  test("3.5 step 5: an update that changes nothing is 200 and writes no version", async () => {
    const { storeId, memory, in_store, expecting } = await setUp();
    for (const change of [in_store, { ...in_store, path: "/a" }, expecting(memory.content_sha256)]) {
      expect({ ...(await memories().update(memory.id, change)) }).toEqual(memory);
    }
    expect(await versionCount(storeId)).toBe(1);
  });

  test("3.5 step 6: a rename ignores the memory itself, so /a may become /a/b and come back", async () => {
    const { memory, in_store } = await setUp();
    expect(await memories().update(memory.id, { ...in_store, path: "/a/b" })).toMatchObject({ path: "/a/b" });
    expect(await memories().update(memory.id, { ...in_store, path: "/a" })).toMatchObject({ path: "/a" });
  });

  test("3.5 step 6: a rename onto a taken or overlapping path is 409 and changes nothing", async () => {
    const { storeId, memory, in_store } = await setUp();
    const blocker = await server.aMemory(storeId, "/d/x");
    for (const path of ["/d/x", "/d", "/d/x/y"]) {
      const { status, error } = await failureOf(memories().update(memory.id, { ...in_store, content: "two", path }));
      expect([status, error.error]).toMatchObject([
        409,
        { type: "memory_path_conflict_error", conflicting_memory_id: blocker.id, conflicting_path: "/d/x" },
      ]);
    }
    expect({ ...(await memories().retrieve(memory.id, in_store)) }).toEqual(memory);
  });

  test("3.5 step 7: content, path, or both become one modified version", async () => {
    const { storeId, memory, in_store } = await setUp();
    const { memoryVersions } = server.sdk(sdk).beta.memoryStores;
    for (const change of [{ content: "two" }, { path: "/b" }, { content: "three", path: "/c" }]) {
      const updated = await memories().update(memory.id, { ...in_store, ...change });
      expect(updated).toMatchObject(change);
      const [head] = (await memoryVersions.list(storeId, { view: "full", limit: 1 })).data;
      expect(head).toMatchObject({
        id: updated.memory_version_id,
        operation: "modified",
        path: updated.path,
        content: updated.content,
        content_sha256: updated.content_sha256,
        created_at: updated.updated_at,
      });
    }
    expect(await versionCount(storeId)).toBe(4);
  });

  test("3.6: delete with a stale hash is 409 and deletes nothing; with the current one it deletes", async () => {
    const { storeId, memory, in_store } = await setUp();
    const expected = (hash: string) => ({ memory_store_id: storeId, expected_content_sha256: hash });
    expect(await refusal(memories().delete(memory.id, expected(STALE)))).toEqual(CHANGED);
    expect({ ...(await memories().retrieve(memory.id, in_store)) }).toEqual(memory);
    expect(await memories().delete(memory.id, expected(memory.content_sha256))).toMatchObject({ id: memory.id });
    expect(await refusal(memories().retrieve(memory.id, in_store))).toEqual(MISSING);
    expect(await refusal(memories().delete(memory.id, in_store))).toEqual(MISSING);
    expect(await refusal(memories().update(memory.id, { ...in_store, content: "x" }))).toEqual(MISSING);
    expect((await memories().list(storeId)).data).toEqual([]);
  });

  test("3.6: a delete appends a deleted version and removes none", async () => {
    const { storeId, memory } = await setUp();
    await memories().delete(memory.id, { memory_store_id: storeId });
    const { data } = await server.sdk(sdk).beta.memoryStores.memoryVersions.list(storeId);
    expect(data).toMatchObject([
      { operation: "deleted", memory_id: memory.id, path: "/a", content_sha256: null },
      { operation: "created", id: memory.memory_version_id, content_sha256: memory.content_sha256 },
    ]);
  });
});

const precondition = (content_sha256: unknown, type: unknown = "content_sha256") => ({
  content: "two",
  precondition: { type, content_sha256 },
});

test.each([
  ["content of 102,401 bytes", { content: "x".repeat(102_401) }],
  ["content that is a number", { content: 1 }],
  ["a bad path", { path: "a" }],
  ["a path that is a number", { path: 1 }],
  ["a precondition that is a text", { precondition: "x" }],
  ["a precondition of another type", precondition(STALE, "path")],
  ["a precondition without a type", { precondition: { content_sha256: STALE } }],
  ["a precondition without a hash", { precondition: { type: "content_sha256" } }],
  ["a hash that is null", precondition(null)],
  ["an upper-case hash", precondition("A".repeat(64))],
  ["a short hash", precondition("0".repeat(63))],
  ["a long hash", precondition("0".repeat(65))],
  ["a hash with a line break", precondition(`${STALE}\n`)],
  ["a hash that is not hex", precondition("g".repeat(64))],
])("3.5 step 1: an update with %s is 400, even on an unknown store", async (_name, body) => {
  const storeId = await server.aStore();
  const memory = await server.aMemory(storeId, "/a");
  expect(outcome(await server.ask("POST", addressOf(storeId, memory), { body }))).toEqual(INVALID);
  expect(outcome(await server.ask("POST", addressOf("memstore_none", memory), { body }))).toEqual(INVALID);
  expect(await versionCount(storeId)).toBe(1);
});

test("3.5 step 2: an unknown store and an unknown memory are 404 before the archive is 400", async () => {
  const storeId = await server.aStore();
  const memory = await server.aMemory(storeId, "/a");
  await server.ask("POST", `/v1/memory_stores/${storeId}/archive`);
  for (const body of [{ content: "two" }, { path: "/b" }]) {
    expect(outcome(await server.ask("POST", addressOf(storeId, { id: "mem_none" }), { body }))).toEqual(MISSING);
    expect(outcome(await server.ask("POST", addressOf("memstore_none", memory), { body }))).toEqual(MISSING);
    expect(outcome(await server.ask("POST", addressOf(storeId, memory), { body }))).toEqual(INVALID);
  }
});

test.each([
  ["already there", { content: "one" }],
  ["empty", {}],
  ["stale", precondition(STALE)],
])("3.5 step 2: on an archived store an update that is %s is 400 too", async (_name, body) => {
  const storeId = await server.aStore();
  const memory = await server.aMemory(storeId, "/a");
  await server.ask("POST", `/v1/memory_stores/${storeId}/archive`);
  expect(outcome(await server.ask("POST", addressOf(storeId, memory), { body }))).toEqual(INVALID);
});

test("3.5: null means omitted for content, path and precondition", async () => {
  const storeId = await server.aStore();
  const memory = await server.aMemory(storeId, "/a");
  const update = (body: object) => server.ask("POST", `${addressOf(storeId, memory)}?view=full`, { body });
  expect((await update({ content: null, path: null, precondition: null })).body).toEqual(memory);
  expect((await update({ content: "two", path: null, precondition: null })).body).toMatchObject({ path: "/a" });
  expect((await update({ content: null, path: "/b" })).body).toMatchObject({ content: "two", path: "/b" });
});

test("3.5: an update without a body is 200 and changes nothing", async () => {
  const storeId = await server.aStore();
  const memory = await server.aMemory(storeId, "/a");
  const answer = await server.ask("POST", `${addressOf(storeId, memory)}?view=full`);
  expect([answer.status, answer.body]).toEqual([200, memory]);
});

test("3.5: content that differs only in what an eye does not see is another content", async () => {
  const storeId = await server.aStore();
  const memory: Memory = await server.aMemory(storeId, "/a", "caf\u00E9\n");
  const contents = ["cafe\u0301\n", "caf\u00E9\r\n", "caf\u00E9", "\uFEFFcaf\u00E9\n", "caf\u00E9\n"];
  for (const content of contents) {
    const answer = await server.ask("POST", `${addressOf(storeId, memory)}?view=full`, { body: { content } });
    expect(answer.body.content).toBe(content);
  }
  expect(await versionCount(storeId)).toBe(contents.length + 1);
});

test.each(["", "x", "A".repeat(64), "0".repeat(63), `${STALE}%0A`])(
  "3.6: delete with the malformed hash %j is 400 and deletes nothing",
  async (hash) => {
    const storeId = await server.aStore();
    const memory = await server.aMemory(storeId, "/a");
    const address = addressOf(storeId, memory);
    expect(outcome(await server.ask("DELETE", `${address}?expected_content_sha256=${hash}`))).toEqual(INVALID);
    expect((await server.ask("GET", address)).status).toBe(200);
  },
);
