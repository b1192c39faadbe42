import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { RedactionId, StoreId, VersionId } from "@/lib/core/ids";
import { limitParam, PageParam } from "@/lib/core/pagination";
import { characterCount } from "@/lib/core/text";
import { Timestamp } from "@/lib/core/time";
import { MemoryContent } from "@/lib/memories/schema";
import { TEXT_CHARACTERS_MIN } from "./needles";

const TEXT_CHARACTERS_MAX = 16_384;
const VERSION_IDS_MAX = 1_000;

const Literal = z
  .object({
    type: z.literal("literal"),
    text: z
      .string({ error: "find.text must be a text" })
      .refine((text) => {
        const count = characterCount(text);
        return (
          count >= TEXT_CHARACTERS_MIN && count <= TEXT_CHARACTERS_MAX && text.trim().length >= TEXT_CHARACTERS_MIN
        );
      }, `find.text must have ${TEXT_CHARACTERS_MIN} to ${TEXT_CHARACTERS_MAX} characters that are not all white space`)
      .describe(
        `The text, ${TEXT_CHARACTERS_MIN} to ${TEXT_CHARACTERS_MAX} characters, compared by code point. Also found where ` +
          "its white space is collapsed, and where it stands JSON-escaped inside a text; not when it is encoded otherwise, " +
          "cut off, or spelled differently.",
      ),
  })
  .meta({ id: "RedactionFindLiteral", description: "A text, wherever it stands." });

const Versions = z
  .object({
    type: z.literal("memory_version_ids"),
    ids: z
      .array(VersionId)
      .min(1, "find.ids must name at least one version")
      .max(VERSION_IDS_MAX, `find.ids must name at most ${VERSION_IDS_MAX} versions`)
      .describe(
        "The versions (at most 1,000), and with them everything whose whole content is the same text (by hash): versions of any store, " +
          "files of dreams. The empty text is not followed, nor are pieces of the texts in other memories, quotes, " +
          "transcripts or paths.",
      ),
  })
  .meta({ id: "RedactionFindVersions", description: "Memory versions, and everything with the same content." });

export const CreateRedactionBody = z.object({
  find: z
    .discriminatedUnion("type", [Literal, Versions], { error: "find.type must be literal or memory_version_ids" })
    .meta({ description: "What has to go.", examples: [{ type: "literal", text: "hunter2-prod-db" }] }),
  replacement: MemoryContent.nullish().meta({
    description:
      "What takes the text's place where a place stays: `[redacted]` when left out. Needed with `rewrite_heads`. Must not " +
      "hold the text. Left out where it would not fit.",
    examples: ["[password removed]"],
  }),
  rewrite_heads: z
    .boolean()
    .nullish()
    .meta({
      description:
        "Also live memories: each gets a new version with the replacement (in content and path, also in archived stores), " +
        "then its old versions are redacted. False: refused while a live memory holds the text.",
      examples: [true],
    }),
  dry_run: z
    .boolean()
    .nullish()
    .meta({ description: "Only lists what would be done.", examples: [false] }),
});

export const ItemKind = z
  .enum([
    "memory",
    "memory_version",
    "dream_base_file",
    "dream_file",
    "dream_finding",
    "dream_task",
    "dream",
    "finding_rejection",
    "dream_schedule",
    "session_event",
    "session",
    "session_thread",
    "session_resource",
    "memory_store",
    "agent",
    "agent_version",
    "environment",
    "webhook_endpoint",
    "webhook_attempt",
    "job",
  ])
  .describe(
    "What it is: a live memory, an old version, a file of a dream's snapshot or proposal, a finding, the report of one " +
      "transcript (`dream_task`), a rejected finding, texts of another object, or what a failed job of a dream told.",
  );
export type ItemKind = z.infer<typeof ItemKind>;

const Counts = z
  .partialRecord(ItemKind, z.int())
  .meta({ description: "Things by kind.", examples: [{ memory: 1, memory_version: 3 }] });

export const RedactionStatus = z
  .enum(["pending", "running", "completed", "failed"])
  .describe(
    "`pending` until a worker takes it. `failed`: what was removed stays removed, and `error` says what is left to do.",
  );
export type RedactionStatus = z.infer<typeof RedactionStatus>;

