import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { collect, INVALID, outcome } from "./asking";
import { conformanceServer, SDKS } from "./server";

const server = await conformanceServer();

/** In byte order: "-" and "." come before "/", "0" after it. */
const PATHS = [
  "/B.md",
  "/a.md",
  "/notes-old/a.md",
  "/notes-old/z",
  "/notes.md",
  "/notes/a.md",
  "/notes/deep/er/x.md",
  "/notes/deep/y.md",
  "/notes/z.md",
  "/notes0",
  "/p/q/y.md",
  "/p/x.md",
  "/z.md",
  "/\u00E9/x",
  "/\uFFFDx",
  "/\u{1F600}",
];

let storeId = "";
beforeAll(async () => {
  storeId = await server.aStore();
  for (const path of [...PATHS].reverse()) await server.aMemory(storeId, path, path);
});

const address = () => `/v1/memory_stores/${storeId}/memories`;

describe.each(SDKS)("3.7 list, %s", (sdk) => {
  const list = (query: object = {}) =>
    collect(server.sdk(sdk).beta.memoryStores.memories.list(storeId, { limit: 100, ...query }));
  const paths = async (query?: object) => (await list(query)).map(({ path }) => path);

  test("3.7 rule 1: path_prefix matches whole segments; / is everything", async () => {
    expect(await paths()).toEqual(PATHS);
    expect(await paths({ path_prefix: "/" })).toEqual(PATHS);
    expect(await paths({ path_prefix: "/notes/" })).toEqual(PATHS.slice(5, 9));
    expect(await paths({ path_prefix: "/notes/deep/" })).toEqual(PATHS.slice(6, 8));
    expect(await paths({ path_prefix: "/\u00E9/" })).toEqual(["/\u00E9/x"]);
  });

  test("3.7 rule 1: a prefix under which nothing lives gives an empty page; case matters", async () => {
    for (const path_prefix of ["/nothing/", "/Notes/", "/notes/deep/er/x.md/", "/note/", "//", "/a.md/"]) {
      expect([path_prefix, await paths({ path_prefix })]).toEqual([path_prefix, []]);
      expect([path_prefix, await paths({ path_prefix, depth: 1 })]).toEqual([path_prefix, []]);
    }
  });

  test("3.7 rule 2: depth 0 lists the whole subtree", async () => {
    expect(await paths({ depth: 0 })).toEqual(PATHS);
    expect(await paths({ depth: 0, path_prefix: "/p/" })).toEqual(["/p/q/y.md", "/p/x.md"]);
  });

  test("3.7 rule 2: depth 1 rolls deeper ones up into one prefix per child directory", async () => {
    const items = await list({ depth: 1 });
    expect(items.map(({ type, path }) => [type, path])).toEqual([
      ["memory", "/B.md"],
      ["memory", "/a.md"],
      ["memory_prefix", "/notes-old/"],
      ["memory", "/notes.md"],
      ["memory_prefix", "/notes/"],
      ["memory", "/notes0"],
      ["memory_prefix", "/p/"],
      ["memory", "/z.md"],
      ["memory_prefix", "/\u00E9/"],
      ["memory", "/\uFFFDx"],
      ["memory", "/\u{1F600}"],
    ]);
    expect({ ...items[2] }).toEqual({ type: "memory_prefix", path: "/notes-old/" });
  });

  test("3.7 rule 2: a rolled-up path is the next path_prefix, down to the leaves", async () => {
    const found: string[] = [];
    const walk = async (path_prefix: string): Promise<void> => {
      for (const item of await list({ path_prefix, depth: 1, limit: 2 })) {
        if (item.type === "memory_prefix") await walk(item.path);
        else found.push(item.path);
      }
    };
    await walk("/");
    expect(found.sort()).toEqual([...PATHS].sort());
  });

  test("3.7 rule 3: the order is by bytes, whatever the page size", async () => {
    for (const limit of [1, 2, 3, 5, 16]) expect(await paths({ limit })).toEqual(PATHS);
    const rolledUp = await paths({ depth: 1 });
    for (const limit of [1, 2, 3, 4]) expect(await paths({ depth: 1, limit })).toEqual(rolledUp);
    expect([...rolledUp].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))).toEqual(rolledUp);
  });

  test("3.7 rule 4: limit counts memories and prefixes alike", async () => {
    const page = await server.sdk(sdk).beta.memoryStores.memories.list(storeId, { depth: 1, limit: 4 });
    expect(page.data?.map(({ path }) => path)).toEqual(["/B.md", "/a.md", "/notes-old/", "/notes.md"]);
    expect(page.next_page).not.toBeNull();
  });

  test("3.7 rule 4: full view has the content, also at depth 1", async () => {
    for (const depth of [0, 1] as const) {
      for (const item of await list({ view: "full", depth })) {
        if (item.type === "memory") expect(item.content).toBe(item.path);
      }
    }
  });
});

