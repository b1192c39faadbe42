import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { limitParam, PageParam } from "@/lib/core/pagination";
import { Timestamp } from "@/lib/core/time";

export const VersionOperation = z.enum(["created", "modified", "deleted"], {
  error: "operation must be created, modified or deleted",
});
export type VersionOperation = z.infer<typeof VersionOperation>;

const View = z.enum(["basic", "full"], { error: "view must be basic or full" });

export const ListVersionsQuery = z.object({
  memory_id: z.string().optional(),
  operation: VersionOperation.optional(),
  session_id: z.string().optional(),
  api_key_id: z.string().optional(),
  service_account_id: z.string().optional(),
  "created_at[gte]": Timestamp.optional(),
  "created_at[lte]": Timestamp.optional(),
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
    path: z.string().nullable().describe("Path after this change; null only when redacted."),
    content: z.string().nullable().describe("Null in `basic` view, for `deleted`, and when redacted."),
    content_sha256: z.string().nullable(),
    content_size_bytes: z.int().nullable(),
    created_at: Timestamp,
    created_by: ActorResource.nullable(),
    redacted_at: Timestamp.nullable(),
    redacted_by: ActorResource.nullable(),
  })
  .meta({ id: "MemoryVersion" });
export type VersionResource = z.infer<typeof VersionResource>;
