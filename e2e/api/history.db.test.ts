import { expect, test } from "vitest";
import { API_KEY, apiServer } from "./server";

const api = apiServer();

type Json = Record<string, unknown>;
type File = { operation: string; path: string; from_path: string | null; patch: string; hunks: { lines: string[] }[] };
type Diff = { type: string; from: Json; to: Json; summary: Json; files: File[]; next_page: string | null };
type State = { memory_id: string; path: string; content: string | null; content_sha256: string };
type StatePage = { data: State[]; next_page: string | null };
type Restore = {
  summary: Json;
  changes: { operation: string; memory_id: string | null; written_version_id: string | null }[];
  has_more: boolean;
  versions_written: number;
  undo_to: string | null;
};
type Blame = { path: string; lines: { line: number; text: string; version_id: string; created_by: Json }[] };

const later = (time: string) => new Date(Date.parse(time) + 1).toISOString();

async function aHistory() {
  const { memoryStores } = api.client.beta;
  const store = await memoryStores.create({ name: "History" });
  const one = await memoryStores.memories.create(store.id, { path: "/a b.md", content: "one\r\ntwo" });
  const two = await memoryStores.memories.create(store.id, { path: "/c.md", content: "c\n" });
  const key = { memory_store_id: store.id };
  const edited = await memoryStores.memories.update(one.id, { ...key, content: "one\r\ntwo\nthree\n", path: "/é.md" });
  await memoryStores.memories.delete(two.id, key);
  return { store, url: `/v1/memory_stores/${store.id}`, one, two, edited, at: two.updated_at };
}

test("diff, at and blame answer over HTTP as the reference says", async () => {
  const { url, one, edited, at } = await aHistory();
  const diff = await api.client.get<Diff>(`${url}/diff`, { query: { from: at } });
  expect(diff).toMatchObject({
    type: "memory_diff",
    from: { memory_version_id: null, time: at },
    to: { memory_version_id: null, time: null },
    summary: { added: 0, modified: 0, moved: 1, removed: 1 },
    next_page: null,
  });
  expect(diff.files.map(({ operation, path, from_path }) => [operation, path, from_path])).toEqual([
    ["removed", "/c.md", null],
    ["moved", "/é.md", "/a b.md"],
  ]);
  expect(diff.files[1]?.patch).toBe(
    [
      'diff --git a/a b.md "b/\\303\\251.md"',
      "rename from a b.md",
      'rename to "\\303\\251.md"',
      "--- a/a b.md\t",
      '+++ "b/\\303\\251.md"',
      "@@ -1,2 +1,3 @@",
      " one\r",
      "-two",
      "\\ No newline at end of file",
      "+two",
      "+three",
      "",
    ].join("\n"),
  );
  const versions = { from: one.memory_version_id, to: edited.memory_version_id };
  const files = (await api.client.get<Diff>(`${url}/diff`, { query: versions })).files;
  expect(files).toEqual([diff.files[1]]);

  const page = await api.client.get<StatePage>(`${url}/at`, { query: { time: at, view: "full", limit: 1 } });
  expect(page.data).toMatchObject([
    { type: "memory_state", memory_id: one.id, path: "/a b.md", content: "one\r\ntwo" },
  ]);
  const next = { time: at, limit: 1, page: page.next_page };
  const rest = await api.client.get<StatePage>(`${url}/at`, { query: next });
  expect(rest).toMatchObject({ data: [{ path: "/c.md", content: null }], next_page: null });
  const early = await api.client.get<StatePage>(`${url}/at`, { query: { time: "2020-01-01T00:00:00Z" } });
  expect(early).toEqual({ data: [], next_page: null });
  const future = await api.client.get<StatePage>(`${url}/at`, { query: { time: "2999-01-01T00:00:00Z" } });
  expect(future.data.map(({ path }) => path)).toEqual(["/é.md"]);

  const blame = await api.client.get<Blame>(`${url}/memories/${one.id}/blame`);
  expect(blame.lines.map(({ line, text, version_id }) => [line, text, version_id])).toEqual([
    [1, "one\r\n", one.memory_version_id],
    [2, "two\n", edited.memory_version_id],
    [3, "three\n", edited.memory_version_id],
  ]);
  expect(blame).toMatchObject({ type: "memory_blame", path: "/é.md", memory_version_id: edited.memory_version_id });
  expect(blame.lines[0]?.created_by).toMatchObject({ type: "api_actor" });
});

