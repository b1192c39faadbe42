import { hasManagedNotes } from "@/lib/engines/local/managed/managed-notes";
import { bareStatement } from "@/lib/engines/local/notes/bare-statement";
import { isNote, isProse, type MemoryEntry, parseEntries } from "@/lib/engines/local/notes/memory-entries";
import { normaliseNote } from "@/lib/engines/local/text/normalise-note";
import { lineText, splitLines } from "@/lib/engines/local/text/text-lines";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";
import { claimsOfRow, readDataStatements } from "@/lib/engines/local/verify/claim-data";
import { baseName, type ClaimStatement } from "@/lib/engines/local/verify/claim-statement";
import { readStatedClaims } from "@/lib/engines/local/verify/claims";

const CHILD = /^\s+(?:[-*+•]\s+|\d{1,9}[.)]\s+)?(\S.*)$/;

function statement(path: string, line: number, text: string, above: string[], hasRoom: boolean): ClaimStatement | null {
  const bare = bareStatement(text);
  const stated = readStatedClaims(bare);
  if (stated.claims.length === 0) return null;
  const headings = [baseName(path), ...above];
  return { key: [normaliseNote(bare), ...headings].join("\n"), path, line, headings, stated, hasRoom };
}

/** The statements of one entry: its own line, or the lines below it, for which it is the heading. */
function fromEntry(entry: MemoryEntry, lines: string[]): ClaimStatement[] {
  const { path, startLine, endLine, text, headings } = entry;
  if (entry.kind === "row") {
    const claims = claimsOfRow(entry);
    const above = [baseName(path), ...headings];
    if (claims.claims.length === 0) return [];
    return [
      { key: [entry.key, ...above].join("\n"), path, line: startLine, headings: above, stated: claims, hasRoom: false },
    ];
  }
  if (entry.kind === "json") return [];
  if (startLine === endLine || !entry.isOneLine) {
    const isAlone = endLine - startLine < 8;
    const one = isAlone ? statement(path, startLine, text, headings, isNote(entry) && startLine === endLine) : null;
    return one ? [one] : [];
  }
  const above = [...headings, text];
  return lines.slice(startLine, endLine).flatMap((line, index) => {
    const child = CHILD.exec(line)?.[1];
    const next = lines[startLine + index + 1] ?? "";
    const isLeaf = startLine + index + 1 >= endLine || indentOf(next) <= indentOf(line);
    // What hangs on another child, or is hung upon, needs more than one line to be understood.
    if (child === undefined || !isLeaf || indentOf(line) !== indentOf(lines[startLine] ?? "")) return [];
    const one = statement(path, startLine + index + 1, child, above, true);
    return one ? [one] : [];
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** All statements of a memory of which transcripts may show the value. Files that dreams keep by themselves have none. */
export function readStatements(path: string, content: string): ClaimStatement[] {
  if (path === INDEX_PATH || hasManagedNotes(content)) return [];
  if (!isProse(path)) return readDataStatements(path, content);
  const lines = splitLines(content).map(lineText);
  return parseEntries(path, content).flatMap((entry) => fromEntry(entry, lines));
}
