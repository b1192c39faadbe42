import { expect, test } from "vitest";
import { sha256 } from "@/lib/core/hash";
import { testDatabase } from "@/lib/testing/database";
import { apiServer } from "./server";

const api = apiServer();

type Memory = { id: string; path: string; content: string | null; memory_version_id: string };
type Batch = { type: string; results: { type: string; memory: Memory }[] };

async function aStore(files: Record<string, string> = {}) {
  const { memoryStores } = api.client.beta;
  const store = await memoryStores.create({ name: "Batches" });
  const ids: Record<string, string> = {};
  for (const [path, content] of Object.entries(files)) {
    ids[path] = (await memoryStores.memories.create(store.id, { path, content })).id;
  }
  return {
    id: store.id,
    ids,
    apply: (operations: object[], rest: object = {}, view = "basic"): Promise<Batch> =>
      api.client.post(`/v1/memory_stores/${store.id}/batch?view=${view}`, { body: { operations, ...rest } }),
    tree: async () => {
      const files = [];
      for await (const entry of memoryStores.memories.list(store.id, { view: "full" })) {
        if (entry.type === "memory") files.push([entry.path, entry.content]);
      }
      return Object.fromEntries(files);
    },
    versions: async () => {
      const page = await memoryStores.memoryVersions.list(store.id, { limit: 100 });
      return page.data;
    },
  };
}

const stated = (content: string) => ({ type: "content_sha256", content_sha256: sha256(content) });

test("all four operations are applied in order, and answered in order", async () => {
  const store = await aStore({ "/a": "one", "/b": "two", "/c": "three" });
  const batch = await store.apply(
    [
      { type: "delete", memory_id: store.ids["/a"], expected_content_sha256: sha256("one") },
      { type: "rename", memory_id: store.ids["/b"], path: "/a", precondition: stated("two") },
      { type: "create", path: "/b", content: "new" },
      { type: "update", memory_id: store.ids["/c"], content: "3", path: "/d", precondition: stated("three") },
    ],
    { atomic: true },
    "full",
  );
  expect(batch).toMatchObject({
    type: "memory_batch",
    results: [
      { type: "delete", memory: { id: store.ids["/a"], type: "memory_deleted" } },
      { type: "rename", memory: { id: store.ids["/b"], type: "memory", path: "/a", content: "two" } },
      { type: "create", memory: { type: "memory", path: "/b", content: "new" } },
      { type: "update", memory: { id: store.ids["/c"], type: "memory", path: "/d", content: "3" } },
    ],
  });
  expect(await store.tree()).toEqual({ "/a": "two", "/b": "new", "/d": "3" });
  expect(await store.versions()).toHaveLength(7);
});

test("what is there already or changes nothing is answered with the memory as it is", async () => {
  const store = await aStore({ "/a": "one", "/b": "two" });
  const before = await store.versions();
  const batch = await store.apply([
    { type: "update", memory_id: store.ids["/a"], content: "one", precondition: stated("stale") },
    { type: "rename", memory_id: store.ids["/b"], path: "/b" },
  ]);
  expect(batch.results.map(({ memory }) => [memory.path, memory.content])).toEqual([
    ["/a", null],
    ["/b", null],
  ]);
  expect(await store.versions()).toEqual(before);
});