test("an archived store is read, searched, exported and forked, and not restored", async () => {
  const { store, url, one, at } = await aHistory();
  await api.client.beta.memoryStores.archive(store.id);
  const reads = [`diff?from=${at}`, `at?time=${at}`, "search?q=one", "export", `memories/${one.id}/blame`];
  const statuses = await Promise.all(reads.map(async (read) => (await api.request(`${url}/${read}`)).status));
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  const post = async (verb: string, body: object) =>
    (await api.request(`${url}/${verb}`, { method: "POST", body: JSON.stringify(body) })).status;
  expect(await post("fork", { name: "Fork" })).toBe(200);
  expect(await post("restore", { to: at })).toBe(400);
});

test("a restore is tried, made and undone; a fork equals its source", async () => {
  const { store, url, one, at } = await aHistory();
  const tried = await api.client.post<Restore>(`${url}/restore`, { body: { to: at, dry_run: true } });
  expect(tried).toMatchObject({ versions_written: 0, undo_to: null, summary: { added: 1, moved: 1 } });
  expect(tried.changes.map(({ operation, memory_id }) => [operation, memory_id])).toEqual([
    ["moved", one.id],
    ["added", null],
  ]);
  const made = await api.client.post<Restore>(`${url}/restore`, { body: { to: at, limit: 1 } });
  expect(made).toMatchObject({ versions_written: 2, has_more: true, changes: [{ operation: "moved" }] });
  const differs = async (from: string | null) =>
    (await api.client.get<Diff>(`${url}/diff`, { query: { from } })).files.length;
  expect(await differs(at)).toBe(0);
  const again = await api.client.post<Restore>(`${url}/restore`, { body: { to: at } });
  expect(again).toMatchObject({ versions_written: 0, changes: [], undo_to: null });
  await api.client.post(`${url}/restore`, { body: { to: made.undo_to } });
  expect(await differs(made.undo_to)).toBe(0);
  const body = { name: "Fork", at: later(at) };
  const fork = await api.client.post<{ id: string; name: string }>(`${url}/fork`, { body });
  expect(fork).toMatchObject({ type: "memory_store", name: "Fork", description: store.description });
  const query = { from: at, to_store: fork.id };
  expect((await api.client.get<Diff>(`${url}/diff`, { query })).files).toEqual([]);
});

test.each([
  ["diff", "a moment or a version is missing", {}],
  ["diff", "a store is no point", { from: "memstore_x" }],
  ["diff", "a text is no time", { from: "yesterday" }],
  ["diff", "a prefix must end with a slash", { from: "2026-01-01T00:00:00Z", path_prefix: "/a" }],
  ["at", "a text is no time", { time: "yesterday" }],
  ["at", "the limit is 100", { limit: "101" }],
])("%s is refused when %s", async (door, _, query) => {
  const { url } = await aHistory();
  const response = await api.request(`${url}/${door}?${new URLSearchParams(query)}`);
  expect([response.status, await response.json()]).toMatchObject([400, { error: { type: "invalid_request_error" } }]);
});

test.each([
  ["restore", {}],
  ["restore", { to: "yesterday" }],
  ["restore", { to: "2026-01-01T00:00:00Z", memory_id: "mem_x", path: "/a" }],
  ["restore", { to: "2026-01-01T00:00:00Z", limit: 1001 }],
  ["fork", {}],
  ["fork", { name: "x", at: "yesterday" }],
])("%s is refused with %o", async (door, body) => {
  const { url } = await aHistory();
  const init = { method: "POST", headers: { "x-api-key": API_KEY }, body: JSON.stringify(body) };
  expect((await api.request(`${url}/${door}`, init)).status).toBe(400);
});
