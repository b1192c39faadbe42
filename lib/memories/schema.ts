import { z } from "zod";
import { MemoryId, StoreId, VersionId } from "@/lib/core/ids";
import { limitParam, PageParam } from "@/lib/core/pagination";
import { Timestamp } from "@/lib/core/time";
import { MemoryPath } from "./path";

/** Contract 3.3: 100 KiB of UTF-8. */
export const CONTENT_BYTES_MAX = 102_400;

export const MemoryContent = z
  .string({ error: 'content must be a text; pass "" for an empty memory' })
  .superRefine((content, context) => {
    // A UTF-16 unit takes one to three bytes, so most texts need no count.
    if (content.length * 3 <= CONTENT_BYTES_MAX) return;
    const bytes = Buffer.byteLength(content, "utf8");
    if (bytes > CONTENT_BYTES_MAX) {
      context.addIssue({
        code: "custom",
        message: `content must have at most ${CONTENT_BYTES_MAX} bytes of UTF-8, got ${bytes}`,
      });
    }
  })
  .brand<"MemoryContent">()
  .describe("Any Unicode text without NUL, at most 102,400 bytes as UTF-8; kept byte for byte.");
export type MemoryContent = z.infer<typeof MemoryContent>;

export const ContentSha256 = z
  .string({ error: "must be a SHA-256 of 64 lowercase hex digits" })
  .regex(/^[0-9a-f]{64}$/, "must be a SHA-256 of 64 lowercase hex digits")
  .describe("SHA-256 over the UTF-8 bytes, 64 lowercase hex digits.");

export const View = z.enum(["basic", "full"], { error: "view must be basic or full" });
export type View = z.infer<typeof View>;

export const viewQuery = (fallback: View) => z.object({ view: View.default(fallback) });

export const Precondition = z
  .object({
    type: z.literal("content_sha256", { error: 'precondition.type must be "content_sha256"' }),
    content_sha256: ContentSha256,
  })
  .describe("The content that the caller last read.");

export const CreateMemoryBody = z.object({ path: MemoryPath, content: MemoryContent });

export const UpdateMemoryBody = z.object({
  content: MemoryContent.nullish(),
  path: MemoryPath.nullish(),
  precondition: Precondition.nullish(),
});

export const DeleteMemoryQuery = z.object({ expected_content_sha256: ContentSha256.optional() });

export const PathPrefix = z
  .string()
  .refine((prefix) => prefix.startsWith("/") && prefix.endsWith("/"), 'path_prefix must start and end with "/"')
  .describe("Matches whole segments, such as `/notes/`.");

export const ListMemoriesQuery = z.object({
  path_prefix: PathPrefix.optional(),
  depth: z.enum(["0", "1"], { error: "depth must be 0 or 1" }).optional().describe("1: direct children only."),
  view: View.default("basic"),
  limit: limitParam(100, 20),
  page: PageParam,
});

export const MemoryParams = z.object({ store_id: StoreId, memory_id: MemoryId });

export const MemoryResource = z
  .strictObject({
    id: MemoryId,
    type: z.literal("memory"),
    memory_store_id: StoreId,
    memory_version_id: VersionId.describe("The version that holds the current state."),
    path: z.string(),
    content: z.string().nullable().describe("Null in `basic` view."),
    content_sha256: ContentSha256,
    content_size_bytes: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Memory" });
export type MemoryResource = z.infer<typeof MemoryResource>;

export const MemoryPrefixResource = z
  .strictObject({ type: z.literal("memory_prefix"), path: z.string() })
  .meta({ id: "MemoryPrefix" });
export type MemoryPrefixResource = z.infer<typeof MemoryPrefixResource>;

export const MemoryListItem = z.discriminatedUnion("type", [MemoryResource, MemoryPrefixResource]);
export type MemoryListItem = z.infer<typeof MemoryListItem>;

export const DeletedMemoryResource = z
  .strictObject({ id: MemoryId, type: z.literal("memory_deleted") })
  .meta({ id: "DeletedMemory" });
