import { expect, test, vi } from "vitest";
import { type Database, withTransaction } from "@/lib/db/database";
import { createMemory } from "@/lib/memories/create-memory";
import { deleteMemory } from "@/lib/memories/delete-memory";
import { lockMemories } from "@/lib/memories/lock-memories";
import { updateMemory } from "@/lib/memories/update-memory";
import { writeMemories } from "@/lib/memories/write-memories";
import { deleteStore } from "@/lib/stores/delete-store";
import { aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { redactVersion } from "@/lib/versions/redact-version";
import { redactVersions } from "@/lib/versions/redact-versions";

const textsLike = (db: Database, text: string) => db.query("select sha256 from contents where text = $1", [text]);

/** Resolves when `work` is done or some connection of the database waits for a lock. */
async function doneOrBlocked(db: Database, work: Promise<unknown>): Promise<void> {
  let done = false;
  const ended = work.then(() => {
    done = true;
  });
  const blocked = vi.waitFor(
    async () => {
      const waiting = await db.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (!done) expect(waiting.length).toBeGreaterThan(0);
    },
    { timeout: 10_000, interval: 10 },
  );
  await Promise.race([ended, blocked]);
}

test("a text whose last two references go at once is gone", async () => {
  const { ctx, db } = await aWorkspace();
  const store = await aStore(ctx);
  const text = "two references, both given up";
  const [one, two] = [await aMemory(ctx, store.id, "/1", text), await aMemory(ctx, store.id, "/2", text)];
  for (const { id } of [one, two]) {
    await updateMemory(ctx, { storeId: store.id, memoryId: id, content: aText("clean") });
  }
  let other: Promise<unknown> | undefined;
  await withTransaction(db, async (tx) => {
    await redactVersions(ctx, tx, [one.headVersionId]);
    other = redactVersion(ctx, { storeId: store.id, versionId: two.headVersionId });
    await doneOrBlocked(db, other);
  });
  await other;
  expect(await textsLike(db, text)).toEqual([]);
});

test("a text that is written while its store is deleted does not stay behind", async () => {
  const { ctx, db } = await aWorkspace();
  const text = "written while its store goes";
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  let deleting: Promise<unknown> | undefined;
  await withTransaction(db, async (tx) => {
    const [locked] = [...(await lockMemories(ctx, tx, { storeId: store.id, memoryIds: [memory.id] })).values()];
    const write = { operation: "modified", memory: locked ?? memory, path: memory.path, content: text } as const;
    await writeMemories(ctx, tx, { storeId: store.id, writes: [write] });
    deleting = deleteStore(ctx, store.id);
    await doneOrBlocked(db, deleting);
  });
  await deleting;
  expect(await textsLike(db, text)).toEqual([]);
});

test("a text stays as long as anything refers to it", async () => {
  const { ctx, db } = await aWorkspace();
  const [store, other] = [await aStore(ctx), await aStore(ctx)];
  const text = "referred to from two stores";
  const { id } = await aMemory(ctx, store.id, "/a", text);
  await createMemory(ctx, { storeId: other.id, path: aPath("/a"), content: aText(text) });
  await deleteMemory(ctx, { storeId: store.id, memoryId: id });
  await deleteStore(ctx, store.id);
  expect(await textsLike(db, text)).toHaveLength(1);
  await deleteStore(ctx, other.id);
  expect(await textsLike(db, text)).toEqual([]);
});
