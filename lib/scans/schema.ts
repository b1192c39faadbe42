import { z } from "zod";
import { MemoryId } from "@/lib/core/ids";
import { limitParam, PageParam } from "@/lib/core/pagination";
import { ContentSha256, PathPrefix } from "@/lib/memories/schema";

/** Hits of one memory that are listed; all are counted. */
export const HITS_SHOWN_MAX = 100;

export const SafetyKind = z
  .enum(["secret", "personal_data", "hidden_character", "instruction"], {
    error: "kinds must be secret, personal_data, hidden_character or instruction",
  })
  .describe(
    "`secret`: keys, tokens, passwords. `personal_data`: e-mail, phone, payment card, IBAN, national ids, public IP " +
      "addresses; names and postal addresses are not looked for. `hidden_character`: bidirectional and zero width " +
      "characters, tags, controls. `instruction`: text that tries to steer an agent.",
  );

const confidenceFault = "min_confidence must be a number from 0 to 1";

export const ScanStoreQuery = z.object({
  kinds: z.array(SafetyKind).optional().describe("What to look for; everything unless set."),
  path_prefix: PathPrefix.refine((prefix) => !prefix.includes("\0"), "path_prefix must not hold NUL").optional(),
  min_confidence: z.coerce
    .number({ error: confidenceFault })
    .min(0, confidenceFault)
    .max(1, confidenceFault)
    .default(0.5)
    .describe("Hits that are less sure are left out, 0 to 1. Below 0.5 are orders, of which runbooks are full."),
  limit: limitParam(100, 20),
  page: PageParam,
});

const offset = z.int().min(0);

export const SafetyHitResource = z
  .strictObject({
    kind: SafetyKind,
    rule: z.string().meta({ description: "What was seen.", examples: ["aws-access-key"] }),
    line: z.int().min(1).describe("The line that it starts in, counted from 1; lines end at LF."),
    start: offset.describe("Where it starts in the content, in UTF-16 units (as JavaScript counts) from 0."),
    end: offset.describe("Behind its last UTF-16 unit."),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: "How sure it is, 0 to 1.", examples: [0.95] }),
  })
  .meta({ id: "SafetyHit", description: "A place in a text, without the text. Hits of different rules may overlap." });

export const ScannedMemoryResource = z
  .strictObject({
    type: z.literal("scanned_memory"),
    memory_id: MemoryId,
    path: z.string().meta({ description: "Where the memory is in its store.", examples: ["/runbooks/oncall.md"] }),
    content_sha256: ContentSha256.describe("Of the content that was looked at: offsets are right for no other."),
    hits: z.array(SafetyHitResource).describe(`By start; the first ${HITS_SHOWN_MAX}.`),
    hit_count: z.int().min(1).describe("How many there are."),
  })
  .meta({ id: "ScannedMemory", description: "A memory in which a scan saw something." });
export type ScannedMemoryResource = z.infer<typeof ScannedMemoryResource>;

export const ScanResource = z
  .strictObject({
    type: z.literal("memory_scan"),
    data: z.array(ScannedMemoryResource).describe("Memories with hits, by path in ascending bytes; may be empty."),
    complete: z
      .boolean()
      .describe(
        "False when the page ended at the scan's 2 seconds before it was full; `next_page` goes on from there.",
      ),
    next_page: z.string().nullable().describe("Pass it as `page` for what follows; null when all was looked at."),
  })
  .meta({ id: "MemoryScan", description: "What is unsafe in a store's current memories, one page of it." });
export type ScanResource = z.infer<typeof ScanResource>;