test("3.7 rule 4: with full view and depth 1 a page holds at most 20 items", async () => {
  const store = await server.aStore();
  for (let index = 0; index < 22; index++) await server.aMemory(store, `/d${index}/x`);
  const { body } = await server.ask("GET", `/v1/memory_stores/${store}/memories?view=full&depth=1&limit=100`);
  expect(body.data).toHaveLength(20);
  expect(body.next_page).not.toBeNull();
});

test("3.7 rule 5: there is no filter by content, hash, date or author, and no search", async () => {
  for (const query of ["content=x", "content_sha256=0", "created_at[gte]=2100-01-01T00:00:00Z", "query=x"]) {
    const { body } = await server.ask("GET", `${address()}?limit=100&${query}`);
    expect([query, body.data.length]).toEqual([query, PATHS.length]);
  }
});

test.each(["notes/", "/notes", "notes", "", "/notes//x"])("3.7 rule 1: the path_prefix %j is 400", async (prefix) => {
  expect(outcome(await server.ask("GET", `${address()}?path_prefix=${encodeURIComponent(prefix)}`))).toEqual(INVALID);
});

test.each(["2", "-1", "1.0", "01", "", "null", "true"])("3.7 rule 2: depth %j is 400", async (depth) => {
  expect(outcome(await server.ask("GET", `${address()}?depth=${depth}`))).toEqual(INVALID);
});

test("3.7 rule 1: a cursor taken under another prefix gives nothing from outside path_prefix", async () => {
  for (const depth of [0, 1]) {
    const { body } = await server.ask("GET", `${address()}?limit=1&depth=${depth}`);
    const query = `depth=${depth}&path_prefix=/notes/&page=${body.next_page}`;
    const answer = await server.ask("GET", `${address()}?${query}`);
    if (answer.status !== 200) expect(outcome(answer)).toEqual(INVALID);
    const found = answer.status === 200 ? answer.body.data.map(({ path }) => String(path)) : [];
    expect(found.filter((path) => !path.startsWith("/notes/"))).toEqual([]);
  }
});

test("3.7 rule 2: a page that ends with a directory is followed by what is behind it", async () => {
  const first = await server.ask("GET", `${address()}?depth=1&limit=3`);
  expect(first.body.data.at(-1)).toMatchObject({ path: "/notes-old/" });
  const second = await server.ask("GET", `${address()}?depth=1&limit=2&page=${first.body.next_page}`);
  expect(second.body.data.map(({ path }) => path)).toEqual(["/notes.md", "/notes/"]);
});

test("3.7: a directory that is emptied between two pages leaves the walk intact", async () => {
  const store = await server.aStore();
  const made = new Map<string, string>();
  for (const path of ["/a/1", "/b/1", "/c/1", "/d"]) made.set(path, (await server.aMemory(store, path)).id);
  const memories = `/v1/memory_stores/${store}/memories`;
  const first = await server.ask("GET", `${memories}?depth=1&limit=2`);
  await server.ask("DELETE", `${memories}/${made.get("/b/1")}`);
  await server.aMemory(store, "/a/2");
  const second = await server.ask("GET", `${memories}?depth=1&limit=2&page=${first.body.next_page}`);
  expect(second.body.data.map(({ path }) => path)).toEqual(["/c/", "/d"]);
});

describe("3.8 the examples", () => {
  const content = "Partial refunds need a manager's approval above 200 EUR.\n";
  const content_sha256 = "e3801ca0ca165d54e3d07aa5e378ac102e425419a09fbf1c7ce830ec4fc6df44";

  test("3.8: create in full view, rename under a precondition, list by depth, delete with a stale hash", async () => {
    const store = await server.aStore();
    const memories = `/v1/memory_stores/${store}/memories`;
    const body = { path: "/refunds/partial.md", content };
    const created = await server.ask("POST", `${memories}?view=full`, { body });
    expect(createHash("sha256").update(content).digest("hex")).toBe(content_sha256);
    expect(created.body).toMatchObject({ ...body, content_sha256, content_size_bytes: 57, memory_store_id: store });
    const renamed = await server.ask("POST", `${memories}/${created.body.id}`, {
      body: { path: "/archive/refunds-partial.md", precondition: { type: "content_sha256", content_sha256 } },
    });
    const { id, created_at } = created.body;
    expect(renamed.body).toMatchObject({ id, created_at, path: "/archive/refunds-partial.md", content: null });
    expect(renamed.body.memory_version_id).not.toBe(created.body.memory_version_id);
    expect((await server.ask("GET", `${memories}?depth=1&limit=100`)).body).toEqual({
      data: [{ type: "memory_prefix", path: "/archive/" }],
      next_page: null,
    });
    const stale = await server.ask("DELETE", `${memories}/${id}?expected_content_sha256=${"0".repeat(64)}`);
    expect(outcome(stale)).toEqual([409, "memory_precondition_failed_error"]);
  });
});
