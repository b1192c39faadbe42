import { beforeAll, describe, expect, test } from "vitest";
import { collect, INVALID, MISSING, outcome, refusal, WIRE_TIME } from "./asking";
import { conformanceServer, type Memory, SDKS } from "./server";

const server = await conformanceServer();

let storeId = "";
let memory: Memory;
let other: Memory;

/** One memory created, changed, renamed and deleted; another one created in between. */
beforeAll(async () => {
  storeId = await server.aStore();
  const memories = `/v1/memory_stores/${storeId}/memories`;
  memory = await server.aMemory(storeId, "/a", "one");
  await server.ask("POST", `${memories}/${memory.id}`, { body: { content: "two" } });
  other = await server.aMemory(storeId, "/other", "x");
  await server.ask("POST", `${memories}/${memory.id}`, { body: { path: "/b" } });
  await server.ask("DELETE", `${memories}/${memory.id}`);
});

const versions = () => `/v1/memory_stores/${storeId}/memory_versions`;
const HISTORY = [
  { operation: "deleted", path: "/b", content: null, content_sha256: null, content_size_bytes: null },
  { operation: "modified", path: "/b", content: "two", content_size_bytes: 3 },
  { operation: "created", path: "/other", content: "x", content_size_bytes: 1 },
  { operation: "modified", path: "/a", content: "two", content_size_bytes: 3 },
  { operation: "created", path: "/a", content: "one", content_size_bytes: 3 },
];

