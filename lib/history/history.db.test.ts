import fc from "fast-check";
import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { type MemoryId, newId, type StoreId } from "@/lib/core/ids";
import { deleteMemory } from "@/lib/memories/delete-memory";
import { listMemories } from "@/lib/memories/list-memories";
import { updateMemory } from "@/lib/memories/update-memory";
import { archiveStore } from "@/lib/stores/archive-store";
import { aContext, aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { listVersions } from "@/lib/versions/list-versions";
import { redactVersion } from "@/lib/versions/redact-version";
import { forkStore } from "./fork-store";
import { getBlame } from "./get-blame";
import { getStoreDiff } from "./get-store-diff";
import { listState } from "./list-state";
import { restoreStore } from "./restore-store";

type Tree = Record<string, string | null>;

/** Paths and texts of a moment (null: now). */
async function treeAt(ctx: Context, storeId: StoreId, at: Date | null): Promise<Tree> {
  const tree: Tree = {};
  for (let page: string | undefined; ; ) {
    const read = await listState(ctx, { storeId, at, withContent: true, limit: 3, page });
    for (const state of read.data) tree[state.path ?? `redacted ${state.memoryId}`] = state.content ?? null;
    if (read.nextPage === null) return tree;
    page = read.nextPage;
  }
}

async function liveTree(ctx: Context, storeId: StoreId): Promise<Tree> {
  const { data } = await listMemories(ctx, { storeId, withContent: true });
  return Object.fromEntries(data.map((entry) => [entry.path, entry.memory?.content ?? null]));
}

async function countVersions(ctx: Context, storeId: StoreId): Promise<number> {
  return (await listVersions(ctx, { storeId, limit: 100_000 })).data.length;
}

const anyStep = fc.record({
  kind: fc.constantFrom("create", "create", "write", "write", "rename", "rename", "delete"),
  which: fc.nat({ max: 9 }),
  path: fc.constantFrom("/a", "/a/x", "/a/y", "/b", "/b/c/d", "/é", "/c"),
  text: fc.constantFrom("one\n", "one\ntwo\n", "two\r\nthree", ""),
});

/** Does what can be done of the step; a path that is taken changes nothing. */
async function take(ctx: Context, storeId: StoreId, step: typeof anyStep extends fc.Arbitrary<infer S> ? S : never) {
  const { data } = await listMemories(ctx, { storeId });
  const memory = data[step.which % Math.max(1, data.length)]?.memory;
  const refused = (error: { code?: string }) => expect(error.code).toBe("path_conflict");
  if (step.kind === "create") await aMemory(ctx, storeId, step.path, step.text).catch(refused);
  else if (memory) {
    const key = { storeId, memoryId: memory.id };
    if (step.kind === "write") await updateMemory(ctx, { ...key, content: aText(step.text) });
    if (step.kind === "rename") await updateMemory(ctx, { ...key, path: aPath(step.path) }).catch(refused);
    if (step.kind === "delete") await deleteMemory(ctx, key);
  }
}

test("restoring to any moment gives its tree, restoring to the moment before gives the former tree again", async () => {
  const { ctx, advance } = await aWorkspace();
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 14 }), fc.nat(), async (steps, pick) => {
      const store = await aStore(ctx);
      const moments: { at: Date; tree: Tree }[] = [{ at: new Date(ctx.now().getTime() - 1), tree: {} }];
      for (const step of steps) {
        advance(1_000);
        await take(ctx, store.id, step);
        moments.push({ at: ctx.now(), tree: await liveTree(ctx, store.id) });
      }
      for (const moment of moments) expect(await treeAt(ctx, store.id, moment.at)).toEqual(moment.tree);
      const target = moments[pick % moments.length] as (typeof moments)[number];
      const former = await liveTree(ctx, store.id);
      const versions = await countVersions(ctx, store.id);
      const tried = await restoreStore(ctx, { storeId: store.id, to: { at: target.at }, dryRun: true });
      expect(await liveTree(ctx, store.id)).toEqual(former);
      const restored = await restoreStore(ctx, { storeId: store.id, to: { at: target.at } });
      expect(restored.files.map(({ change }) => change)).toEqual(tried.files.map(({ change }) => change));
      expect(await liveTree(ctx, store.id)).toEqual(target.tree);
      expect(await countVersions(ctx, store.id)).toBe(versions + restored.files.length);
      expect((await restoreStore(ctx, { storeId: store.id, to: { at: target.at } })).files).toEqual([]);
      if (restored.undoTo !== null) await restoreStore(ctx, { storeId: store.id, to: { at: restored.undoTo } });
      expect(await liveTree(ctx, store.id)).toEqual(former);
      expect(await treeAt(ctx, store.id, target.at)).toEqual(target.tree);
    }),
    { numRuns: 15 },
  );
}, 120_000);

