import { expect, test } from "vitest";
import { sha256 } from "@/lib/core/hash";
import { newId } from "@/lib/core/ids";
import { aContext, aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { listVersions } from "@/lib/versions/list-versions";
import { createMemory } from "./create-memory";
import { deleteMemory } from "./delete-memory";
import { getMemory } from "./get-memory";
import { listMemories } from "./list-memories";
import { updateMemory } from "./update-memory";

test("a memory is read back byte for byte", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const content = "\uFEFFone\r\ntwo \t\n\n";
  const memory = await aMemory(ctx, store.id, "/a.md", content);
  const read = await getMemory(ctx, { storeId: store.id, memoryId: memory.id });
  expect(read).toMatchObject({ content, contentSha256: sha256(content), path: "/a.md" });
});

test("update with a stale hash is refused and writes no version", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  const update = { storeId: store.id, memoryId: memory.id, content: aText("two\n"), expectedSha256: sha256("other") };
  await expect(updateMemory(ctx, update)).rejects.toMatchObject({ code: "precondition_failed" });
  expect((await listVersions(ctx, { storeId: store.id })).data).toHaveLength(1);
});

test("an update that is there already succeeds with a stale hash and writes no version", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  const input = {
    storeId: store.id,
    memoryId: memory.id,
    content: aText("two\n"),
    expectedSha256: memory.contentSha256,
  };
  const first = await updateMemory(ctx, input);
  expect(await updateMemory(ctx, input)).toEqual(first);
  expect((await listVersions(ctx, { storeId: store.id })).data.map((row) => row.operation)).toEqual([
    "modified",
    "created",
  ]);
});

test.each([
  ["/notes/todo.md", "/notes", "an ancestor"],
  ["/notes", "/notes/todo.md", "a descendant"],
  ["/notes", "/notes", "the path itself"],
])("creating %s is refused when %s (%s) exists", async (path, existing) => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const blocker = await aMemory(ctx, store.id, existing);
  await expect(aMemory(ctx, store.id, path)).rejects.toMatchObject({
    code: "path_conflict",
    extra: { conflicting_memory_id: blocker.id, conflicting_path: existing },
  });
});

test("names that only begin alike do not block each other", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  for (const path of ["/notes/a.md", "/notes-old", "/notes.md", "/note", "/notes0"]) await aMemory(ctx, store.id, path);
  expect((await listMemories(ctx, { storeId: store.id })).data).toHaveLength(5);
});

test("the database itself refuses a file below a file", async () => {
  const { ctx, db } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, "/a");
  const insert = `insert into memories select $2, workspace_id, store_id, $3, $4, content_sha256, content_bytes, created_at, updated_at
    from memories where id = $1`;
  const version = `insert into memory_versions (id, workspace_id, store_id, memory_id, operation, path, content_sha256, content_bytes, created_at)
    select $2, workspace_id, store_id, 'x', operation, path, content_sha256, content_bytes, created_at from memory_versions where memory_id = $1`;
  const versionId = newId("memver");
  await db.query(version, [memory.id, versionId]);
  await expect(db.query(insert, [memory.id, newId("mem"), "/a/b", versionId])).rejects.toMatchObject({
    constraint: "memories_tree",
  });
});

test("of two racing creates of a file and of a file below it exactly one wins", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  for (let round = 0; round < 10; round++) {
    const results = await Promise.allSettled([
      aMemory(ctx, store.id, `/r${round}`),
      aMemory(ctx, store.id, `/r${round}/below.md`),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  }
});

test("of many racing updates on one hash exactly one wins", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, writer) =>
      updateMemory(ctx, {
        storeId: store.id,
        memoryId: memory.id,
        content: aText(`writer ${writer}\n`),
        expectedSha256: memory.contentSha256,
      }),
    ),
  );
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect((await listVersions(ctx, { storeId: store.id })).data).toHaveLength(2);
});

test("renaming a file below its own old path is allowed", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, "/a");
  const renamed = await updateMemory(ctx, { storeId: store.id, memoryId: memory.id, path: aPath("/a/b") });
  expect(renamed.path).toBe("/a/b");
});

test("a deleted memory is gone, its versions stay, and its path is free", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  await deleteMemory(ctx, { storeId: store.id, memoryId: memory.id });
  await expect(getMemory(ctx, { storeId: store.id, memoryId: memory.id })).rejects.toMatchObject({ code: "not_found" });
  const again = await aMemory(ctx, store.id);
  expect(again.id).not.toBe(memory.id);
  const versions = await listVersions(ctx, { storeId: store.id, memoryId: memory.id });
  expect(versions.data.map((row) => [row.operation, row.contentSha256])).toEqual([
    ["deleted", null],
    ["created", memory.contentSha256],
  ]);
});

test("depth 1 rolls directories up and pages through them", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  for (const path of ["/a.md", "/p/x.md", "/p/q/y.md", "/p0", "/z.md"]) await aMemory(ctx, store.id, path);
  const seen: string[] = [];
  let page: string | undefined;
  do {
    const result = await listMemories(ctx, { storeId: store.id, rollUp: true, limit: 1, page });
    seen.push(...result.data.map((entry) => entry.path));
    page = result.nextPage ?? undefined;
  } while (page !== undefined);
  expect(seen).toEqual(["/a.md", "/p/", "/p0", "/z.md"]);
  const below = await listMemories(ctx, { storeId: store.id, rollUp: true, pathPrefix: "/p/" });
  expect(below.data.map((entry) => entry.path)).toEqual(["/p/q/", "/p/x.md"]);
});

test("a stranger's workspace sees nothing", async () => {
  const { ctx, db } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  const stranger = aContext(db, newId("wrkspc")).ctx;
  await expect(getMemory(stranger, { storeId: store.id, memoryId: memory.id })).rejects.toMatchObject({
    code: "not_found",
  });
  const create = createMemory(stranger, { storeId: store.id, path: aPath("/b"), content: aText("x") });
  await expect(create).rejects.toMatchObject({ code: "not_found" });
});
