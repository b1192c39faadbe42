import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { collect, FINE, failureOf, INVALID, MISSING, outcome, PATH_CONFLICT, WIRE_TIME } from "./asking";
import { MEMORIES_MAX } from "./memories-max";
import { conformanceServer, type Memory, SDKS } from "./server";

const server = await conformanceServer();
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

let storeId = "";
beforeAll(async () => {
  storeId = await server.aStore();
});

const create = (body: unknown, store = storeId, view = "basic") =>
  server.ask("POST", `/v1/memory_stores/${store}/memories?view=${view}`, { body });
const remove = (id: string) => server.ask("DELETE", `/v1/memory_stores/${storeId}/memories/${id}`);

describe.each(SDKS)("section 3, %s", (sdk) => {
  const memories = () => server.sdk(sdk).beta.memoryStores.memories;

  test("3.1: a memory has exactly these keys; hash and size are those of the UTF-8 bytes", async () => {
    const store = await server.aStore();
    const content = "Käse 😀\r\n";
    const memory = await memories().create(store, { path: "/projects/alpha/notes.md", content, view: "full" });
    expect({ ...memory }).toEqual({
      id: expect.stringMatching(/^mem_/),
      type: "memory",
      memory_store_id: store,
      memory_version_id: expect.stringMatching(/^memver_/),
      path: "/projects/alpha/notes.md",
      content,
      content_sha256: sha256(content),
      content_size_bytes: 12,
      created_at: expect.stringMatching(WIRE_TIME),
      updated_at: memory.created_at,
    });
  });

  test("3.1: hash and size are in every view, content only in full", async () => {
    const store = await server.aStore();
    const in_store = { memory_store_id: store };
    const { id } = await memories().create(store, { path: "/a", content: "one" });
    for (const view of ["basic", "full"] as const) {
      const content = view === "full" ? "one" : null;
      const state = { content, content_sha256: sha256("one"), content_size_bytes: 3 };
      expect(await memories().retrieve(id, { ...in_store, view })).toMatchObject(state);
      expect((await memories().list(store, { view })).data).toMatchObject([state]);
    }
  });

  test("3.1: updated_at moves with content and path, created_at and id stay, the head changes each time", async () => {
    const store = await server.aStore();
    const in_store = { memory_store_id: store };
    const first = await memories().create(store, { path: "/a", content: "one" });
    const second = await memories().update(first.id, { ...in_store, content: "two" });
    const third = await memories().update(first.id, { ...in_store, path: "/b" });
    for (const memory of [second, third]) {
      expect(memory).toMatchObject({ id: first.id, created_at: first.created_at });
    }
    expect(second.updated_at > first.updated_at && third.updated_at > second.updated_at).toBe(true);
    expect(new Set([first, second, third].map((memory) => memory.memory_version_id)).size).toBe(3);
  });

  test("3.2: the default view is basic for create, update and list, full for retrieve", async () => {
    const store = await server.aStore();
    const in_store = { memory_store_id: store };
    const created = await memories().create(store, { path: "/a", content: "one" });
    expect(created.content).toBeNull();
    expect((await memories().update(created.id, { ...in_store, content: "two" })).content).toBeNull();
    expect((await memories().update(created.id, { ...in_store, content: "two", view: "full" })).content).toBe("two");
    expect((await memories().update(created.id, { ...in_store, view: "full" })).content).toBe("two");
    expect((await memories().retrieve(created.id, in_store)).content).toBe("two");
    expect((await memories().list(store)).data).toMatchObject([{ content: null }]);
  });

  test("3.2: delete gives the id and its own type", async () => {
    const store = await server.aStore();
    const { id } = await memories().create(store, { path: "/a", content: "" });
    expect({ ...(await memories().delete(id, { memory_store_id: store })) }).toEqual({ id, type: "memory_deleted" });
  });

  test("3.4: create never overwrites, not even with equal content", async () => {
    const store = await server.aStore();
    const { id } = await memories().create(store, { path: "/a", content: "one" });
    for (const content of ["one", "two"]) {
      const { status, error } = await failureOf(memories().create(store, { path: "/a", content }));
      expect([status, error]).toMatchObject([
        409,
        { error: { type: "memory_path_conflict_error", conflicting_memory_id: id, conflicting_path: "/a" } },
      ]);
    }
    expect((await memories().retrieve(id, { memory_store_id: store })).content).toBe("one");
  });

  test("3.6: a new memory at a deleted one's path has a new id and its own lineage", async () => {
    const store = await server.aStore();
    const in_store = { memory_store_id: store };
    const first = await memories().create(store, { path: "/a", content: "one" });
    await memories().delete(first.id, in_store);
    const second = await memories().create(store, { path: "/a", content: "one" });
    expect(second.id).not.toBe(first.id);
    const { memoryVersions } = server.sdk(sdk).beta.memoryStores;
    const history = async (memory_id: string) =>
      (await collect(memoryVersions.list(store, { memory_id }))).map(({ operation }) => operation);
    expect(await history(first.id)).toEqual(["deleted", "created"]);
    expect(await history(second.id)).toEqual(["created"]);
  });
});

