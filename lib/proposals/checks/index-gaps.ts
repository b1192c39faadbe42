import { printable } from "@/lib/core/errors";
import { resolveLink } from "@/lib/engines/local/organise/link-targets";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";
import { isIndexPath, keptSection } from "./index-files";
import { linesOutsideCode, memoryLinks } from "./memory-links";
import type { Change, ChangedFile } from "./read-change";
import type { CheckItem } from "./types";

const FULL = /^(\d{1,9}) more files? (?:is|are) not listed: the index is full\.$/;

/** Paths that the lines link to, each with the first line that does. */
function linkedPaths(path: string, lines: readonly string[]): Map<string, number> {
  const linked = new Map<string, number>();
  for (const { line, text } of linesOutsideCode(lines)) {
    for (const { kind, target } of memoryLinks(text)) {
      const meant = kind === "target" ? resolveLink(path, target) : null;
      if (meant !== null && !linked.has(meant)) linked.set(meant, line);
    }
  }
  return linked;
}

/** What an index has to list: every file, or for one that never did, what it listed before. */
function wantedPaths(file: ChangedFile, result: ReadonlyMap<string, string>): string[] {
  const listsAll =
    keptSection(file.path, file.proposedLines) !== null || (file.basePath === null && file.path === INDEX_PATH);
  const others = [...result.keys()].filter((path) => path !== file.path);
  if (listsAll) return others;
  const before = linkedPaths(file.basePath ?? file.path, file.baseLines);
  return others.filter((path) => before.has(path));
}

function gapsIn(file: ChangedFile, result: ReadonlyMap<string, string>): CheckItem[] {
  const linked = linkedPaths(file.path, file.proposedLines);
  const missing = wantedPaths(file, result).filter((path) => !linked.has(path));
  const told = file.proposedLines.map((text) => Number(FULL.exec(text)?.[1] ?? 0)).find((count) => count > 0) ?? 0;
  if (missing.length <= told) return [];
  return missing.map((path) => ({
    path: file.path,
    side: "proposed",
    line: 0,
    message: `The index does not list ${printable(path)}`,
  }));
}

/** Lines of the kept section that list a file which is not there. */
function ghostsIn(file: ChangedFile, result: ReadonlyMap<string, string>): CheckItem[] {
  const section = keptSection(file.path, file.proposedLines);
  if (section === null) return [];
  const lines = file.proposedLines.map((text, index) =>
    index + 1 > section.first && index + 1 < section.last ? text : "",
  );
  return [...linkedPaths(file.path, lines)]
    .filter(([path]) => !result.has(path))
    .map(([path, line]) => ({
      path: file.path,
      side: "proposed",
      line,
      message: `The index lists ${printable(path)}, which is not there`,
    }));
}

/** Where an index that the proposal writes differs from the files of the result. */
export function indexGaps({ files, result }: Change): CheckItem[] {
  return files
    .filter((file) => !file.isRemoved && isIndexPath(file.path))
    .flatMap((file) => [...gapsIn(file, result), ...ghostsIn(file, result)]);
}
