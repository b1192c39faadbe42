import { z } from "zod";
import { StoreId } from "@/lib/core/ids";
import { Metadata, MetadataPatch } from "@/lib/core/metadata";
import { booleanParam, limitParam, PageParam } from "@/lib/core/pagination";
import { characterCount, textUpTo } from "@/lib/core/text";
import { Timestamp, TimestampParam } from "@/lib/core/time";

export const STORE_NAME_CHARACTERS_MAX = 255;
export const STORE_DESCRIPTION_CHARACTERS_MAX = 1_024;

export const StoreName = z
  .string({ error: "name must be a text of 1 to 255 characters" })
  .refine(
    (name) => name !== "" && characterCount(name) <= STORE_NAME_CHARACTERS_MAX,
    "name must have 1 to 255 characters",
  )
  .refine((name) => !/\p{Cc}/u.test(name), "name must not hold control characters")
  .meta({
    description: "1 to 255 characters, no control characters; need not be unique.",
    minLength: 1,
    maxLength: STORE_NAME_CHARACTERS_MAX,
    examples: ["Team SRE"],
  });

export const StoreDescription = textUpTo(STORE_DESCRIPTION_CHARACTERS_MAX, "description").describe(
  "At most 1,024 characters; shown to agents.",
);

export const CreateStoreBody = z.object({
  name: StoreName,
  description: StoreDescription.nullish(),
  metadata: Metadata.nullish(),
});

export const UpdateStoreBody = z.object({
  name: StoreName.nullish(),
  description: StoreDescription.nullish().describe('`""` clears it.'),
  metadata: MetadataPatch.nullish(),
});

export const ListStoresQuery = z.object({
  "created_at[gte]": TimestampParam.optional(),
  "created_at[lte]": TimestampParam.optional(),
  include_archived: booleanParam(false).describe("Also the archived ones."),
  limit: limitParam(100, 20),
  page: PageParam,
});

export const StoreParams = z.object({ store_id: StoreId });

export const StoreResource = z
  .strictObject({
    id: StoreId,
    type: z.literal("memory_store"),
    name: z.string().meta({ description: "Shown to people and agents; not unique.", examples: ["Team SRE"] }),
    description: z.string().describe('Shown to agents; `""` when unset.'),
    metadata: Metadata,
    created_at: Timestamp,
    updated_at: Timestamp.describe("Moves with name, description, metadata and archiving; not when memories change."),
    archived_at: Timestamp.nullable().describe("Null while the store takes writes."),
  })
  .meta({ id: "MemoryStore", description: "A tree of small text files that agents share." });
export type StoreResource = z.infer<typeof StoreResource>;

export const DeletedStoreResource = z
  .strictObject({ id: StoreId, type: z.literal("memory_store_deleted") })
  .meta({ id: "DeletedMemoryStore", description: "What is left of a store." });