describe("3.3 paths and content", () => {
  const segment = (bytes: number) => `/${"ä".repeat((bytes - 1) >> 1)}${"x".repeat((bytes - 1) & 1)}`;

  test.each([
    ["rule 1: no slash in front", "a.md"],
    ["rule 1: empty", ""],
    ["rule 1: 1,025 bytes", segment(1_025)],
    ["rule 2: no segment", "/"],
    ["rule 2: 21 segments", "/a".repeat(21)],
    ["rule 2: an empty segment", "/a//b"],
    ["rule 2: a trailing slash", "/a/"],
    ["rule 2: a . segment", "/a/./b"],
    ["rule 2: a .. segment", "/a/.."],
    ["rule 3: a tab", "/a\tb"],
    ["rule 3: a C1 control", "/a\u0085"],
    ["rule 3: NUL", "/a\u0000"],
    ["rule 3: a zero-width joiner", "/a\u200Db"],
    ["rule 3: a bidi mark", "/a\u202Eb"],
    ["rule 3: a byte order mark", "/\uFEFFa"],
    ["rule 3: a soft hyphen", "/a\u00ADb"],
    ["rule 3: a tag character beyond the BMP", "/a\u{E0041}"],
    ["rule 3: a line separator", "/a\u2028"],
    ["rule 3: a paragraph separator", "/a\u2029"],
    ["rule 4: decomposed", "/cafe\u0301"],
    ["rule 4: a singleton", "/\u212B"],
    ["not a text", 5],
    ["null", null],
    ["absent", undefined],
  ])("3.3 %s is 400", async (_name, path) => {
    expect(outcome(await create({ path, content: "" }))).toEqual(INVALID);
    if (typeof path !== "string") return;
    const { id } = await server.aMemory(storeId, "/to-rename");
    const address = `/v1/memory_stores/${storeId}/memories/${id}`;
    expect(outcome(await server.ask("POST", address, { body: { path } }))).toEqual(INVALID);
    await remove(id);
  });

  test.each([
    ["rule 1: 1,024 bytes", segment(1_024)],
    ["rule 2: 20 segments", "/a".repeat(20)],
    ["rule 3: unassigned and private-use code points", "/\u0378\uE000\u{F0000}"],
    ["rule 4: composed", "/caf\u00E9"],
    ["rule 4: compatibility characters, which NFC keeps", "/\uFB01"],
    ["rule 6: a backslash", "/a\\..\\b"],
    ["rule 6: spaces", "/ a / b "],
    ["rule 6: leading dots", "/.a/...b/..."],
    ["a percent sign and a question mark", "/100%?#&=+"],
    ["markup", "/<b onclick='x'>&amp;\"`$(x)"],
    ["the worker's marker", "/.anthropic-memory-store"],
  ])("3.3 %s is kept byte for byte", async (_name, path) => {
    const store = await server.aStore();
    const { id } = await server.aMemory(store, path, path);
    const { body } = await server.ask("GET", `/v1/memory_stores/${store}/memories`);
    expect(body.data).toMatchObject([{ id, path }]);
  });

  test("3.3 rule 5: paths are compared byte by byte", async () => {
    const store = await server.aStore();
    for (const path of ["/A.md", "/a.md", "/notes", "/Notes/x", "/\u00E9", "/e"]) await server.aMemory(store, path);
    const { body } = await server.ask("GET", `/v1/memory_stores/${store}/memories`);
    expect(body.data.map(({ path }) => path)).toEqual(["/A.md", "/Notes/x", "/a.md", "/e", "/notes", "/\u00E9"]);
  });

  test.each([
    ["empty", ""],
    ["a leading byte order mark", "\uFEFFone"],
    ["odd line ends and spaces around", " \r\n a\r\rb\n\r \t "],
    ["not normalized", "cafe\u0301 \u212B"],
    ["control and format characters", "\u0001\u001B[31m\u200D\u202E\u2028"],
    ["102,400 bytes", "x".repeat(102_400)],
    ["102,400 bytes of four-byte characters", "😀".repeat(25_600)],
    ["escapes", "\\u0000 \\ud800 \" ' <script>"],
  ])("3.3: content that is %s is kept byte for byte", async (_name, content) => {
    const { id } = await server.aMemory(storeId, "/kept", content);
    const { body } = await server.ask("GET", `/v1/memory_stores/${storeId}/memories/${id}`);
    expect(body.content === content).toBe(true);
    const { content_sha256, content_size_bytes } = body;
    expect([content_sha256, content_size_bytes]).toEqual([sha256(content), Buffer.byteLength(content)]);
    await remove(id);
  });

  test.each([
    ["absent", undefined],
    ["null", null],
    ["a number", 1],
    ["102,401 bytes", "x".repeat(102_401)],
    ["102,401 bytes in fewer characters", `x${"😀".repeat(25_600)}`],
  ])("3.3: content that is %s is 400", async (_name, content) => {
    expect(outcome(await create({ path: "/c", content }))).toEqual(INVALID);
  });

  test("3.3: NUL in content is a 400 that names it", async () => {
    const answer = await create({ path: "/c", content: "a\u0000b" });
    expect(outcome(answer)).toEqual(INVALID);
    expect(JSON.stringify(answer.body)).toContain("NUL");
  });
});

