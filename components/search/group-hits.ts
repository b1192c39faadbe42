import type { SearchHitResource } from "@/lib/search/schema";

/** The hits of one file on a page: in its path, and in its lines from the top. */
export type FileHits = { file: SearchHitResource; path: SearchHitResource | null; lines: SearchHitResource[] };

/** By file, in the order in which the files first appear. */
export function groupHits(hits: SearchHitResource[]): FileHits[] {
  const groups = new Map<string, FileHits>();
  for (const hit of hits) {
    const group = groups.get(hit.memory_id) ?? { file: hit, path: null, lines: [] };
    if (hit.line_number === null) group.path = hit;
    else group.lines.push(hit);
    groups.set(hit.memory_id, group);
  }
  for (const group of groups.values()) group.lines.sort((a, b) => (a.line_number ?? 0) - (b.line_number ?? 0));
  return [...groups.values()];
}
