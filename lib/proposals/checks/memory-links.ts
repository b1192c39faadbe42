import { linksIn, resolveLink } from "@/lib/engines/local/organise/link-targets";
import { foldersOf } from "@/lib/engines/local/text/tree-paths";

/** A link of a line: a Markdown target, a wiki name, or a path in the text. */
export type MemoryLink = { kind: "target" | "wiki" | "path"; target: string };

const WIKI = /\[\[([^\][|#\n]{1,200})(?:[#|][^\][\n]{0,200})?\]\]/g;
/** As the local engine reads paths in a text: `/path.md`, not a piece of a longer one. */
const PATH = /(?<![\w./(~-])\/[\w.@+~/-]{1,300}\.\w{1,8}(?![\w/])/g;
const FENCE = /^\s*(?:[-*+•]\s+)?(`{3,}|~{3,})/;
/** Longer lines are data. */
const LINE_CHARACTERS_MAX = 5000;

/** The links of a line to files of the store. */
export function memoryLinks(line: string): MemoryLink[] {
  if (line.length > LINE_CHARACTERS_MAX) return [];
  const links: MemoryLink[] = [];
  if (line.includes("]")) {
    for (const { target } of linksIn(line)) links.push({ kind: "target", target });
    for (const match of line.matchAll(WIKI)) links.push({ kind: "wiki", target: (match[1] ?? "").trim() });
  }
  if (line.includes("/")) for (const match of line.matchAll(PATH)) links.push({ kind: "path", target: match[0] });
  return links;
}

/** The lines outside fenced code, each with its number from 1. */
export function* linesOutsideCode(lines: readonly string[]): Generator<{ line: number; text: string }> {
  let fence: string | null = null;
  for (const [index, text] of lines.entries()) {
    if (fence !== null) {
      if (text.trim().startsWith(fence)) fence = null;
      continue;
    }
    fence = FENCE.exec(text)?.[1] ?? null;
    if (fence === null) yield { line: index + 1, text };
  }
}

/** Where links of a store can lead. */
export type Places = { paths: ReadonlySet<string>; names: ReadonlySet<string> };

const withoutEnding = (path: string) => path.replace(/\.[A-Za-z]{1,8}$/, "").toLowerCase();

/** Files and folders by path, and by the names that wiki links give them. */
export function placesOf(files: Iterable<string>): Places {
  const paths = new Set<string>(["/"]);
  const names = new Set<string>();
  for (const path of files) {
    paths.add(path);
    for (const folder of foldersOf(path)) paths.add(folder);
    names.add(withoutEnding(path.slice(1)));
    names.add(withoutEnding(path.slice(path.lastIndexOf("/") + 1)));
  }
  return { paths, names };
}

/** Whether a link in the file at `from` leads to a file or folder of the store. */
export function leadsIn({ paths, names }: Places, from: string, { kind, target }: MemoryLink): boolean {
  if (kind === "wiki") return names.has(withoutEnding(target.replace(/^\//, "")));
  const meant = kind === "path" ? target : resolveLink(from, target);
  return meant !== null && paths.has(meant);
}