describe("3.4 path conflicts", () => {
  const blockerOf = async (store: string, path: string) => {
    const answer = await create({ path, content: "" }, store);
    expect(outcome(answer)).toEqual(PATH_CONFLICT);
    return (answer.body.error as Record<string, unknown>).conflicting_path;
  };

  test("3.4: the path itself, an ancestor and a descendant block; names that begin alike do not", async () => {
    const store = await server.aStore();
    const memory = await server.aMemory(store, "/notes/todo.md");
    for (const path of ["/notes/todo.md", "/notes", "/notes/todo.md/x", "/notes/todo.md/x/y"]) {
      const answer = await create({ path, content: "" }, store);
      expect(answer.body).toMatchObject({
        error: { conflicting_memory_id: memory.id, conflicting_path: "/notes/todo.md" },
      });
    }
    for (const path of ["/note", "/notes-old", "/notes.md", "/notes0", "/notes/todo.md2", "/notes/todo"]) {
      expect(outcome(await create({ path, content: "" }, store))).toEqual(FINE);
    }
  });

  test("3.4: of several blockers the first descendant in path order is reported", async () => {
    const store = await server.aStore();
    for (const path of ["/d/b/z", "/d/b-a", "/d/a/9", "/d/z", "/d/a.b"]) await server.aMemory(store, path);
    expect(await blockerOf(store, "/d")).toBe("/d/a.b");
    expect(await blockerOf(store, "/d/b")).toBe("/d/b/z");
    expect(await blockerOf(store, "/d/a/9/x/y")).toBe("/d/a/9");
  });

  test("3.4: a rename reports the blocker, and the exact match before all", async () => {
    const store = await server.aStore();
    const [a, b] = [await server.aMemory(store, "/a"), await server.aMemory(store, "/b")];
    const rename = (path: string) =>
      server.ask("POST", `/v1/memory_stores/${store}/memories/${b.id}`, { body: { path } });
    for (const path of ["/a", "/a/b"]) {
      const answer = await rename(path);
      expect(outcome(answer)).toEqual(PATH_CONFLICT);
      expect(answer.body).toMatchObject({ error: { conflicting_memory_id: a.id, conflicting_path: "/a" } });
    }
    for (const path of ["/d/z", "/d/a/9", "/d/b"]) await server.aMemory(store, path);
    expect((await rename("/d")).body).toMatchObject({ error: { conflicting_path: "/d/a/9" } });
  });

  test("3.4: deleted memories and old versions never block", async () => {
    const store = await server.aStore();
    const gone = await server.aMemory(store, "/x/y");
    const moved = await server.aMemory(store, "/m");
    const address = (memory: Memory) => `/v1/memory_stores/${store}/memories/${memory.id}`;
    await server.ask("DELETE", address(gone));
    await server.ask("POST", address(moved), { body: { path: "/n" } });
    for (const path of ["/x", "/m/below"]) expect(outcome(await create({ path, content: "" }, store))).toEqual(FINE);
  });
});

