import { AppError, notFound } from "@/lib/core/errors";
import type { MemoryId } from "@/lib/core/ids";
import type { Blocker } from "@/lib/memories/find-blockers";
import { ancestorsOf } from "@/lib/memories/path";
import type { MemoryRow } from "@/lib/memories/repository";
import { contentChanged, pathConflict, storeFull } from "@/lib/memories/rules";
import type { MemoryWrite } from "@/lib/memories/write-memories";
import { requireActive } from "@/lib/stores/lock-store";
import type { StoreRow } from "@/lib/stores/repository";
import type { BatchOperation } from "./schema";

export type PlanBatch = {
  operations: BatchOperation[];
  store: Pick<StoreRow, "id" | "archivedAt" | "memoryCount">;
  /** The memories that the operations name, as far as they exist, with their content. */
  live: ReadonlyMap<MemoryId, MemoryRow>;
  /** Other memories of the store; at least those that block one of the operations' paths. */
  occupants: Blocker[];
  memoriesPerStoreMax: number;
};

/** What an operation comes to: one write, or the memory as it is, when there is nothing to change. */
export type PlannedOperation = { write: MemoryWrite } | { unchanged: MemoryRow };

/** @throws AppError `invalid_request` when an operation names a memory that an earlier one named */
export function requireDistinct(operations: BatchOperation[]): void {
  const seen = new Map<MemoryId, number>();
  for (const [index, operation] of operations.entries()) {
    if (operation.type === "create") continue;
    const earlier = seen.get(operation.memory_id);
    if (earlier !== undefined) {
      const message = `operations[${index}] names the memory of operations[${earlier}]: a memory may be named once.`;
      throw new AppError("invalid_request", message, { extra: { operation_index: index } });
    }
    seen.set(operation.memory_id, index);
  }
}

/**
 * Decides a batch as if its operations were made one by one, each on what the ones before it left: the checks and their
 * order are those of a single create, update or delete (contract 3.4 to 3.6). A path that one operation frees may be
 * taken by a later one, not by an earlier one; so two memories cannot swap their paths.
 * @throws AppError of the first operation that fails, with its `operation_index`
 */
export function planBatch(input: PlanBatch): PlannedOperation[] {
  const tree = new Map(input.occupants.map((occupant) => [occupant.path, occupant.id as string]));
  for (const memory of input.live.values()) tree.set(memory.path, memory.id);
  const state: State = { tree, memoryCount: input.store.memoryCount };
  return input.operations.map((operation, index) => {
    try {
      return planOperation(input, state, operation);
    } catch (error) {
      throw error instanceof AppError ? atOperation(error, index) : error;
    }
  });
}

/** The store between two operations. A memory that the batch creates has no id yet: "". */
type State = { tree: Map<string, string>; memoryCount: number };

const atOperation = (error: AppError, index: number): AppError =>
  new AppError(error.code, error.message, { extra: { ...error.extra, operation_index: index } });

function planOperation(input: PlanBatch, state: State, operation: BatchOperation): PlannedOperation {
  if (operation.type === "create") return planCreate(input, state, operation);
  const memory = input.live.get(operation.memory_id);
  if (memory === undefined) throw notFound("Memory", operation.memory_id);
  if (operation.type === "delete") {
    const expected = operation.expected_content_sha256 ?? memory.contentSha256;
    if (expected !== memory.contentSha256) throw contentChanged();
    state.tree.delete(memory.path);
    state.memoryCount -= 1;
    return { write: { operation: "deleted", memory } };
  }
  requireActive(input.store);
  return planUpdate(state, memory, operation);
}

function planCreate(
  input: PlanBatch,
  state: State,
  { path, content }: Extract<BatchOperation, { type: "create" }>,
): PlannedOperation {
  requireActive(input.store);
  requireFree(state.tree, path);
  if (state.memoryCount >= input.memoriesPerStoreMax) throw storeFull(input.store.id, input.memoriesPerStoreMax);
  state.tree.set(path, "");
  state.memoryCount += 1;
  return { write: { operation: "created", path, content } };
}

function planUpdate(
  state: State,
  memory: MemoryRow,
  operation: Extract<BatchOperation, { type: "update" | "rename" }>,
): PlannedOperation {
  const given = operation.type === "update" ? (operation.content ?? null) : null;
  const content = given ?? memory.content ?? "";
  const path = operation.path ?? memory.path;
  const same = content === memory.content && path === memory.path;
  if (same && given !== null) return { unchanged: memory };
  const expected = operation.precondition?.content_sha256 ?? memory.contentSha256;
  if (expected !== memory.contentSha256) throw contentChanged();
  if (same) return { unchanged: memory };
  if (path !== memory.path) {
    state.tree.delete(memory.path);
    requireFree(state.tree, path);
    state.tree.set(path, memory.id);
  }
  return { write: { operation: "modified", memory, path, content } };
}

/** @throws AppError `path_conflict` naming the exact match, else the nearest ancestor, else the first descendant */
function requireFree(tree: ReadonlyMap<string, string>, path: string): void {
  const descendants = [...tree.keys()].filter((taken) => taken.startsWith(`${path}/`));
  const taken = [path, ...ancestorsOf(path)].find((candidate) => tree.has(candidate)) ?? firstInBytes(descendants);
  if (taken !== undefined) throw pathConflict(path, { id: tree.get(taken) ?? "", path: taken });
}

/** UTF-8 bytes order code points, which JavaScript's own order of UTF-16 units does not. */
function firstInBytes(paths: string[]): string | undefined {
  return paths.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))[0];
}

/** Memories that leave a path to another memory of the batch which moves there in the same statement. */
export function memoriesToPark(writes: MemoryWrite[]): MemoryId[] {
  const moves = writes.flatMap((write) =>
    write.operation === "modified" && write.path !== write.memory.path ? [write] : [],
  );
  const targets = new Set(moves.map((move) => move.path));
  return moves.filter((move) => targets.has(move.memory.path)).map((move) => move.memory.id);
}
