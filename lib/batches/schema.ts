import { z } from "zod";
import { MemoryId } from "@/lib/core/ids";
import { MemoryPath } from "@/lib/memories/path";
import {
  ContentSha256,
  DeletedMemoryResource,
  MemoryContent,
  MemoryResource,
  Precondition,
} from "@/lib/memories/schema";

export const BATCH_OPERATIONS_MAX = 100;

export const BatchOperation = z
  .discriminatedUnion(
    "type",
    [
      z.object({ type: z.literal("create"), path: MemoryPath, content: MemoryContent }),
      z.object({
        type: z.literal("update"),
        memory_id: MemoryId,
        content: MemoryContent.nullish().describe("Left out: stays."),
        path: MemoryPath.nullish().describe("Left out: stays."),
        precondition: Precondition.nullish(),
      }),
      z.object({
        type: z.literal("rename"),
        memory_id: MemoryId,
        path: MemoryPath,
        precondition: Precondition.nullish(),
      }),
      z.object({
        type: z.literal("delete"),
        memory_id: MemoryId,
        expected_content_sha256: ContentSha256.nullish(),
      }),
    ],
    { error: "an operation must be an object whose type is create, update, rename or delete" },
  )
  .meta({
    id: "MemoryBatchOperation",
    description: "One write of a batch, with the rules and the precondition of the same write alone.",
  });
export type BatchOperation = z.infer<typeof BatchOperation>;

const COUNT_FAULT = `operations must be a list of 1 to ${BATCH_OPERATIONS_MAX} operations`;

export const ApplyBatchBody = z.object({
  operations: z
    .array(BatchOperation, { error: COUNT_FAULT })
    .min(1, COUNT_FAULT)
    .max(BATCH_OPERATIONS_MAX, COUNT_FAULT)
    .meta({
      description: `1 to ${BATCH_OPERATIONS_MAX}, applied in order; a memory may be named once.`,
      examples: [
        [
          { type: "create", path: "/runbooks/failover.md", content: "# Failover\n" },
          { type: "rename", memory_id: "mem_01VbRk8sLqWz5cXyTfHnGd3M", path: "/archive/oncall.md" },
        ],
      ],
    }),
  atomic: z
    .literal(true, { error: "atomic must be true: a batch is written as a whole or not at all" })
    .nullish()
    .describe("Only `true`, which is also the default."),
});

export const BatchResult = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.enum(["create", "update", "rename"]).describe("The operation's type."),
      memory: MemoryResource.describe("As it is after the batch; unchanged when there was nothing to change."),
    }),
    z.strictObject({ type: z.literal("delete"), memory: DeletedMemoryResource }),
  ])
  .meta({ id: "MemoryBatchResult", description: "What one operation of a batch led to." });
export type BatchResult = z.infer<typeof BatchResult>;

export const BatchResource = z
  .strictObject({
    type: z.literal("memory_batch"),
    results: z.array(BatchResult).describe("One for each operation, in their order."),
  })
  .meta({ id: "MemoryBatch", description: "What a batch led to." });