test("files that changed places change back, and keep their ids", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const a = await aMemory(ctx, store.id, "/a", "a");
  const b = await aMemory(ctx, store.id, "/b", "b");
  const before = ctx.now();
  advance(1_000);
  for (const [memoryId, path] of [
    [a.id, "/c"],
    [b.id, "/a"],
    [a.id, "/b/a"],
  ] as const) {
    await updateMemory(ctx, { storeId: store.id, memoryId, path: aPath(path) });
  }
  advance(1_000);
  const restored = await restoreStore(ctx, { storeId: store.id, to: { at: new Date(before.getTime() + 500) } });
  expect(restored.files.map(({ change, written }) => [change.operation, change.path, written?.memoryId])).toEqual([
    ["moved", "/a", a.id],
    ["moved", "/b", b.id],
  ]);
});

test("one memory goes back to a version, one path to a moment; a deleted one comes back with a new id", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, "/a", "one");
  await aMemory(ctx, store.id, "/other", "stays");
  const at = ctx.now();
  advance(1_000);
  const key = { storeId: store.id, memoryId: memory.id };
  await updateMemory(ctx, { ...key, content: aText("two") });
  const back = await restoreStore(ctx, { ...key, to: { versionId: memory.headVersionId } });
  expect(back.files).toMatchObject([{ change: { operation: "modified" }, written: { memoryId: memory.id } }]);
  expect((await restoreStore(ctx, { ...key, to: { versionId: memory.headVersionId } })).files).toEqual([]);
  advance(1_000);
  await deleteMemory(ctx, key);
  const revived = await restoreStore(ctx, { storeId: store.id, path: "/a", to: { at: new Date(at.getTime() + 5) } });
  expect(revived.files).toMatchObject([{ change: { operation: "added", path: "/a" } }]);
  expect(revived.files[0]?.written?.memoryId).not.toBe(memory.id);
  expect(await liveTree(ctx, store.id)).toEqual({ "/a": "one", "/other": "stays" });
});

