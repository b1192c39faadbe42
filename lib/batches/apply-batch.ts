import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { checkTexts, type NewText } from "@/lib/memories/check-texts";
import { openDesk } from "@/lib/memories/open-desk";
import { parkMemories } from "@/lib/memories/park-memories";
import type { MemoryRow } from "@/lib/memories/repository";
import { lockStore } from "@/lib/stores/lock-store";
import { memoriesToPark, planBatch, requireDistinct } from "./rules";
import type { BatchOperation } from "./schema";

export type ApplyBatch = { storeId: StoreId; operations: BatchOperation[] };

export type AppliedOperation = {
  type: BatchOperation["type"];
  /** As it is afterwards; a deleted one as it was. */
  memory: MemoryRow;
};

/**
 * Applies operations in order and in one transaction: all of them, or none. Each has its own precondition and appends its
 * own version, which the history and the changes feed hold in the order of the operations. A constant number of
 * statements, however many operations.
 * @throws AppError `not_found` (store); of the first operation that fails, with its `operation_index`: `not_found`,
 * `precondition_failed`, `path_conflict`, `invalid_request` (archived store, cap, a memory named twice, unsafe text)
 */
export async function applyBatch(ctx: Context, input: ApplyBatch): Promise<AppliedOperation[]> {
  requireScope(ctx, "memories:write");
  const { storeId, operations } = input;
  await checkTexts(ctx, ctx.db, { storeId, texts: newTexts(operations) });
  return withTransaction(ctx.db, async (tx) => {
    const desk = await openDesk(ctx, tx, storeId);
    const store = await lockStore(ctx, tx, storeId);
    requireDistinct(operations);
    const memoryIds = operations.flatMap((operation) => (operation.type === "create" ? [] : [operation.memory_id]));
    const live = await desk.lock(memoryIds);
    const occupants = await desk.occupants({ paths: wantedPaths(operations), leaving: memoryIds });
    const { memoriesPerStoreMax } = ctx.limits;
    const planned = planBatch({ operations, store, live, occupants, memoriesPerStoreMax });
    const writes = planned.flatMap((plan) => ("write" in plan ? [plan.write] : []));
    if (!desk.isReviewed) await parkMemories(ctx, tx, memoriesToPark(writes));
    const written = writes.length > 0 ? await desk.write(writes) : [];
    let taken = 0;
    return planned.map((plan, index) => ({
      type: (operations[index] as BatchOperation).type,
      memory: "write" in plan ? (written[taken++] as MemoryRow) : plan.unchanged,
    }));
  });
}

function newTexts(operations: BatchOperation[]): NewText[] {
  return operations.flatMap((operation, operationIndex) => {
    if (operation.type !== "create" && operation.type !== "update") return [];
    const { content } = operation;
    if (content === null || content === undefined) return [];
    const memoryId = operation.type === "create" ? null : operation.memory_id;
    return [{ content, memoryId, name: `operations[${operationIndex}]`, operationIndex }];
  });
}

/** Every path that an operation asks for. */
function wantedPaths(operations: BatchOperation[]): string[] {
  const paths = operations.flatMap((operation) => {
    const path = operation.type === "delete" ? null : operation.path;
    return path === null || path === undefined ? [] : [path];
  });
  return [...new Set(paths)];
}