test.each([
  ["an unknown memory", { type: "delete", memory_id: "mem_none" }, 404, { type: "not_found_error" }],
  [
    "a stale precondition",
    { type: "update", memory_id: "/b", content: "x", precondition: stated("old") },
    409,
    { type: "memory_precondition_failed_error" },
  ],
  [
    "a stale hash of a delete",
    { type: "delete", memory_id: "/b", expected_content_sha256: sha256("old") },
    409,
    { type: "memory_precondition_failed_error" },
  ],
  [
    "a taken path",
    { type: "create", path: "/b/c", content: "" },
    409,
    { type: "memory_path_conflict_error", conflicting_path: "/b", message: expect.stringContaining("blocked by") },
  ],
  [
    "a path that the batch itself took",
    { type: "rename", memory_id: "/b", path: "/new" },
    409,
    { type: "memory_path_conflict_error", conflicting_path: "/new", conflicting_memory_id: "" },
  ],
  ["a memory named twice", { type: "delete", memory_id: "/a" }, 400, { type: "invalid_request_error" }],
])("%s fails the whole batch with its own error and its index", async (_name, last, status, error) => {
  const store = await aStore({ "/a": "one", "/b": "two" });
  const operations = [
    { type: "create", path: "/new", content: "new" },
    { type: "update", memory_id: "/a", content: "1" },
    last,
    { type: "delete", memory_id: "mem_also_wrong" },
  ].map((operation) =>
    "memory_id" in operation
      ? { ...operation, memory_id: store.ids[operation.memory_id] ?? operation.memory_id }
      : operation,
  );
  await expect(store.apply(operations)).rejects.toMatchObject({
    status,
    error: { error: { ...error, operation_index: 2 } },
  });
  expect(await store.tree()).toEqual({ "/a": "one", "/b": "two" });
  expect(await store.versions()).toHaveLength(2);
});

test.each([
  ["no operations", { operations: [] }, "operations must be a list of 1 to 100 operations"],
  ["too many", { operations: Array(101).fill({ type: "delete", memory_id: "x" }) }, "list of 1 to 100 operations"],
  ["no list", {}, "operations must be a list"],
  ["an unknown type", { operations: [{ type: "move" }] }, "type is create, update, rename or delete"],
  ["a bad path", { operations: [{ type: "create", path: "a", content: "" }] }, "path must start with"],
  ["a part", { operations: [{ type: "delete", memory_id: "x" }], atomic: false }, "atomic must be true"],
])("a body with %s is refused with the reason", async (_name, body, reason) => {
  const store = await aStore();
  const path = `/v1/memory_stores/${store.id}/batch`;
  const response = await api.request(path, { method: "POST", body: JSON.stringify(body) });
  const answer = (await response.json()) as { error: { message: string } };
  expect([response.status, answer.error.message]).toEqual([400, expect.stringContaining(reason)]);
});

test("an archived store takes a batch of deletes and no other", async () => {
  const store = await aStore({ "/a": "one", "/b": "two" });
  await api.client.beta.memoryStores.archive(store.id);
  const remove = (path: string) => ({ type: "delete", memory_id: store.ids[path] });
  const mixed = store.apply([remove("/a"), { type: "update", memory_id: store.ids["/b"], content: "2" }]);
  await expect(mixed).rejects.toMatchObject({ status: 400, error: { error: { operation_index: 1 } } });
  await store.apply([remove("/a"), remove("/b")]);
  expect(await store.tree()).toEqual({});
});

test("a hundred operations are one moment of the history", async () => {
  const store = await aStore();
  const db = await testDatabase();
  const paths = Array.from({ length: 100 }, (_, file) => `/d${file % 7}/f${file}`);
  const created = await store.apply(paths.map((path) => ({ type: "create", path, content: path })));
  const [{ count: moments } = { count: 0 }] = await db.query<{ count: number }>(
    "select count(distinct created_at)::int as count from memory_versions where store_id = $1",
    [store.id],
  );
  expect([created.results.length, moments]).toEqual([100, 1]);
  const renames = created.results.map(({ memory }, file) => ({
    type: "rename",
    memory_id: memory.id,
    path: `/moved${paths[file]}`,
  }));
  await store.apply(renames);
  expect(Object.keys(await store.tree())).toHaveLength(100);
});

test("of 16 batches that want the same two paths at once one gets both and the others nothing", async () => {
  const store = await aStore();
  const batches = Array.from({ length: 16 }, (_, client) =>
    store.apply([
      { type: "create", path: client % 2 === 0 ? "/x" : "/y", content: `client ${client}` },
      { type: "create", path: client % 2 === 0 ? "/y" : "/x", content: `client ${client}` },
    ]),
  );
  const outcomes = await Promise.allSettled(batches);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const tree = await store.tree();
  expect(Object.keys(tree)).toEqual(["/x", "/y"]);
  expect(tree["/x"]).toBe(tree["/y"]);
});