test("3.6: create checks body, store, archive, path and cap in this order", async () => {
  expect(outcome(await create({ path: "bad", content: "" }, "memstore_none"))).toEqual(INVALID);
  expect(outcome(await create({ path: "/a", content: "" }, "memstore_none"))).toEqual(MISSING);
  const store = await server.aStore();
  for (let index = 0; index < MEMORIES_MAX; index++) await server.aMemory(store, `/n${index}`);
  expect(outcome(await create({ path: "/n0", content: "" }, store))).toEqual(PATH_CONFLICT);
  expect(outcome(await create({ path: "/n0/x", content: "" }, store))).toEqual(PATH_CONFLICT);
  await server.ask("POST", `/v1/memory_stores/${store}/archive`);
  expect(outcome(await create({ path: "/n0", content: "" }, store))).toEqual(INVALID);
});

test("3.6: at the cap creates are 400; what is there stays readable, editable and deletable", async () => {
  const store = await server.aStore();
  const made: Memory[] = [];
  for (let index = 0; index < MEMORIES_MAX; index++) made.push(await server.aMemory(store, `/n${index}`));
  const [first, second] = made.map((memory) => `/v1/memory_stores/${store}/memories/${memory.id}`) as [string, string];
  expect(outcome(await create({ path: "/more", content: "" }, store))).toEqual(INVALID);
  expect((await server.ask("GET", first)).body.content).toBe("one");
  expect((await server.ask("POST", first, { body: { content: "two", path: "/renamed" } })).status).toBe(200);
  expect((await server.ask("DELETE", second)).status).toBe(200);
  expect(outcome(await create({ path: "/more", content: "" }, store))).toEqual(FINE);
  expect(outcome(await create({ path: "/even-more", content: "" }, store))).toEqual(INVALID);
});

test("3.9: unknown stores and memories, and memories of another store, are 404", async () => {
  const [store, other] = [await server.aStore(), await server.aStore()];
  const { id } = await server.aMemory(store, "/a");
  for (const path of [`${other}/memories/${id}`, `${store}/memories/mem_none`, `memstore_none/memories/${id}`]) {
    const address = `/v1/memory_stores/${path}`;
    expect([path, ...outcome(await server.ask("GET", address))]).toEqual([path, ...MISSING]);
    expect(outcome(await server.ask("POST", address, { body: { content: "x" } }))).toEqual(MISSING);
    expect(outcome(await server.ask("POST", address, { body: { path: "/x" } }))).toEqual(MISSING);
    expect(outcome(await server.ask("DELETE", address))).toEqual(MISSING);
  }
  for (const list of ["memories", "memory_versions"]) {
    expect(outcome(await server.ask("GET", `/v1/memory_stores/memstore_none/${list}`))).toEqual(MISSING);
  }
});

test("3.9: a bad view is 400 for every verb", async () => {
  const { id } = await server.aMemory(storeId, "/view");
  const address = `/v1/memory_stores/${storeId}/memories`;
  expect(outcome(await server.ask("GET", `${address}/${id}?view=x`))).toEqual(INVALID);
  expect(outcome(await server.ask("POST", `${address}/${id}?view=x`, { body: { content: "" } }))).toEqual(INVALID);
  expect(outcome(await create({ path: "/w", content: "" }, storeId, "x"))).toEqual(INVALID);
});
