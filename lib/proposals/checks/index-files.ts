import { INDEX_END, INDEX_START } from "@/lib/engines/local/organise/memory-index";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";

/** Where the index stands when `/index.md` cannot be written. */
const OTHER_INDEX = /^\/memory-index(?:-\d{1,6})?\.md$/;

export function isIndexPath(path: string): boolean {
  return path === INDEX_PATH || OTHER_INDEX.test(path);
}

/** The lines (from 1, first to last) that dreams keep in an index, with their marks; null when it has none. */
export function keptSection(path: string, lines: string[]): { first: number; last: number } | null {
  if (!isIndexPath(path)) return null;
  const start = lines.indexOf(INDEX_START);
  const end = start < 0 ? -1 : lines.indexOf(INDEX_END, start);
  return end < 0 ? null : { first: start + 1, last: end + 1 };
}
