import type { VersionId } from "@/lib/core/ids";
import { DEFAULT_REPLACEMENT, type Needle, needlesOf, rewriteContent, rewritePath } from "./needles";
import type { RedactionRow } from "./repository";

/** What a redaction looks for, and what it writes instead. */
export type Search =
  | { type: "literal"; needles: Needle[] /** For `like any`. */; patterns: string[] }
  | { type: "memory_version_ids"; versionIds: VersionId[]; hashes: string[]; replacement: string };

/** For `like`: every text that holds this one. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** The search that a redaction's row asks for; one that has ended has forgotten it. */
export function searchOf(
  row: Pick<RedactionRow, "findType" | "findText" | "findHashes" | "versionIds" | "replacement">,
): Search {
  const replacement = row.replacement ?? DEFAULT_REPLACEMENT;
  if (row.findType === "memory_version_ids") {
    return { type: row.findType, versionIds: row.versionIds, hashes: row.findHashes, replacement };
  }
  if (row.findText === null) throw new Error("the redaction has ended");
  const needles = needlesOf(row.findText, replacement);
  return { type: row.findType, needles, patterns: needles.map(({ find }) => likePattern(find)) };
}

/** What the receipt's key is made of. */
export function secretOf(row: Pick<RedactionRow, "findText" | "findHashes">): string {
  return row.findText ?? [...row.findHashes].sort().join("\n");
}

/** A text that holds what is searched for, without it. `sha256` is the text's hash. */
export function withoutFound(search: Search, text: string, sha256: string, versionId?: VersionId): string {
  if (search.type === "literal") return rewriteContent(search.needles, text);
  const found = search.hashes.includes(sha256) || (versionId !== undefined && search.versionIds.includes(versionId));
  return found ? search.replacement : text;
}

/** The path without what is searched for; null when that makes no path. */
export function pathWithoutFound(search: Search, path: string): string | null {
  return search.type === "literal" ? rewritePath(search.needles, path) : path;
}