test("a restore that cannot be made says why and changes nothing", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, "/a", "one");
  const other = await aMemory(ctx, store.id, "/o", "o");
  const start = ctx.now();
  const key = { storeId: store.id, memoryId: memory.id };
  advance(1_000);
  await updateMemory(ctx, { ...key, path: aPath("/b") });
  const taken = await aMemory(ctx, store.id, "/a/below", "x");
  const restore = (input: Partial<Parameters<typeof restoreStore>[1]>, by = ctx) =>
    expect(restoreStore(by, { storeId: store.id, to: { at: new Date(start.getTime() + 1) }, ...input })).rejects;
  await restore({ memoryId: memory.id }).toMatchObject({
    code: "path_conflict",
    extra: { conflicting_memory_id: taken.id },
  });
  await restore({ path: "/none" }).toMatchObject({ code: "invalid_request" });
  await restore({ memoryId: taken.id }).toMatchObject({ code: "invalid_request" });
  await restore({ memoryId: newId("mem") }).toMatchObject({ code: "not_found" });
  await restore({ to: { versionId: memory.headVersionId } }).toMatchObject({ code: "invalid_request" });
  await restore({ memoryId: other.id, to: { versionId: memory.headVersionId } }).toMatchObject({
    code: "invalid_request",
  });
  await restore({ to: { versionId: newId("memver") } }).toMatchObject({ code: "not_found" });
  await restore({ storeId: newId("memstore") }).toMatchObject({ code: "not_found" });
  const { ctx: stranger } = await aWorkspace();
  await restore({}, stranger).toMatchObject({ code: "not_found" });
  await deleteMemory(ctx, { storeId: store.id, memoryId: taken.id });
  const full = { ...ctx, limits: { ...ctx.limits, memoriesPerStoreMax: 2 } };
  await restore({ memoryId: taken.id, to: { versionId: taken.headVersionId } }, full).toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining("full"),
  });
  await redactVersion(ctx, { storeId: store.id, versionId: memory.headVersionId });
  await restore({}).toMatchObject({ code: "conflict" });
  await restore({ memoryId: memory.id }).toMatchObject({ code: "conflict" });
  await archiveStore(ctx, store.id);
  await restore({}).toMatchObject({ code: "invalid_request", message: expect.stringContaining("archived") });
  expect(await liveTree(ctx, store.id)).toEqual({ "/b": "one", "/o": "o" });
});

test("a whole store's diff tells what was added, modified, moved and removed, page by page", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const [gone, edited, moved] = [
    await aMemory(ctx, store.id, "/gone", "g\n"),
    await aMemory(ctx, store.id, "/edited", "a\nb\n"),
    await aMemory(ctx, store.id, "/moved", "m\n"),
  ];
  await aMemory(ctx, store.id, "/same", "s\n");
  const at = new Date(ctx.now().getTime() + 500);
  advance(1_000);
  await deleteMemory(ctx, { storeId: store.id, memoryId: gone.id });
  await updateMemory(ctx, { storeId: store.id, memoryId: edited.id, content: aText("a\nc\n") });
  await updateMemory(ctx, { storeId: store.id, memoryId: moved.id, path: aPath("/dir/moved") });
  await aMemory(ctx, store.id, "/added", "n");
  const files = [];
  for (let page: string | undefined; ; ) {
    const diff = await getStoreDiff(ctx, { storeId: store.id, from: { at }, to: "now", limit: 1, page });
    expect(diff.counts).toEqual({ added: 1, modified: 1, moved: 1, removed: 1 });
    files.push(
      ...diff.files.map(({ change, hunks }) => [change.operation, change.path, hunks?.flatMap((h) => h.lines)]),
    );
    if (diff.nextPage === null) break;
    page = diff.nextPage;
  }
  expect(files).toEqual([
    ["added", "/added", ["+n", "\\ No newline at end of file"]],
    ["moved", "/dir/moved", []],
    ["modified", "/edited", [" a", "-b", "+c"]],
    ["removed", "/gone", ["-g"]],
  ]);
  const below = await getStoreDiff(ctx, { storeId: store.id, from: { at }, to: "now", pathPrefix: "/dir/" });
  expect(below.files.map(({ change }) => change.path)).toEqual(["/dir/moved"]);
  const versions = { from: { versionId: edited.headVersionId }, to: "now" } as const;
  expect((await getStoreDiff(ctx, { storeId: store.id, ...versions })).files).toHaveLength(1);
  await redactVersion(ctx, { storeId: store.id, versionId: edited.headVersionId });
  const redacted = (await getStoreDiff(ctx, { storeId: store.id, from: { at }, to: "now" })).files;
  expect(redacted.filter(({ hunks }) => hunks === null)).toMatchObject([{ change: { memoryId: edited.id } }]);
});

