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
  .meta({
    description: "Any Unicode text without NUL, at most 102,400 bytes as UTF-8; kept byte for byte.",
    examples: ["# On call\n"],
  });
export type MemoryContent = z.infer<typeof MemoryContent>;

export const ContentSha256 = z
  .string({ error: "must be a SHA-256 of 64 lowercase hex digits" })
  .regex(/^[0-9a-f]{64}$/, "must be a SHA-256 of 64 lowercase hex digits")
  .meta({
    description: "SHA-256 over the UTF-8 bytes, 64 lowercase hex digits.",
    examples: ["3c7a6a5d5b21f0be9df0a2f3e4a5f2b0c1d2e3f405162738495a6b7c8d9eafb0"],
  });

export const View = z
  .enum(["basic", "full"], { error: "view must be basic or full" })
  .describe("`full` has the content in it, `basic` has null there.");
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

export const EditMemoryBody = z.object({
  old_string: z
    .string({ error: "old_string must be a text" })
    .describe("What to replace, letter by letter; must occur exactly once unless `replace_all` is set. Not empty."),
  new_string: z
    .string({ error: "new_string must be a text" })
    .describe("What comes in its place, taken literally; the whole content may then have 102,400 bytes."),
  replace_all: z
    .boolean({ error: "replace_all must be true or false" })
    .nullish()
    .describe("Replace every occurrence, from left to right. Default: false."),
  precondition: Precondition.nullish(),
});

export const DeleteMemoryQuery = z.object({ expected_content_sha256: ContentSha256.optional() });

export const PathPrefix = z
  .string()
  .refine((prefix) => prefix.startsWith("/") && prefix.endsWith("/"), 'path_prefix must start and end with "/"')
  .meta({ description: "Matches whole segments, such as `/notes/`.", examples: ["/notes/"] });

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
    path: z.string().meta({ description: "Where the memory is in its store.", examples: ["/runbooks/oncall.md"] }),
    content: z.string().nullable().describe("Null in `basic` view."),
    content_sha256: ContentSha256,
    content_size_bytes: z.int().min(0).describe("Length of the content as UTF-8."),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Memory", description: "One file of a memory store, as it is now." });
export type MemoryResource = z.infer<typeof MemoryResource>;

export const MemoryPrefixResource = z
  .strictObject({
    type: z.literal("memory_prefix"),
    path: z.string().describe("A directory with memories below it; ends with `/`."),
  })
  .meta({ id: "MemoryPrefix", description: "A directory, where a list with `depth=1` stops." });
export type MemoryPrefixResource = z.infer<typeof MemoryPrefixResource>;

export const MemoryListItem = z.discriminatedUnion("type", [MemoryResource, MemoryPrefixResource]);
export type MemoryListItem = z.infer<typeof MemoryListItem>;

export const DeletedMemoryResource = z
  .strictObject({ id: MemoryId, type: z.literal("memory_deleted") })
  .meta({ id: "DeletedMemory", description: "What is left of a memory; its versions stay." });
