import { lineText, splitLines } from "@/lib/engines/local/text/text-lines";

/** A headed part of a file: lines `startLine` to `endLine`, counted from 1, with the heading as its first line. */
export type FileSection = { heading: string; startLine: number; endLine: number };

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const FENCE = /^\s*(?:[-*+•]\s+)?(`{3,}|~{3,})/;

type Heading = { line: number; level: number; text: string };

/** Headings outside of front matter, code and comments. */
function headingsIn(lines: string[]): Heading[] {
  const headings: Heading[] = [];
  let until: ((line: string) => boolean) | null = /^---\s*$/.test(lines[0] ?? "")
    ? (line) => /^(?:---|\.\.\.)\s*$/.test(line)
    : null;
  for (const [index, line] of lines.entries()) {
    if (until !== null) {
      if (index > 0 && until(line)) until = null;
      continue;
    }
    const fence = FENCE.exec(line)?.[1];
    if (fence !== undefined) until = (later) => later.trim().startsWith(fence);
    else if (/^\s*<!--/.test(line) && !line.includes("-->")) until = (later) => later.includes("-->");
    else {
      const [, marks, text = ""] = HEADING.exec(line) ?? [];
      if (marks !== undefined) headings.push({ line: index + 1, level: marks.length, text });
    }
  }
  return headings;
}

/**
 * The sections of the shallowest heading level that has at least `countMin` headings, each up to the next heading of that
 * level or a shallower one; empty when there is no such level.
 */
export function sectionsIn(content: string, countMin: number): FileSection[] {
  const lines = splitLines(content).map(lineText);
  const headings = headingsIn(lines);
  const level = [1, 2, 3, 4, 5, 6].find(
    (depth) => headings.filter((heading) => heading.level === depth).length >= countMin,
  );
  if (level === undefined) return [];
  const bounds = headings.filter((heading) => heading.level <= level);
  return bounds.flatMap((heading, index) =>
    heading.level < level
      ? []
      : [
          {
            heading: heading.text,
            startLine: heading.line,
            endLine: (bounds[index + 1]?.line ?? lines.length + 1) - 1,
          },
        ],
  );
}
