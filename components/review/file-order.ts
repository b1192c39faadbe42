import type { DiffFile } from "./dream-diff";

/** Order of a tree that is read from the top: what goes comes first, then folder by folder, folders before files. */
export function orderFiles(files: DiffFile[]): DiffFile[] {
  return [...files].sort(
    (a, b) => Number(b.operation === "removed") - Number(a.operation === "removed") || comparePaths(a.path, b.path),
  );
}

/** Folders come before the files beside them, each by name. */
function comparePaths(a: string, b: string): number {
  const here = a.split("/");
  const there = b.split("/");
  const shared = here.findIndex((name, at) => name !== there[at]);
  if (shared < 0) return here.length - there.length;
  const isFolder = (names: string[]) => names.length > shared + 1;
  if (isFolder(here) !== isFolder(there)) return isFolder(here) ? -1 : 1;
  return (here[shared] ?? "") < (there[shared] ?? "") ? -1 : 1;
}
