import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { limitParam, PageParam } from "@/lib/core/pagination";
import { Timestamp, TimestampParam } from "@/lib/core/time";

export const VersionOperation = z
  .enum(["created", "modified", "deleted"], {
    error: "operation must be created, modified or deleted",
  })
  .describe("What the change did.");
export type VersionOperation = z.infer<typeof VersionOperation>;

const View = z
  .enum(["basic", "full"], { error: "view must be basic or full" })
  .describe("`full` has the content in it, `basic` has null there.");

export const ListVersionsQuery = z.object({
  memory_id: z.string().optional().describe("Only versions of this memory, also of a deleted one."),
  operation: VersionOperation.optional(),
  session_id: z.string().optional().describe("Only changes made in this session."),
  api_key_id: z.string().optional().describe("Only changes made with this key."),
  service_account_id: z.string().optional().describe("Only changes made by this workload."),
  "created_at[gte]": TimestampParam.optional(),
  "created_at[lte]": TimestampParam.optional(),
  view: View.default("basic"),
  limit: limitParam(100, 20),
  page: PageParam,
});

export const VersionParams = z.object({ store_id: StoreId, version_id: VersionId });
export const GetVersionQuery = z.object({ view: View.default("full") });

export const VersionResource = z
  .strictObject({
    id: VersionId,
    type: z.literal("memory_version"),
    memory_id: MemoryId.describe("Stays valid after the memory is gone."),
    memory_store_id: StoreId,
    operation: VersionOperation,
    path: z
      .string()
      .nullable()
      .meta({ description: "Path after this change; null only when redacted.", examples: ["/runbooks/oncall.md"] }),
    content: z.string().nullable().describe("Null in `basic` view, for `deleted`, and when redacted."),
    content_sha256: z
      .string()
      .nullable()
      .describe("SHA-256 of the content as UTF-8; null for `deleted`, and when redacted."),
    content_size_bytes: z.int().min(0).nullable().describe("Length of the content as UTF-8; null as the hash."),
    created_at: Timestamp,
    created_by: ActorResource.nullable().meta({
      description: "Who made the change.",
      examples: [{ type: "api_actor", api_key_id: "apikey_01BnKf4dTsHc7wQvPmRyZx9L" }],
    }),
    redacted_at: Timestamp.nullable().describe("When content and path were removed; null if they were not."),
    redacted_by: ActorResource.nullable().describe("Who removed them."),
  })
  .meta({ id: "MemoryVersion", description: "A memory after one of its changes." });
export type VersionResource = z.infer<typeof VersionResource>;
