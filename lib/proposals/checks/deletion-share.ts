import { contentBytes } from "@/lib/engines/local/text/tree-paths";
import { keptSection } from "./index-files";
import type { Change, ChangedFile } from "./read-change";
import { unmarked, wordsOfLine } from "./standing-lines";
import { noteOf, standingNotes } from "./standing-notes";

/** Of a store's files and of its bytes: what takes more than this share away needs an explicit confirmation. */
const DELETION_SHARE_MAX = 0.1;

/** Files and bytes of UTF-8 that would go, and that the snapshot holds. */
export type DeletionShare = { files: number; bytes: number; filesTotal: number; bytesTotal: number };

/** Removed lines whose words no line of the result has, by file; the index that dreams keep is nobody's words. */
function goneLines({ files, result }: Change, kept: ReadonlySet<string>): Map<ChangedFile, string[]> {
  const gone = new Map(
    files.map((file) => {
      const section = keptSection(file.basePath ?? file.path, file.baseLines);
      const isWritten = (line: number) => section === null || line < section.first || line > section.last;
      const texts = file.removed.filter(isWritten).map((line) => file.baseLines[line - 1] ?? "");
      return [file, texts.filter((text) => !kept.has(wordsOfLine(text)))] as const;
    }),
  );
  const notes = new Set([...gone.values()].flat().map(noteOf));
  if (notes.size === 0) return gone;
  const standing = standingNotes(result.values(), notes);
  return new Map([...gone].map(([file, texts]) => [file, texts.filter((text) => !standing.has(noteOf(text)))]));
}

/**
 * Bytes of removed lines that stand nowhere in the result, by file. A line that was rewritten counts with the words that the
 * file's added lines do not have: a new port is no deletion of its sentence, a summary of a page is one of the page.
 */
export function bytesGone(change: Change, kept: ReadonlySet<string>): Map<ChangedFile, number> {
  return new Map([...goneLines(change, kept)].map(([file, gone]) => [file, fileBytesGone(file, gone)]));
}

function fileBytesGone(file: ChangedFile, gone: string[]): number {
  if (gone.length === 0) return 0;
  const written = new Map<string, number>();
  for (const line of file.added)
    for (const { same } of wordsIn(file.proposedLines[line - 1] ?? "")) written.set(same, (written.get(same) ?? 0) + 1);
  return gone.reduce((sum, text) => sum + lineBytesGone(text, written), 0);
}

/** Longer ones are data, and no punctuation is looked for around them. */
const WORD_CHARACTERS_MAX = 100;

function sameWord(word: string): string {
  if (word.length > WORD_CHARACTERS_MAX) return word;
  return word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || word;
}

/** Words as they are written, each with how it is compared: without case and punctuation around it. */
const wordsIn = (text: string) =>
  text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => ({ word, same: sameWord(word) }));

function lineBytesGone(text: string, written: Map<string, number>): number {
  let isWhole = true;
  let bytes = 0;
  for (const { word, same } of wordsIn(unmarked(text))) {
    const left = written.get(same) ?? 0;
    if (left > 0) {
      written.set(same, left - 1);
      isWhole = false;
    } else bytes += contentBytes(word) + 1;
  }
  return isWhole ? contentBytes(text) + 1 : bytes;
}

/** How much a change takes away; `gone` as `bytesGone` gives it. A move is no removal. */
export function shareOf({ files, base }: Change, gone: ReadonlyMap<ChangedFile, number>): DeletionShare {
  let bytesTotal = 0;
  for (const content of base.values()) bytesTotal += contentBytes(content);
  return {
    files: files.filter(({ isRemoved }) => isRemoved).length,
    bytes: [...gone.values()].reduce((sum, bytes) => sum + bytes, 0),
    filesTotal: base.size,
    bytesTotal,
  };
}

/**
 * Whether it takes more than 10 % of the files or of the bytes. There is no lower bound: in a small store each note is a
 * large part of what agents know, and the question costs one click.
 */
export function isOverDeletionBudget({ files, bytes, filesTotal, bytesTotal }: DeletionShare): boolean {
  return files > filesTotal * DELETION_SHARE_MAX || bytes > bytesTotal * DELETION_SHARE_MAX;
}
