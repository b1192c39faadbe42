import { Buffer } from "node:buffer";

/** Most bytes (UTF-8) that one memory may hold. */
export const CONTENT_BYTES_MAX = 102_400;
export const INDEX_PATH = "/index.md";
export const LESSONS_PATH = "/lessons/tool-failures.md";

export function contentBytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/**
 * The first of `wanted` and its numbered variants at the root that may be written beside `paths`: no file stands where one
 * of its folders would be, and it is no folder itself.
 */
export function freePath(wanted: string, paths: Iterable<string>): string {
  const files = new Set(paths);
  const folders = foldersIn(files);
  const fits = (path: string) => !folders.has(path) && foldersOf(path).every((folder) => !files.has(folder));
  if (fits(wanted)) return wanted;
  const name = wanted.slice(wanted.lastIndexOf("/") + 1, -".md".length);
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? `/memory-${name}.md` : `/memory-${name}-${number}.md`;
    if (fits(path)) return path;
  }
}

function foldersIn(files: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of files) for (const folder of foldersOf(path)) folders.add(folder);
  return folders;
}

/** True when a new file may stand at `path` beside the others: no file and no folder is there, and no file is where its folders would be. */
export function isFree(path: string, others: Iterable<string>): boolean {
  const files = new Set(others);
  return !files.has(path) && !foldersIn(files).has(path) && foldersOf(path).every((folder) => !files.has(folder));
}

/** `/a`, `/a/b` for `/a/b/c.md`. */
export function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) folders.push(path.slice(0, at));
  return folders;
}
