import { expect, test } from "vitest";
import { apiServer } from "./server";

const api = apiServer();

type Hit = { path: string; line_number: number | null; line: string; ranges: { start: number; end: number }[] };
type Search = {
  type: string;
  data: Hit[];
  next_page: string | null;
  complete: boolean;
  incomplete_reason: string | null;
};

async function aStore(files: Record<string, string>): Promise<string> {
  const store = await api.client.beta.memoryStores.create({ name: "Search" });
  for (const [path, content] of Object.entries(files)) {
    await api.client.beta.memoryStores.memories.create(store.id, { path, content });
  }
  return store.id;
}

const search = (storeId: string, query: Record<string, unknown>): Promise<Search> =>
  api.client.get(`/v1/memory_stores/${storeId}/search`, { query });

async function refusal(path: string): Promise<{ status: number; message: string }> {
  const response = await api.request(path);
  const body = (await response.json()) as { error: { message: string } };
  return { status: response.status, message: body.error.message };
}

test("a search answers lines with code point ranges, and pages through all of them", async () => {
  const storeId = await aStore({ "/a.md": "nothing\n🚀 Deploy, deploy", "/b.md": "deploy" });
  const first = await search(storeId, { q: "Deploy", limit: 1 });
  expect(first).toMatchObject({
    type: "memory_search",
    complete: true,
    incomplete_reason: null,
    data: [
      {
        type: "memory_search_hit",
        path: "/a.md",
        line_number: 2,
        line: "🚀 Deploy, deploy",
        line_offset: 0,
        line_characters: 16,
        match: "exact",
        ranges: [
          { start: 2, end: 8 },
          { start: 10, end: 16 },
        ],
        created_by: { type: "api_actor" },
      },
    ],
  });
  const second = await search(storeId, { q: "Deploy", limit: 1, page: first.next_page });
  expect(second).toMatchObject({ data: [{ path: "/b.md", line_number: 1, match: "folded" }], next_page: null });
});

test("a hit in the path has no line number", async () => {
  const storeId = await aStore({ "/triage.md": "x" });
  const answer = await search(storeId, { q: "triage" });
  expect(answer.data).toMatchObject([{ line_number: null, line: "/triage.md", ranges: [{ start: 1, end: 7 }] }]);
});

test("a cursor belongs to its store and its query", async () => {
  const storeId = await aStore({ "/a.md": "x\nx\ny\ny" });
  const otherId = await aStore({ "/a.md": "x\nx" });
  const { next_page } = await search(storeId, { q: "x", limit: 1 });
  const address = (id: string, q: string) => `/v1/memory_stores/${id}/search?q=${q}&page=${next_page}`;
  expect((await api.request(address(storeId, "x"))).status).toBe(200);
  for (const wrong of [address(storeId, "y"), address(otherId, "x"), `${address(storeId, "x")}&mode=words`]) {
    expect(await refusal(wrong)).toMatchObject({ status: 400, message: expect.stringContaining("next_page") });
  }
});

test.each([
  ["", "q must be the text to look for"],
  ["q=", "q must not be empty"],
  [`q=${"x".repeat(1_001)}`, "at most 1000 characters"],
  ["q=a%0Ab", "q must be one line"],
  ["q=a%00b", "q must not hold the NUL character"],
  ["q=a&mode=fuzzy", "mode must be literal, words or regex"],
  ["q=a&limit=101", "limit must be a whole number from 1 to 100"],
  ["q=a&path_prefix=notes", 'path_prefix must start and end with "/"'],
  ["q=a&path_prefix=/%00/", "path_prefix must not hold the NUL character"],
  ["q=a&case_sensitive=maybe", "must be true or false"],
  ["q=%20&mode=words", "at least one word"],
  ["q=(a)%5C1&mode=regex", "backreferences are not supported at character 4"],
  ["q=x(%3F%3Da)&mode=regex", "look-ahead and look-behind are not supported at character 2"],
])("search?%s is refused with the reason", async (query, reason) => {
  const storeId = await aStore({});
  const { status, message } = await refusal(`/v1/memory_stores/${storeId}/search?${query}`);
  expect([status, message]).toEqual([400, expect.stringContaining(reason)]);
});

test("a memory is read by its path", async () => {
  const storeId = await aStore({ "/notes/ä b?.md": "text" });
  const read = (query: Record<string, string>) =>
    api.client.get(`/v1/memory_stores/${storeId}/memories/by_path`, { query });
  const full = await read({ path: "/notes/ä b?.md" });
  expect(full).toMatchObject({ type: "memory", path: "/notes/ä b?.md", content: "text" });
  expect(await read({ path: "/notes/ä b?.md", view: "basic" })).toMatchObject({ content: null });
});

test.each([
  ["path=/notes", 404, "it is a directory; list it with path_prefix=/notes/"],
  ["path=/notes/b/c.md", 404, "the nearest directory is /notes/; list it with path_prefix=/notes/"],
  ["path=/notes/a.md/b", 404, "/notes/a.md is a memory, so nothing can live below it"],
  ["path=/note", 404, "nor does a directory above it"],
  ["path=/Notes/a.md", 404, "nor does a directory above it"],
  ["path=notes", 400, 'path must start with "/"'],
  ["path=/a//b", 400, "empty segment"],
  ["", 400, "path must be a text"],
  ["path=/notes/a.md&view=half", 400, "view must be basic or full"],
])("by_path?%s answers %i with the reason", async (query, status, reason) => {
  const storeId = await aStore({ "/notes/a.md": "", "/notes-old.md": "" });
  const answer = await refusal(`/v1/memory_stores/${storeId}/memories/by_path?${query}`);
  expect([answer.status, answer.message]).toEqual([status, expect.stringContaining(reason)]);
});

test("by_path in a store that is not there says that the store is missing", async () => {
  const { status, message } = await refusal("/v1/memory_stores/memstore_none/memories/by_path?path=/a");
  expect([status, message]).toEqual([404, expect.stringContaining("Memory store memstore_none")]);
});