describe.each(SDKS)("section 4, %s", (sdk) => {
  const api = () => server.sdk(sdk).beta.memoryStores.memoryVersions;
  const list = (query: object = {}) => collect(api().list(storeId, { limit: 100, ...query }));

  test("4.1: a version has exactly these keys, null where empty", async () => {
    const [version] = (await list({ view: "full" })).slice(-1);
    expect({ ...version }).toEqual({
      id: memory.memory_version_id,
      type: "memory_version",
      memory_id: memory.id,
      memory_store_id: storeId,
      operation: "created",
      path: "/a",
      content: "one",
      content_sha256: memory.content_sha256,
      content_size_bytes: 3,
      created_at: expect.stringMatching(WIRE_TIME),
      created_by: { type: "api_actor", api_key_id: expect.stringMatching(/^apikey_/) },
      redacted_at: null,
      redacted_by: null,
    });
  });

  test("4.1: create, change, rename and delete each append one version; the newest is first", async () => {
    const listed = await list({ view: "full" });
    expect(listed).toMatchObject(HISTORY);
    const order = listed.map(({ created_at, id }) => `${created_at} ${id}`);
    expect([...order].sort().reverse()).toEqual(order);
  });

  test("4.1: the head is the version that the memory names", async () => {
    const in_store = { memory_store_id: storeId };
    const live = await server.sdk(sdk).beta.memoryStores.memories.retrieve(other.id, in_store);
    const head = await api().retrieve(live.memory_version_id, in_store);
    expect(head).toMatchObject({ memory_id: other.id, path: live.path, content: live.content });
  });

  test("4.1: content is null in basic view and for deleted, in lists and alone", async () => {
    for (const version of await list()) {
      expect(version.content).toBeNull();
      if (version.operation !== "deleted") expect(version.content_sha256).toMatch(/^[0-9a-f]{64}$/);
      const basic = await api().retrieve(version.id, { memory_store_id: storeId, view: "basic" });
      expect({ ...basic }).toEqual({ ...version });
      const full = await api().retrieve(version.id, { memory_store_id: storeId, view: "full" });
      expect(full.content === null).toBe(version.operation === "deleted");
    }
  });

  test("4.3: the default view is basic for the list, full for one", async () => {
    const in_store = { memory_store_id: storeId };
    expect((await api().retrieve(memory.memory_version_id, in_store)).content).toBe("one");
    expect((await api().list(storeId)).data?.every(({ content }) => content === null)).toBe(true);
  });

  test("4.3: filters by memory, operation, key and time combine with AND", async () => {
    const all = await list();
    const key = all[0]?.created_by;
    const api_key_id = key?.type === "api_actor" ? key.api_key_id : "";
    const ids = async (query: object) => (await list(query)).map(({ id }) => id);
    const where = (matches: (version: (typeof all)[number]) => boolean) => all.filter(matches).map(({ id }) => id);
    const middle = all[2]?.created_at ?? "";
    expect(await ids({ memory_id: memory.id })).toEqual(where((version) => version.memory_id === memory.id));
    for (const operation of ["created", "modified", "deleted"] as const) {
      expect(await ids({ operation })).toEqual(where((version) => version.operation === operation));
    }
    expect(await ids({ api_key_id })).toEqual(where(() => true));
    expect(await ids({ "created_at[gte]": middle })).toEqual(where(({ created_at }) => created_at >= middle));
    expect(await ids({ "created_at[lte]": middle })).toEqual(where(({ created_at }) => created_at <= middle));
    expect(await ids({ "created_at[gte]": middle, "created_at[lte]": middle })).toEqual(
      where(({ created_at }) => created_at === middle),
    );
    expect(await ids({ memory_id: memory.id, operation: "modified", api_key_id, "created_at[gte]": middle })).toEqual(
      where((v) => v.memory_id === memory.id && v.operation === "modified" && v.created_at >= middle),
    );
    expect(await ids({ memory_id: other.id, operation: "deleted" })).toEqual([]);
  });

  test("4.3: filters hold on every page", async () => {
    expect(await list({ memory_id: memory.id, limit: 1 })).toMatchObject(
      HISTORY.filter(({ path }) => path !== "/other").map(({ operation, path }) => ({ operation, path })),
    );
  });

  test("4.3: an unknown id in a filter gives an empty page, not 404", async () => {
    for (const filter of ["memory_id", "session_id", "api_key_id", "service_account_id"]) {
      expect([filter, await list({ [filter]: "unknown" })]).toEqual([filter, []]);
    }
    expect(await list({ api_key_id: "apikey_a", session_id: "sesn_b" })).toEqual([]);
  });

  test("4.3: memory_id works after the deletion and then includes the deleted version", async () => {
    const operations = (await list({ memory_id: memory.id })).map(({ operation }) => operation);
    expect(operations).toEqual(["deleted", "modified", "modified", "created"]);
  });

  test("4.3: versions that are unknown or of another store are 404", async () => {
    const elsewhere = await server.aStore();
    const version = memory.memory_version_id;
    expect(await refusal(api().retrieve("memver_none", { memory_store_id: storeId }))).toEqual(MISSING);
    expect(await refusal(api().retrieve(version, { memory_store_id: elsewhere }))).toEqual(MISSING);
    expect(await refusal(api().retrieve(version, { memory_store_id: "memstore_none" }))).toEqual(MISSING);
    expect((await api().list(elsewhere)).data).toEqual([]);
  });

  test("4.5: what an old version holds can be written again, as update or as create", async () => {
    const store = await server.aStore();
    const in_store = { memory_store_id: store };
    const { memories, memoryVersions } = server.sdk(sdk).beta.memoryStores;
    const first = await memories.create(store, { path: "/a", content: "one" });
    await memories.update(first.id, { ...in_store, content: "two" });
    const old = await memoryVersions.retrieve(first.memory_version_id, in_store);
    const restored = await memories.update(first.id, { ...in_store, content: old.content ?? null, view: "full" });
    expect(restored).toMatchObject({ content: "one", content_sha256: first.content_sha256 });
    await memories.delete(first.id, in_store);
    const again = await memories.create(store, { path: old.path ?? "", content: old.content ?? "" });
    expect(again.content_sha256).toBe(first.content_sha256);
    const operations = (await collect(memoryVersions.list(store))).map(({ operation }) => operation);
    expect(operations).toEqual(["created", "deleted", "modified", "modified", "created"]);
  });

  test("4.2: a dream writes as its session, found by session_id", async () => {
    const { beta } = server.sdk(sdk);
    const store = await server.aStore();
    await server.aMemory(store, "/a.md", "# Notes\n\n- one\n");
    const agent = await beta.agents.create({ name: "a", model: "any" });
    const environment = await beta.environments.create({ name: "e" });
    const session = await beta.sessions.create({ agent: agent.id, environment_id: environment.id });
    const inputs = [
      { type: "memory_store" as const, memory_store_id: store },
      { type: "sessions" as const, session_ids: [session.id] },
    ];
    const { id } = await beta.dreams.create({ model: "reverie-local", inputs });
    let dream = await beta.dreams.retrieve(id);
    while (dream.status === "pending" || dream.status === "running") dream = await beta.dreams.retrieve(id);
    expect([dream.status, dream.error]).toEqual(["completed", null]);
    const output = dream.outputs.find(({ type }) => type === "memory_store")?.memory_store_id ?? "";
    const session_id = dream.session_id ?? "";
    const written = await collect(api().list(output, { session_id }));
    expect(written).toHaveLength((await collect(api().list(output))).length);
    expect(written).toMatchObject(written.map(() => ({ created_by: { type: "session_actor", session_id } })));
    expect(written.length).toBeGreaterThan(0);
  });
});

test.each([
  "operation=renamed",
  "operation=",
  "view=x",
  "limit=0",
  "page=x",
  "created_at[gte]=now",
  "created_at[lte]=2026-10-21",
])("4.6: the bad filter %s is 400", async (query) => {
  expect(outcome(await server.ask("GET", `${versions()}?${query}`))).toEqual(INVALID);
});

test("4.3: there is no filter by person or path", async () => {
  for (const query of ["user_id=user_none", "path=/nothing"]) {
    expect((await server.ask("GET", `${versions()}?${query}`)).body.data).toHaveLength(HISTORY.length);
  }
});

test("4.1: a version is immutable: there is no way to change or delete it", async () => {
  const address = `${versions()}/${memory.memory_version_id}`;
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    expect([method, (await server.ask(method, address, { body: { content: "x" } })).status]).toEqual([method, 405]);
  }
});

test("4.3: odd bytes in a filter find nothing or are refused, never a 500", async () => {
  for (const filter of ["memory_id", "session_id", "api_key_id", "service_account_id"]) {
    for (const value of ["%00", "%FF", "x".repeat(5_000)]) {
      const { status } = await server.ask("GET", `${versions()}?${filter}=${value}`);
      expect([200, 400]).toContain(status);
    }
  }
});
