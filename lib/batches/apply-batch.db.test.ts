import fc from "fast-check";
import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";
import { listMemories } from "@/lib/memories/list-memories";
import { applyToModel, type Model, operationsOn, startingModels } from "@/lib/testing/batch-model";
import { aContext, aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { listVersions } from "@/lib/versions/list-versions";
import { applyBatch } from "./apply-batch";
import type { BatchOperation } from "./schema";

async function filesOf(ctx: Context, storeId: StoreId): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  let page: string | undefined;
  do {
    const listed = await listMemories(ctx, { storeId, withContent: true, page });
    for (const { memory, path } of listed.data) files.set(path, memory?.content ?? "");
    page = listed.nextPage ?? undefined;
  } while (page !== undefined);
  return files;
}

/** The model's store, and the operations with the ids that its memories got. */
async function stage(ctx: Context, model: Model, operations: BatchOperation[]) {
  const store = await aStore(ctx);
  const ids = new Map<string, MemoryId>();
  for (const [path, file] of model.files) ids.set(file.id, (await aMemory(ctx, store.id, path, file.content)).id);
  const staged = operations.map((operation) =>
    operation.type === "create"
      ? operation
      : { ...operation, memory_id: ids.get(operation.memory_id) ?? operation.memory_id },
  );
  return { storeId: store.id, operations: staged };
}

test("what the plan allows the database allows, and what it refuses leaves no trace", async () => {
  const { ctx } = await aWorkspace();
  const batches = startingModels.chain((start) => fc.tuple(fc.constant(start), operationsOn(start)));
  await fc.assert(
    fc.asyncProperty(batches, async ([start, operations]) => {
      const limited = { ...ctx, limits: { ...ctx.limits, memoriesPerStoreMax: start.filesMax } };
      const input = await stage(ctx, start, operations);
      const before = (await listVersions(ctx, { storeId: input.storeId, limit: 100 })).data.length;
      const expected = applyToModel(start, operations);
      const outcome = await applyBatch(limited, input).catch((error: unknown) => error);
      const after = await filesOf(ctx, input.storeId);
      const versions = (await listVersions(ctx, { storeId: input.storeId, limit: 100 })).data.length;
      if ("failure" in expected) {
        expect(outcome).toMatchObject({ code: expected.failure, extra: { operation_index: expected.index } });
        expect(after).toEqual(new Map([...start.files].map(([path, file]) => [path, file.content])));
        expect(versions).toBe(before);
      } else {
        expect(outcome).toHaveLength(operations.length);
        expect(after).toEqual(new Map([...expected.model.files].map(([path, file]) => [path, file.content])));
      }
    }),
    { numRuns: 60 },
  );
});

test("a chain of renames moves each memory to the place of the next", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memories = [];
  for (let place = 0; place < 50; place++) {
    memories.push(await aMemory(ctx, store.id, `/p${String(place).padStart(2, "0")}`, `from ${place}`));
  }
  const operations = memories.map((memory, place) => ({
    type: "rename" as const,
    memory_id: memory.id,
    path: aPath(`/p${String(place + 1).padStart(2, "0")}`),
  }));
  await applyBatch(ctx, { storeId: store.id, operations: operations.toReversed() });
  const files = [...(await filesOf(ctx, store.id))];
  expect(files).toEqual(operations.map(({ path }, place) => [path, `from ${place}`]));
});

/** The database, with a count of the statements that its transactions send. */
function counting(db: Database) {
  let count = 0;
  const bound = <T extends object>(target: T, key: string | symbol) => {
    const value = Reflect.get(target, key);
    return typeof value === "function" ? value.bind(target) : value;
  };
  const pool = new Proxy(db.pool, {
    get: (target, key) =>
      key !== "connect"
        ? bound(target, key)
        : async () =>
            new Proxy(await target.connect(), {
              get(client, name) {
                if (name === "query") count += 1;
                return bound(client, name);
              },
            }),
  });
  return { db: { ...db, pool }, count: () => count };
}

test("a hundred operations take as many statements as four", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const statements = async (files: number, from: string, to: string) => {
    const kept = [];
    for (let file = 0; file < files; file++) kept.push(await aMemory(ctx, store.id, `/${from}/${file}`, `${file}`));
    const { db, count } = counting(ctx.db);
    const operations = kept.flatMap((memory, file): BatchOperation[] => [
      { type: "rename", memory_id: memory.id, path: aPath(`/${to}/${file}`) },
      { type: "create", path: aPath(`/${from}/${file}`), content: aText(`${files} ${file}`) },
    ]);
    await applyBatch({ ...ctx, db }, { storeId: store.id, operations });
    return count();
  };
  const few = await statements(2, "a", "b");
  expect(few).toBeGreaterThan(3);
  expect(await statements(50, "c", "d")).toBe(few);
});

test("a memory of the batch that moves away does not hide the one behind it", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const first = await aMemory(ctx, store.id, "/d/1");
  const second = await aMemory(ctx, store.id, "/d/2");
  const batch = applyBatch(ctx, {
    storeId: store.id,
    operations: [
      { type: "rename", memory_id: first.id, path: aPath("/e") },
      { type: "create", path: aPath("/d"), content: aText("") },
    ],
  });
  await expect(batch).rejects.toMatchObject({
    code: "path_conflict",
    extra: { operation_index: 1, conflicting_memory_id: second.id, conflicting_path: "/d/2" },
  });
});

test("another store's and another workspace's memories are not found", async () => {
  const { ctx, db } = await aWorkspace();
  const [one, two] = [await aStore(ctx), await aStore(ctx)];
  const memory = await aMemory(ctx, one.id);
  const operations: BatchOperation[] = [{ type: "delete", memory_id: memory.id }];
  await expect(applyBatch(ctx, { storeId: two.id, operations })).rejects.toMatchObject({
    code: "not_found",
    extra: { operation_index: 0 },
  });
  const { workspaceId } = await aWorkspace();
  const stranger = aContext(db, workspaceId).ctx;
  await expect(applyBatch(stranger, { storeId: one.id, operations })).rejects.toMatchObject({ code: "not_found" });
  const reader = { ...ctx, scopes: new Set(["memories:read"] as const) };
  await expect(applyBatch(reader, { storeId: one.id, operations })).rejects.toMatchObject({ code: "permission" });
});
