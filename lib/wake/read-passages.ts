import { lineText, splitLines } from "@/lib/engines/local/text/text-lines";

/** A piece of a memory that can answer: one line, or a paragraph of a few, with what stands above it. Lines count from 1. */
export type Passage = { line: number; text: string; context: string };

const HEADING = /^ {0,3}(#{1,6})\s+(.*)$/;
/** A list item, a table row, a key with a value, a quotation, a fence or a comment begins anew. */
const BEGINS = /^\s*(?:[-*+•]\s|\d{1,9}[.)]\s|\||>|```|~~~|<!--|[{}[\]"]|[\p{L}_][\p{L}\p{N} _./-]{0,40}[:=])/u;
const PARAGRAPH_LINES_MAX = 6;
const PASSAGE_CHARACTERS_MAX = 2_000;
const HEADINGS_MAX = 6;

type Above = { depth: number; text: string };

const indentOf = (line: string): number => line.length - line.trimStart().length;

/**
 * The passages of a memory in order, whatever its format. The context of a passage is the path, the headings above it and the
 * less indented lines that it hangs on. Linear in the content.
 */
export function readPassages(path: string, content: string): Passage[] {
  const passages: Passage[] = [];
  let headings: Above[] = [];
  let parents: Above[] = [];
  let open: { passage: Passage; lines: number } | null = null;
  splitLines(content).forEach((raw, index) => {
    const line = lineText(raw).slice(0, PASSAGE_CHARACTERS_MAX);
    const text = line.trim();
    if (text === "") {
      open = null;
      return;
    }
    const heading = HEADING.exec(line);
    if (heading) {
      const depth = heading[1]?.length ?? 1;
      headings = [...headings.filter((one) => one.depth < depth), { depth, text: heading[2] ?? "" }];
      parents = [];
      open = null;
      return;
    }
    if (open !== null && open.lines < PARAGRAPH_LINES_MAX && !BEGINS.test(line)) {
      open.passage.text = `${open.passage.text} ${text}`.slice(0, PASSAGE_CHARACTERS_MAX);
      open.lines += 1;
      return;
    }
    const indent = indentOf(line);
    parents = parents.filter((one) => one.depth < indent);
    const above = [...headings, ...parents].slice(-HEADINGS_MAX).map((one) => one.text);
    open = { passage: { line: index + 1, text, context: [path, ...above].join(" ") }, lines: 1 };
    passages.push(open.passage);
    parents.push({ depth: indent, text: text.slice(0, 200) });
  });
  return passages;
}
