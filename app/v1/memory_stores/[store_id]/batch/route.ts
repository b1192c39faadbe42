import { applyBatch } from "@/lib/batches/apply-batch";
import { presentResult } from "@/lib/batches/present";
import { ApplyBatchBody, BatchResource } from "@/lib/batches/schema";
import { defineRoute } from "@/lib/http/define-route";
import { viewQuery } from "@/lib/memories/schema";
import { StoreParams } from "@/lib/stores/schema";

export const POST = defineRoute(
  {
    operationId: "applyMemoryBatch",
    summary: "Create, update, rename and delete memories together",
    description:
      "All operations are written, or none. They apply in order: a path that one of them frees may be taken by a later " +
      "one, so two memories cannot swap their paths. When one fails, the answer is the error that it alone would have " +
      "had, with `operation_index` (from 0) inside `error`.",
    scope: "memories:write",
    params: StoreParams,
    query: viewQuery("basic"),
    warns: true,
    body: ApplyBatchBody,
    response: BatchResource,
  },
  async ({ ctx, params, query, body }) => {
    const applied = await applyBatch(ctx, { storeId: params.store_id, operations: body.operations });
    return { type: "memory_batch" as const, results: applied.map((result) => presentResult(result, query.view)) };
  },
);
