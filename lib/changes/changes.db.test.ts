import { expect, test } from "vitest";
import { aMemory, aStore, aWorkspace } from "@/lib/testing/builders";
import { listChanges } from "./list-changes";
import { waitForNews } from "./wait-for-news";

const REQUEST = { after: 0, limit: 100, withContent: false, waitSeconds: 0, signal: new AbortController().signal };

test("a wait ends when the caller goes away", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const caller = new AbortController();
  const waiting = waitForNews(ctx.db, { storeId: store.id, after: 0, waitSeconds: 60, signal: caller.signal });
  caller.abort();
  expect(await waiting).toBe(false);
});

test("a wait ends at once when there is something new, numbered or not", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  await aMemory(ctx, store.id);
  const wait = { storeId: store.id, after: 0, waitSeconds: 60, signal: REQUEST.signal };
  expect(await waitForNews(ctx.db, wait)).toBe(true);
  expect(await listChanges(ctx, { ...REQUEST, storeId: store.id })).toMatchObject({ nextAfter: 1, hasMore: false });
  expect(await waitForNews(ctx.db, wait)).toBe(true);
});

test("another workspace's store is not found, and a credential needs the right to read", async () => {
  const { ctx } = await aWorkspace();
  const { ctx: stranger } = await aWorkspace();
  const store = await aStore(ctx);
  const request = { ...REQUEST, storeId: store.id };
  await expect(listChanges(stranger, request)).rejects.toMatchObject({ code: "not_found" });
  const writer = { ...ctx, scopes: new Set(["memories:write"] as const) };
  await expect(listChanges(writer, request)).rejects.toMatchObject({ code: "permission" });
});

test("a change has one number, however many readers ask for it at once", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  for (let file = 0; file < 20; file++) await aMemory(ctx, store.id, `/${file}`);
  const reads = Array.from({ length: 16 }, () => listChanges(ctx, { ...REQUEST, storeId: store.id }));
  for (const { data } of await Promise.all(reads)) {
    expect(data.map(({ sequence, path }) => [sequence, path])).toEqual(data.map((_, file) => [file + 1, `/${file}`]));
    expect(data).toHaveLength(20);
  }
});
