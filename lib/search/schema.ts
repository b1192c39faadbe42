import { z } from "zod";
import { ActorResource } from "@/lib/core/actor";
import { MemoryId, VersionId } from "@/lib/core/ids";
import { booleanParam, limitParam, PageParam } from "@/lib/core/pagination";
import { characterCount } from "@/lib/core/text";
import { Timestamp } from "@/lib/core/time";
import { PathPrefix } from "@/lib/memories/schema";

export const QUERY_CHARACTERS_MAX = 1_000;

/** What cannot be in one line of a memory, so that nobody waits for a hit that cannot come. */
const NOT_IN_A_LINE = /[\0\r\n]/;

export const SearchText = z
  .string({ error: "q must be the text to look for" })
  .min(1, "q must not be empty")
  .refine(
    (q) => q.length <= QUERY_CHARACTERS_MAX || characterCount(q) <= QUERY_CHARACTERS_MAX,
    `q must have at most ${QUERY_CHARACTERS_MAX} characters`,
  )
  .refine((q) => !NOT_IN_A_LINE.test(q), "q must be one line without NUL: a hit is a line")
  .brand<"SearchText">()
  .describe(
    "What to look for, 1 to 1,000 characters in one line. Compared as it is, without Unicode normalization: a " +
      "precomposed letter is not found by its decomposed form.",
  );
export type SearchText = z.infer<typeof SearchText>;

export const SearchMode = z
  .enum(["literal", "words", "regex"], { error: "mode must be literal, words or regex" })
  .describe(
    "`literal`: the text itself. `words`: every word of `q` occurs in the file (its path included), in any order; the " +
      "hits are the lines with the most of them. Words end where letters and digits end; in scripts that write without " +
      "spaces (and in Korean, which joins particles to words) they match as parts of the text. `regex`: RE2 syntax, " +
      "line by line, `^` and `$` are the line's; look-around and backreferences are refused; empty matches do not count.",
  );
export type SearchMode = z.infer<typeof SearchMode>;

export const SearchMemoriesQuery = z.object({
  q: SearchText,
  mode: SearchMode.default("literal"),
  path_prefix: PathPrefix.refine((prefix) => !prefix.includes("\0"), "path_prefix must not hold NUL").optional(),
  case_sensitive: booleanParam(false).describe(
    "False: letters are compared by Unicode simple case folding, the same in every language. `ß` finds `ẞ` but not " +
      "`ss`, final `ς` finds `σ` and `Σ`, Turkish `İ` and `ı` find only themselves.",
  ),
  limit: limitParam(100, 20),
  page: PageParam,
});

export const MatchKind = z.enum(["exact", "folded", "words", "regex"]);
export type MatchKind = z.infer<typeof MatchKind>;

export const IncompleteReason = z.enum(["time_limit", "line_too_long"]);
export type IncompleteReason = z.infer<typeof IncompleteReason>;

const offset = z.int().min(0);

export const SearchHitResource = z
  .strictObject({
    type: z.literal("memory_search_hit"),
    memory_id: MemoryId,
    memory_version_id: VersionId.describe("The version that holds the text."),
    path: z.string().describe("The memory's path."),
    line_number: z
      .int()
      .min(1)
      .nullable()
      .describe("Counted from 1, lines end at LF; null when the hit is in the path, which then stands in `line`."),
    line: z
      .string()
      .describe("At most 400 characters around the first range, without its line end; see `line_offset`."),
    line_offset: offset.describe("Characters (code points) of the line that were cut off before `line`."),
    line_characters: offset.describe("Length of the whole line in characters (code points)."),
    match: MatchKind.describe(
      "`exact`: `q` as it is written; `folded`: `q` in other case; `words`: words of `q`; `regex`: the expression.",
    ),
    ranges: z
      .array(
        z
          .strictObject({
            start: offset.describe("First character that matched."),
            end: offset.describe("The character behind the last one."),
          })
          .describe("[start, end) in code points of `line`."),
      )
      .describe("What matched, in order and apart; at most 20, only what lies in `line`."),
    created_by: ActorResource.nullable().describe(
      "Who wrote the version, which need not be who wrote the line: see the memory's versions.",
    ),
    updated_at: Timestamp.describe("When the memory last changed."),
  })
  .meta({ id: "MemorySearchHit", description: "One line, or one path, that matched." });
export type SearchHitResource = z.infer<typeof SearchHitResource>;

export const SearchResource = z
  .strictObject({
    type: z.literal("memory_search"),
    data: z.array(SearchHitResource).describe("The hits of this page, in the order that the operation tells."),
    next_page: z.string().nullable().describe("Null at the end."),
    complete: z
      .boolean()
      .describe("False when hits may be missing: narrow the search with `path_prefix` or a longer `q`."),
    incomplete_reason: IncompleteReason.nullable().describe(
      "`time_limit`: the search took its 2 seconds; `line_too_long`: lines were left out that are too long for this " +
        "expression. Null when complete.",
    ),
  })
  .meta({ id: "MemorySearch", description: "What a search found, one page of it." });
export type SearchResource = z.infer<typeof SearchResource>;