test("points that cannot be compared are refused, another workspace's are not found", async () => {
  const { ctx, workspaceId, db } = await aWorkspace();
  const store = await aStore(ctx);
  const [a, b] = [await aMemory(ctx, store.id, "/a"), await aMemory(ctx, store.id, "/b")];
  const fork = await forkStore(ctx, { storeId: store.id, name: "Fork", at: null });
  const diff = (input: Partial<Parameters<typeof getStoreDiff>[1]>, by = ctx) =>
    expect(getStoreDiff(by, { storeId: store.id, from: "now", to: "now", ...input })).rejects;
  const from = { versionId: a.headVersionId };
  await diff({}).toMatchObject({ code: "invalid_request" });
  await diff({ from, to: { versionId: b.headVersionId } }).toMatchObject({ code: "invalid_request" });
  await diff({ from, toStoreId: fork.id }).toMatchObject({ code: "invalid_request" });
  await diff({ from, pathPrefix: "/a/" }).toMatchObject({ code: "invalid_request" });
  await diff({ from, page: "page_x" }).toMatchObject({ code: "invalid_request" });
  await diff({ toStoreId: newId("memstore") }).toMatchObject({ code: "not_found" });
  const { ctx: stranger } = await aWorkspace();
  const theirs = await aStore(stranger);
  await diff({ toStoreId: theirs.id }).toMatchObject({ code: "not_found" });
  await diff({ from }, stranger).toMatchObject({ code: "not_found" });
  const { ctx: weak } = aContext(db, workspaceId);
  await diff({ from }, { ...weak, scopes: new Set() }).toMatchObject({ code: "permission" });
});

test("a fork has the tree and hashes of its moment, ids of its own and no history", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, "/a", "one\n");
  await aMemory(ctx, store.id, "/b/c", "c");
  const at = new Date(ctx.now().getTime() + 500);
  const then = await liveTree(ctx, store.id);
  advance(1_000);
  await updateMemory(ctx, { storeId: store.id, memoryId: memory.id, content: aText("two\n"), path: aPath("/z") });
  await archiveStore(ctx, store.id);
  const early = await forkStore(ctx, { storeId: store.id, name: "Then", at, metadata: { kind: "fork" } });
  expect(early).toMatchObject({ name: "Then", metadata: { kind: "fork" }, archivedAt: null });
  expect(await liveTree(ctx, early.id)).toEqual(then);
  const now = await forkStore(ctx, { storeId: store.id, name: "Now", at: null });
  expect(await liveTree(ctx, now.id)).toEqual({ "/z": "two\n", "/b/c": "c" });
  expect(await countVersions(ctx, now.id)).toBe(2);
  const same = await getStoreDiff(ctx, { storeId: store.id, from: { at }, to: "now", toStoreId: early.id });
  expect(same.files).toEqual([]);
  const other = await getStoreDiff(ctx, { storeId: early.id, from: "now", to: "now", toStoreId: now.id });
  expect(other.counts).toEqual({ added: 1, modified: 0, moved: 0, removed: 1 });
  const before = await forkStore(ctx, { storeId: store.id, name: "Empty", at: new Date(0) });
  expect(await liveTree(ctx, before.id)).toEqual({});
  const small = { ...ctx, limits: { ...ctx.limits, memoriesPerStoreMax: 1 } };
  const fork = { storeId: store.id, name: "x", at: null };
  await expect(forkStore(small, fork)).rejects.toMatchObject({ code: "invalid_request" });
  await redactVersion(ctx, { storeId: store.id, versionId: memory.headVersionId });
  await expect(forkStore(ctx, { ...fork, at })).rejects.toMatchObject({ code: "conflict" });
  const { ctx: stranger } = await aWorkspace();
  await expect(forkStore(stranger, fork)).rejects.toMatchObject({ code: "not_found" });
});

