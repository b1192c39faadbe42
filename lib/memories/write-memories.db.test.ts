import { expect, test } from "vitest";
import { aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { listVersions } from "@/lib/versions/list-versions";
import { deleteMemory } from "./delete-memory";
import { updateMemory } from "./update-memory";

// The clock of these contexts stands still; two processes' clocks may even go backwards.

test("a memory's changes are strictly later than each other, whatever the clock says", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  const key = { storeId: store.id, memoryId: memory.id };
  for (const text of ["two", "three"]) await updateMemory(ctx, { ...key, content: aText(text) });
  for (const path of ["/b.md", "/c.md"]) await updateMemory(ctx, { ...key, path: aPath(path) });
  await updateMemory(ctx, { ...key, content: aText("four") });
  await deleteMemory(ctx, key);
  const times = (await listVersions(ctx, { storeId: store.id })).data.map(({ createdAt }) => createdAt.getTime());
  const first = Math.min(...times);
  expect(times).toEqual([6, 5, 4, 3, 2, 1, 0].map((later) => first + later));
});

test("changes of a store's tree are strictly later than each other, whatever the clock says", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memories = [await aMemory(ctx, store.id, "/a"), await aMemory(ctx, store.id, "/b")];
  for (const { id, path } of memories) {
    await updateMemory(ctx, { storeId: store.id, memoryId: id, path: aPath(`/moved${path}`) });
  }
  for (const { id } of memories) await deleteMemory(ctx, { storeId: store.id, memoryId: id });
  const versions = (await listVersions(ctx, { storeId: store.id })).data;
  const times = versions.map(({ createdAt }) => createdAt.getTime());
  expect(new Set(times).size).toBe(6);
  expect(versions.map(({ operation }) => operation)).toEqual([
    ...["deleted", "deleted"],
    ...["modified", "modified"],
    ...["created", "created"],
  ]);
});
