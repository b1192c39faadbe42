import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { MemoryId, VersionId } from "@/lib/core/ids";
import { limitParam } from "@/lib/core/pagination";
import { Timestamp } from "@/lib/core/time";
import { View } from "@/lib/memories/schema";

export const WAIT_SECONDS_MAX = 60;

const AFTER_FAULT = "after must be a whole number from 0: a sequence, or the next_after of an earlier answer";
const WAIT_FAULT = `wait_seconds must be a whole number from 0 to ${WAIT_SECONDS_MAX}`;

export const ListChangesQuery = z.object({
  after: z.coerce
    .number({ error: AFTER_FAULT })
    .int(AFTER_FAULT)
    .min(0, AFTER_FAULT)
    .default(0)
    .describe("Changes with a greater `sequence`; 0 starts with the first."),
  limit: limitParam(1_000, 100).describe("Changes per answer, 1 to 1,000; with `view=full` at most 100."),
  wait_seconds: z.coerce
    .number({ error: WAIT_FAULT })
    .int(WAIT_FAULT)
    .min(0, WAIT_FAULT)
    .max(WAIT_SECONDS_MAX, WAIT_FAULT)
    .default(0)
    .describe("How long to wait when there is nothing new: 0 to 60 seconds."),
  view: View.default("basic"),
});

export const ChangeOperation = z.enum(["created", "modified", "deleted", "redacted"]);
export type ChangeOperation = z.infer<typeof ChangeOperation>;

export const ChangeResource = z
  .strictObject({
    type: z.literal("memory_change"),
    sequence: z.int().describe("Counts the store's changes: 1, 2, 3 and so on, without gaps. Never changes."),
    operation: ChangeOperation.describe(
      "What was done to the memory; a rename is `modified`. `redacted`: the text of the version has to go from copies too.",
    ),
    memory_id: MemoryId,
    memory_version_id: VersionId.describe("The version that the change wrote; for `redacted`, the one it cleared."),
    path: z.string().nullable().describe("After the change (`deleted`: the last one). Null once redacted."),
    content_sha256: z.string().nullable().describe("Null for `deleted` and once redacted."),
    content_size_bytes: z.int().nullable().describe("Null for `deleted` and once redacted."),
    content: z.string().nullable().describe("Null in `basic` view, for `deleted` and once redacted."),
    created_at: Timestamp.describe("When the change was made."),
    created_by: ActorResource.nullable().describe("Who made the change."),
  })
  .meta({ id: "MemoryChange", description: "One change of a store's memories, as the store's feed tells it." });
export type ChangeResource = z.infer<typeof ChangeResource>;

export const ChangesResource = z
  .strictObject({
    data: z.array(ChangeResource).describe("By `sequence`, ascending."),
    next_after: z.int().describe("Pass it as `after` to go on: the last sequence of `data`, else the `after` given."),
    has_more: z.boolean().describe("Whether there is more right now."),
  })
  .meta({ id: "MemoryChanges", description: "A part of a store's feed of changes." });