export const RedactionResource = z
  .strictObject({
    id: RedactionId,
    type: z.literal("redaction"),
    status: RedactionStatus,
    find: z
      .strictObject({
        type: z.enum(["literal", "memory_version_ids"]).describe("As in the request."),
        memory_version_ids: z
          .array(z.string())
          .meta({ description: "The versions named; empty for a text.", examples: [[]] }),
        text_length: z.int().nullable().describe("Characters of the text; null for memory_version_ids."),
        salt: z.string().describe("Salt of the receipt's key, hex."),
        hmac_sha256: z
          .string()
          .describe(
            "HMAC-SHA-256 of the text `find` under the receipt's key: scrypt (N 16384, r 8, p 1, 32 bytes) of the searched text " +
              "and the salt. For memory_version_ids the text is their content hashes, sorted and joined by a line feed. " +
              "Whoever knows the text can check the receipt; the receipt does not tell it.",
          ),
      })
      .describe("What was searched for. The text itself is forgotten when the work ends."),
    rewrite_heads: z.boolean().describe("Whether live memories are rewritten, as asked for."),
    item_count: z.int().describe("Things changed; `GET …/items` lists them."),
    counts: Counts,
    passes: z
      .int()
      .describe("Times that the workspace was searched; the last one of a completed redaction found nothing."),
    error: z
      .strictObject({ message: z.string().describe("What is wrong, and what would be right.") })
      .nullable()
      .meta({ description: "Why it failed; null otherwise.", examples: [null] }),
    created_at: Timestamp.describe("When it was asked for."),
    created_by: ActorResource.nullable().describe("Who asked for it; also the author of rewritten memories."),
    started_at: Timestamp.nullable().describe("When a worker took it first; null before."),
    ended_at: Timestamp.nullable().describe("When it was completed or failed; null before."),
  })
  .meta({ id: "Redaction", description: "The removal of a text from a workspace, and its receipt." });
export type RedactionResource = z.infer<typeof RedactionResource>;

export const RedactionItemResource = z
  .strictObject({
    type: z.literal("redaction_item"),
    position: z.int().describe("Counts from 1, in the order of the work."),
    kind: ItemKind,
    object_id: z
      .string()
      .nullable()
      .describe("The version, memory, event, … For files of dreams: the memory they name."),
    parent_id: z.string().nullable().describe("The store, dream, session or agent that it belongs to."),
    hmac_before: z
      .string()
      .describe(
        "HMAC-SHA-256 under the receipt's key of what was there: its content_sha256, or path, or its texts as JSON.",
      ),
    sha256_after: z.string().nullable().describe("SHA-256 of what stands there now; null when it was cleared."),
    memory_version_id: VersionId.nullable().describe("The version that a rewritten live memory got; null otherwise."),
    created_at: Timestamp.describe("When it was changed."),
  })
  .meta({ id: "RedactionItem", description: "One thing that a redaction changed, without its text and path." });
export type RedactionItemResource = z.infer<typeof RedactionItemResource>;

const PreviewItem = z
  .strictObject({
    kind: ItemKind,
    object_id: z.string().nullable().describe("As in a receipt's item."),
    parent_id: z.string().nullable().describe("As in a receipt's item."),
    path: z.string().nullable().describe("Of memories, versions and files of dreams; else null."),
    content_sha256: z.string().nullable().describe("Of the same; null for a deletion."),
    live_head: z.boolean().describe("Needs `rewrite_heads`."),
    dream_output: z.boolean().describe("Stands in the output store of a dream."),
  })
  .meta({ id: "RedactionPreviewItem", description: "One thing that a redaction would change." });
export type PreviewItem = z.infer<typeof PreviewItem>;

export const RedactionPreviewResource = z
  .strictObject({
    type: z.literal("redaction_preview"),
    counts: Counts,
    item_count: z.int().describe("All things found, also those that are not listed."),
    live_head_count: z.int().describe("How many of them are live memories."),
    items: z.array(PreviewItem).describe("The first 1,000."),
    truncated: z.boolean().describe("Whether there are more items than listed."),
  })
  .meta({ id: "RedactionPreview", description: "What a redaction would change if it ran now." });
export type RedactionPreviewResource = z.infer<typeof RedactionPreviewResource>;

export const CreateRedactionResponse = z.discriminatedUnion("type", [RedactionResource, RedactionPreviewResource]);

export const LiveHead = z.strictObject({ memory_id: z.string(), memory_store_id: StoreId, path: z.string() });
export type LiveHead = z.infer<typeof LiveHead>;

export const RedactionParams = z.object({ redaction_id: RedactionId });
export const ListRedactionsQuery = z.object({ limit: limitParam(100, 20), page: PageParam });
export const ListRedactionItemsQuery = z.object({ limit: limitParam(1_000, 100), page: PageParam });
