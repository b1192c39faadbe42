import fc from "fast-check";
import type { BatchOperation } from "@/lib/batches/schema";
import type { ErrorCode } from "@/lib/core/errors";
import { sha256 } from "@/lib/core/hash";
import type { MemoryId } from "@/lib/core/ids";
import type { MemoryPath } from "@/lib/memories/path";
import type { MemoryContent } from "@/lib/memories/schema";

/** A store as the contract tells it, with nothing but a map: files by path. */
export type Model = { files: ReadonlyMap<string, { id: string; content: string }>; filesMax: number };

export type ModelOutcome = { model: Model } | { failure: ErrorCode; index: number };

const overlaps = (a: string, b: string): boolean => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

/** Applies operations one by one; the first failure ends it. */
export function applyToModel(start: Model, operations: BatchOperation[]): ModelOutcome {
  let model = start;
  for (const [index, operation] of operations.entries()) {
    const next = applyOne(model, operation, index);
    if (typeof next === "string") return { failure: next, index };
    model = next;
  }
  return { model };
}

function applyOne(model: Model, operation: BatchOperation, index: number): Model | ErrorCode {
  const files = new Map(model.files);
  const blocked = (path: string) => [...files.keys()].some((taken) => overlaps(taken, path));
  if (operation.type === "create") {
    if (blocked(operation.path)) return "path_conflict";
    if (files.size >= model.filesMax) return "invalid_request";
    return { ...model, files: files.set(operation.path, { id: `created_${index}`, content: operation.content }) };
  }
  const found = [...files].find(([, file]) => file.id === operation.memory_id);
  if (found === undefined) return "not_found";
  const [path, file] = found;
  const given = operation.type === "update" ? operation.content : null;
  const expected =
    operation.type === "delete" ? operation.expected_content_sha256 : operation.precondition?.content_sha256;
  const to = operation.type === "delete" ? path : (operation.path ?? path);
  if (typeof given === "string" && given === file.content && to === path) return model;
  if (typeof expected === "string" && expected !== sha256(file.content)) return "precondition_failed";
  files.delete(path);
  if (operation.type === "delete") return { ...model, files };
  if (blocked(to)) return "path_conflict";
  return { ...model, files: files.set(to, { id: file.id, content: given ?? file.content }) };
}

/** Few names and three levels, so that paths meet often. */
const paths = fc
  .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 })
  .map((names) => `/${names.join("/")}` as MemoryPath);
const contents = fc.constantFrom("", "one", "two").map((content) => content as MemoryContent);

/** Valid trees of up to eight files, with room for a few more. */
export const startingModels: fc.Arbitrary<Model> = fc
  .tuple(fc.array(fc.tuple(paths, contents), { maxLength: 8 }), fc.nat({ max: 4 }))
  .map(([wanted, room]) => {
    const files = new Map<string, { id: string; content: string }>();
    for (const [path, content] of wanted) {
      if (![...files.keys()].some((taken) => overlaps(taken, path)))
        files.set(path, { id: `mem_${files.size}`, content });
    }
    return { files, filesMax: files.size + room };
  });

/** Up to eight operations that name each memory of the model at most once, and now and then one that is not there. */
export function operationsOn(model: Model): fc.Arbitrary<BatchOperation[]> {
  const ids = [...[...model.files.values()].map((file) => file.id), "mem_gone"] as MemoryId[];
  const expected = fc.option(contents.map(sha256), { freq: 3 });
  const precondition = expected.map((hash) =>
    hash === null ? null : { type: "content_sha256" as const, content_sha256: hash },
  );
  const options = { nil: undefined };
  const onMemory = (memory_id: MemoryId): fc.Arbitrary<BatchOperation> =>
    fc.oneof(
      fc.record({
        type: fc.constant("update" as const),
        memory_id: fc.constant(memory_id),
        content: fc.option(contents, options),
        path: fc.option(paths, options),
        precondition,
      }),
      fc.record({ type: fc.constant("rename" as const), memory_id: fc.constant(memory_id), path: paths, precondition }),
      fc.record({
        type: fc.constant("delete" as const),
        memory_id: fc.constant(memory_id),
        expected_content_sha256: expected,
      }),
    );
  const creates = fc.record({ type: fc.constant("create" as const), path: paths, content: contents });
  return fc
    .shuffledSubarray([...ids, ...Array.from({ length: 8 }, () => null)], { minLength: 1, maxLength: 8 })
    .chain((picked) => fc.tuple(...picked.map((id) => (id === null ? creates : onMemory(id)))));
}