test("blame follows a memory across renames, more versions than a batch, and redactions", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const created = await aMemory(ctx, store.id, "/a", "first\r\nsecond\n");
  const key = { storeId: store.id, memoryId: created.id as MemoryId };
  const write = async (content: string, path = "/a") => {
    advance(1_000);
    return updateMemory(ctx, { ...key, content: aText(content), path: aPath(path) });
  };
  const added = await write("first\r\nsecond\nthird");
  const secret = await write("first\r\nsecond\nsecret\nthird");
  const after = await write("first\r\nsecond\nsecret\nthird\nfourth", "/moved");
  for (let count = 0; count < 40; count++) await write(`first\r\n${count}\nsecret\nthird\nfourth`);
  const before = await getBlame(ctx, { ...key, versionId: added.headVersionId });
  expect(before.lines.map(({ version }) => version.id)).toEqual([
    created.headVersionId,
    created.headVersionId,
    added.headVersionId,
  ]);
  await redactVersion(ctx, { storeId: store.id, versionId: secret.headVersionId });
  const blame = await getBlame(ctx, key);
  expect(blame.lines.map(({ text }) => text).join("")).toBe("first\r\n39\nsecret\nthird\nfourth");
  expect(blame.lines.map(({ text, version, afterRedaction }) => [text, version.id, afterRedaction])).toEqual([
    ["first\r\n", created.headVersionId, false],
    ["39\n", blame.versionId, false],
    ["secret\n", after.headVersionId, true],
    ["third\n", after.headVersionId, true],
    ["fourth", after.headVersionId, true],
  ]);
  const pages = [await getBlame(ctx, { ...key, limit: 2 })];
  await write("all new\n");
  for (let page = pages[0]?.nextPage; page; page = pages.at(-1)?.nextPage) {
    pages.push(await getBlame(ctx, { ...key, limit: 2, page }));
  }
  expect(pages.map(({ lines }) => lines.length)).toEqual([2, 2, 1]);
  expect(pages.flatMap(({ lines }) => lines)).toEqual(blame.lines);
  const hurried = await getBlame(ctx, { ...key, versionId: blame.versionId, timeLimitMs: 0 });
  expect(hurried).toMatchObject({ isComplete: false, lines: [1, 2, 3, 4, 5].map((line) => ({ line })) });
  expect(new Set(hurried.lines.map(({ version }) => version.id))).toEqual(new Set([blame.versionId]));
  const foreign = pages[0]?.nextPage ?? undefined;
  const other = { ...key, versionId: blame.versionId, page: foreign };
  await expect(getBlame(ctx, other)).rejects.toMatchObject({ code: "invalid_request" });
  const versionId = secret.headVersionId;
  await expect(getBlame(ctx, { ...key, versionId })).rejects.toMatchObject({ code: "invalid_request" });
  await expect(getBlame(ctx, { ...key, versionId: newId("memver") })).rejects.toMatchObject({ code: "not_found" });
  await expect(getBlame(ctx, { ...key, memoryId: newId("mem") })).rejects.toMatchObject({ code: "not_found" });
  const { ctx: stranger } = await aWorkspace();
  await expect(getBlame(stranger, key)).rejects.toMatchObject({ code: "not_found" });
});

test("a redacted state is listed last, without a path", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, "/a", "secret");
  await aMemory(ctx, store.id, "/z", "z");
  const at = new Date(ctx.now().getTime() + 500);
  advance(1_000);
  await updateMemory(ctx, { storeId: store.id, memoryId: memory.id, content: aText("clean") });
  await redactVersion(ctx, { storeId: store.id, versionId: memory.headVersionId });
  const first = await listState(ctx, { storeId: store.id, at, limit: 1 });
  expect(first.data).toMatchObject([{ path: "/z" }]);
  const second = await listState(ctx, { storeId: store.id, at, limit: 1, page: first.nextPage ?? "" });
  expect(second).toMatchObject({ data: [{ path: null, redacted: true, memoryId: memory.id }], nextPage: null });
  expect((await listState(ctx, { storeId: store.id, at, pathPrefix: "/" })).data).toHaveLength(1);
  const { ctx: stranger } = await aWorkspace();
  await expect(listState(stranger, { storeId: store.id, at })).rejects.toMatchObject({ code: "not_found" });
});
