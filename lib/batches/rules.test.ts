import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { sha256 } from "@/lib/core/hash";
import type { MemoryId, StoreId, VersionId, WorkspaceId } from "@/lib/core/ids";
import type { MemoryRow } from "@/lib/memories/repository";
import { applyToModel, type Model, operationsOn, startingModels } from "@/lib/testing/batch-model";
import { memoriesToPark, type PlannedOperation, planBatch, requireDistinct } from "./rules";
import type { BatchOperation } from "./schema";

const STORE = { id: "memstore_x" as StoreId, archivedAt: null };
const AT = new Date("2026-11-20T09:00:00Z");

const row = (id: string, path: string, content: string): MemoryRow => ({
  id: id as MemoryId,
  workspaceId: "wrkspc_x" as WorkspaceId,
  storeId: STORE.id,
  path,
  headVersionId: `memver_${id}` as VersionId,
  contentSha256: sha256(content),
  contentBytes: content.length,
  createdAt: AT,
  updatedAt: AT,
  content,
});

/** Plans a batch on a store that holds what the model holds. */
function plan(model: Model, operations: BatchOperation[], archivedAt: Date | null = null): PlannedOperation[] {
  const named = new Set(operations.flatMap((operation) => ("memory_id" in operation ? [operation.memory_id] : [])));
  const rows = [...model.files].map(([path, file]) => row(file.id, path, file.content));
  return planBatch({
    operations,
    store: { ...STORE, archivedAt, memoryCount: rows.length },
    live: new Map(rows.filter((memory) => named.has(memory.id)).map((memory) => [memory.id, memory])),
    occupants: rows.filter((memory) => !named.has(memory.id)),
    memoriesPerStoreMax: model.filesMax,
  });
}

const model = (files: Record<string, string>, filesMax = 100): Model => ({
  files: new Map(Object.entries(files).map(([id, path]) => [path, { id: `mem_${id}`, content: id }])),
  filesMax,
});

const failure = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

const rename = (id: string, path: string) => ({ type: "rename", memory_id: `mem_${id}`, path }) as BatchOperation;
const remove = (id: string) => ({ type: "delete", memory_id: `mem_${id}` }) as BatchOperation;
const create = (path: string) => ({ type: "create", path, content: "new" }) as BatchOperation;

test.each([
  ["a delete", [remove("a"), create("/a")]],
  ["a delete of what is below", [remove("a"), create("/a/b")]],
  ["a rename", [rename("a", "/elsewhere"), create("/a")]],
  ["a rename, for another", [rename("a", "/elsewhere"), rename("b", "/a")]],
])("a path that is freed by %s may be taken by a later operation", (_name, operations) => {
  expect(plan(model({ a: "/a", b: "/b" }), operations)).toHaveLength(2);
});

test.each([
  ["an earlier operation cannot take it", [create("/a"), remove("a")], 0],
  ["two memories cannot swap", [rename("a", "/b"), rename("b", "/a")], 0],
  ["nor can it be taken twice", [remove("a"), create("/a"), create("/a/x")], 2],
])("a path is freed only for what comes after: %s", (_name, operations, index) => {
  expect(failure(() => plan(model({ a: "/a", b: "/b" }), operations))).toMatchObject({
    code: "path_conflict",
    extra: { operation_index: index },
  });
});

test("the blocker that is named is the exact match, else the nearest ancestor, else the first descendant", () => {
  const tree = model({ a: "/d/a", b: "/d/b", top: "/t", low: "/x/y" });
  const blocker = (operations: BatchOperation[]) => (failure(() => plan(tree, operations)) as AppError).extra;
  expect(blocker([create("/d/b")])).toMatchObject({ conflicting_path: "/d/b", conflicting_memory_id: "mem_b" });
  expect(blocker([create("/t/u/v")])).toMatchObject({ conflicting_path: "/t", conflicting_memory_id: "mem_top" });
  expect(blocker([create("/d")])).toMatchObject({ conflicting_path: "/d/a", conflicting_memory_id: "mem_a" });
  expect(blocker([rename("a", "/z"), create("/d")])).toMatchObject({ conflicting_path: "/d/b", operation_index: 1 });
  expect(blocker([create("/n"), create("/n/m")])).toMatchObject({ conflicting_path: "/n", conflicting_memory_id: "" });
});

test("a memory may move below its own path", () => {
  expect(plan(model({ a: "/a" }), [rename("a", "/a/b")])).toMatchObject([{ write: { path: "/a/b" } }]);
});

test("the cap counts what the batch frees and adds before", () => {
  const full = model({ a: "/a", b: "/b" }, 2);
  expect(plan(full, [remove("a"), create("/c")])).toHaveLength(2);
  for (const [operations, index] of [
    [[create("/c"), remove("a")], 0],
    [[remove("a"), create("/c"), create("/d")], 2],
  ] as const) {
    expect(failure(() => plan(full, [...operations]))).toMatchObject({
      code: "invalid_request",
      extra: { operation_index: index },
    });
  }
});

test("an archived store takes deletes and nothing else", () => {
  const tree = model({ a: "/a", b: "/b" });
  expect(plan(tree, [remove("a")], AT)).toHaveLength(1);
  for (const operation of [create("/c"), rename("b", "/c"), { type: "update", memory_id: "mem_b" } as BatchOperation]) {
    expect(failure(() => plan(tree, [remove("a"), operation], AT))).toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("archived"),
      extra: { operation_index: 1 },
    });
  }
});

test("a memory may be named once", () => {
  requireDistinct([remove("a"), remove("b"), create("/a"), create("/a")]);
  expect(failure(() => requireDistinct([create("/x"), remove("a"), rename("a", "/y")]))).toMatchObject({
    code: "invalid_request",
    message: "operations[2] names the memory of operations[1]: a memory may be named once.",
    extra: { operation_index: 2 },
  });
});

test("those memories are parked whose path another one moves to", () => {
  const operations = [rename("a", "/c"), rename("b", "/a"), remove("d"), rename("e", "/d")];
  const planned = plan(model({ a: "/a", b: "/b", d: "/d", e: "/e" }), operations);
  const writes = planned.flatMap((step) => ("write" in step ? [step.write] : []));
  expect(memoriesToPark(writes)).toEqual(["mem_a"]);
});

test("a batch is what its operations are one by one", () => {
  const batches = startingModels.chain((start) => fc.tuple(fc.constant(start), operationsOn(start)));
  fc.assert(
    fc.property(batches, ([start, operations]) => {
      const expected = applyToModel(start, operations);
      const planned = failure(() => plan(start, operations));
      if ("failure" in expected) {
        expect(planned).toBeInstanceOf(AppError);
        expect(planned).toMatchObject({ code: expected.failure, extra: { operation_index: expected.index } });
        return;
      }
      const after = new Map([...start.files].map(([path, file]) => [file.id, { path, content: file.content }]));
      let created = 0;
      for (const step of planned as PlannedOperation[]) {
        if ("unchanged" in step) continue;
        if (step.write.operation === "created") after.set(`created_${created++}`, step.write);
        else if (step.write.operation === "deleted") after.delete(step.write.memory.id);
        else after.set(step.write.memory.id, step.write);
      }
      const files = [...after.values()].map(({ path, content }) => [path, content]);
      expect(new Map(files as [string, string][])).toEqual(
        new Map([...expected.model.files].map(([path, file]) => [path, file.content])),
      );
    }),
    { numRuns: 2_000 },
  );
});
