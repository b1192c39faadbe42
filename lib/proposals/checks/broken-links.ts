import { printable } from "@/lib/core/errors";
import { lineText, splitLines } from "@/lib/engines/local/text/text-lines";
import { goneNames, mayNameAny } from "./gone-names";
import { leadsIn, linesOutsideCode, type MemoryLink, memoryLinks, type Places, placesOf } from "./memory-links";
import type { Change, ChangedFile } from "./read-change";
import type { CheckedMemory, CheckItem } from "./types";

type Context = {
  before: Places;
  after: Places;
  /** From which files of the snapshot a target was taken that stood in a removed line. */
  taken: Map<string, string[]>;
};

function contextOf({ files, base, result }: Change): Context {
  const taken = new Map<string, string[]>();
  for (const { basePath, baseLines, removed } of files) {
    for (const line of removed) {
      for (const { target } of memoryLinks(baseLines[line - 1] ?? ""))
        taken.set(target, [...new Set([...(taken.get(target) ?? []), basePath ?? ""])]);
    }
  }
  return { before: placesOf(base.keys()), after: placesOf(result.keys()), taken };
}

/** A link that the proposal itself brings is held to leading somewhere when it plainly means a memory. */
const isPlainlyMemory = ({ kind, target }: MemoryLink) =>
  kind === "target" && /\.(?:md|markdown|mdx)(?:[#?]|$)/i.test(target);

/** Whether a link of a changed file leads nowhere now, and either led somewhere before or is new. */
function isBroken({ before, after, taken }: Context, file: ChangedFile, link: MemoryLink, isAdded: boolean): boolean {
  if (leadsIn(after, file.path, link)) return false;
  if (leadsIn(before, file.path, link)) return true;
  if (file.basePath !== null && leadsIn(before, file.basePath, link)) return true;
  if (!isAdded) return false;
  const from = taken.get(link.target);
  return from === undefined ? isPlainlyMemory(link) : from.some((path) => leadsIn(before, path, link));
}

function itemOf(path: string, line: number, { target }: MemoryLink): CheckItem {
  return { path, side: "proposed", line, message: `A link leads nowhere: ${printable(target)}` };
}

type LinkAt = { line: number; link: MemoryLink };

const linksOf = (lines: readonly string[]): LinkAt[] =>
  [...linesOutsideCode(lines)].flatMap(({ line, text }) => memoryLinks(text).map((link) => ({ line, link })));

function brokenInChanged(context: Context, file: ChangedFile): CheckItem[] {
  const added = new Set(file.added);
  return linksOf(file.proposedLines)
    .filter(({ line, link }) => isBroken(context, file, link, added.has(line)))
    .map(({ line, link }) => itemOf(file.path, line, link));
}

function brokenInUnchanged({ before, after }: Context, { path, content }: CheckedMemory): CheckItem[] {
  return linksOf(splitLines(content).map(lineText))
    .filter(({ link }) => leadsIn(before, path, link) && !leadsIn(after, path, link))
    .map(({ line, link }) => itemOf(path, line, link));
}

/** Links that lead to no file of the result: in changed files, and in others to what was removed or moved. */
export function brokenLinks(change: Change): CheckItem[] {
  const context = contextOf(change);
  const gone = goneNames(context.before, context.after);
  const others = gone.size === 0 ? [] : change.unchanged.filter(({ content }) => mayNameAny(content, gone));
  return [
    ...change.files.flatMap((file) => brokenInChanged(context, file)),
    ...others.flatMap((memory) => brokenInUnchanged(context, memory)),
  ];
}
