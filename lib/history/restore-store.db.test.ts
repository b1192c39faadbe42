import { expect, test } from "vitest";
import { updateMemory } from "@/lib/memories/update-memory";
import { aMemory, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { listVersions } from "@/lib/versions/list-versions";
import { forkStore } from "./fork-store";
import { getBlame } from "./get-blame";
import { getStoreDiff } from "./get-store-diff";
import { listState } from "./list-state";
import { restoreStore } from "./restore-store";

test("more restores and forks at once than the pool has connections all end", async () => {
  const { ctx, db, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  advance(1_000);
  await updateMemory(ctx, { storeId: store.id, memoryId: memory.id, content: aText("two\n") });
  const count = db.pool.options.max + 5;
  const restore = { storeId: store.id, to: { versionId: memory.headVersionId }, memoryId: memory.id };
  const restored = await Promise.all(Array.from({ length: count }, () => restoreStore(ctx, restore)));
  expect(restored.filter(({ counts }) => counts.modified === 1)).toHaveLength(1);
  const forks = Array.from({ length: count }, (_, n) => forkStore(ctx, { storeId: store.id, name: `${n}`, at: null }));
  expect(new Set((await Promise.all(forks)).map(({ id }) => id)).size).toBe(count);
});

test("a key for memories reads and restores history without the right to read stores", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  const at = new Date(ctx.now().getTime() + 500);
  advance(1_000);
  await updateMemory(ctx, { storeId: store.id, memoryId: memory.id, content: aText("two\n") });
  const reader = { ...ctx, scopes: new Set(["memories:read" as const]) };
  expect((await getStoreDiff(reader, { storeId: store.id, from: { at }, to: "now" })).counts.modified).toBe(1);
  expect((await listState(reader, { storeId: store.id, at })).data).toHaveLength(1);
  expect((await getBlame(reader, { storeId: store.id, memoryId: memory.id })).lines).toHaveLength(1);
  const writer = { ...ctx, scopes: new Set(["memories:write" as const]) };
  expect((await restoreStore(writer, { storeId: store.id, to: { at } })).counts.modified).toBe(1);
});

test("a restore is of what a writer left who held the memory when the restore began", async () => {
  const { ctx, db, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, "/a.md", "one\n");
  const key = { storeId: store.id, memoryId: memory.id };
  const at = new Date(ctx.now().getTime() + 500);
  advance(1_000);
  await updateMemory(ctx, { ...key, content: aText("two\n") });
  advance(1_000);
  const writer = await db.pool.connect();
  await writer.query("begin");
  await writer.query("select from memories where id = $1 for update", [memory.id]);
  const waiting = async (count: number) => {
    const sql = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await db.query(sql)).length < count);
  };
  // The update waits for the row, and the restore behind it: the update writes the very text that is to come back.
  const update = updateMemory(ctx, { ...key, content: aText("one\n") });
  await waiting(1);
  const restore = restoreStore(ctx, { storeId: store.id, to: { at } });
  await waiting(2);
  await writer.query("commit");
  writer.release();
  await update;
  const restored = await restore;
  expect(restored.counts).toEqual({ added: 0, modified: 0, moved: 0, removed: 0 });
  expect(restored.undoTo).toBeNull();
  expect((await listVersions(ctx, { storeId: store.id })).data).toHaveLength(3);
});
