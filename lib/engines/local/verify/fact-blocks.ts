import { type JsonNode, readJsonAt } from "@/lib/engines/local/verify/fact-json";
import { type FactLine, factLines, withoutLineNumbers } from "@/lib/engines/local/verify/fact-lines";
import { type Member, objectNode, scalarNode } from "@/lib/engines/local/verify/fact-nodes";
import { readOutline } from "@/lib/engines/local/verify/fact-outline";
import { opensSection, readSection } from "@/lib/engines/local/verify/fact-sections";
import { readFactTable } from "@/lib/engines/local/verify/fact-tables";

/**
 * Data in a text: nested as it stands, rows of tables and lines of logs as flat objects. A `log` tells of its own moment, a
 * `row` of what its cells name. `title` is the line above that heads it, null when there is none.
 */
export type FactBlock = { node: JsonNode; form: "data" | "row" | "log"; title: string | null };

/** What is beyond this in one answer is not read. */
const TEXT_CHARACTERS_MAX = 200_000;
const LINE_CHARACTERS_MAX = 2000;
/** An attempt that fails may have looked at the whole rest of the text. */
const JSON_FAILURES_MAX = 20;
const JSON_START = /^\s*(?:[A-Za-z][\w ]{0,40}:\s*)?(?=[[{])/;
const LOG_PAIR = /([A-Za-z][\w.-]{0,40})=("(?:[^"\\]|\\.){0,200}"|[^\s",;]{1,200})/g;
/** A headline: few words, perhaps between marks, without a value. */
const TITLE = /^\s{0,3}(?:[#=*>~-]{1,6}\s*|\[)?([A-Za-z][\w .@/-]{0,60}?)(?:\s*[\]=*:~-]{1,6})?\s*$/;

function readLogLine(line: FactLine): JsonNode | null {
  if (line.text.length > LINE_CHARACTERS_MAX || !line.text.includes("=")) return null;
  const members: Member[] = [];
  for (const match of line.text.matchAll(LOG_PAIR)) {
    const [whole, key = "", value = ""] = match;
    const start = line.start + match.index + whole.length - value.length;
    const inner = value.replace(/^"(.*)"$/, "$1");
    const keyStart = line.start + match.index;
    members.push({ key, keyStart, value: scalarNode(inner, start + (inner === value ? 0 : 1)) });
  }
  return members.length < 2 ? null : objectNode(members);
}

/** The headline right above a line. */
function titleAbove(lines: FactLine[], at: number): string | null {
  const above = lines[at - 1]?.text ?? "";
  return above.length > 80 ? null : (TITLE.exec(above)?.[1] ?? null);
}

type Read = { blocks: FactBlock[]; next: number };

const one = (node: JsonNode, form: FactBlock["form"], title: string | null): FactBlock[] => [{ node, form, title }];

/** What begins in a line that is no JSON: rows of a table, a line of a log, assignments, an outline. */
function readLines(lines: FactLine[], at: number, line: FactLine): Read {
  const table = readFactTable(lines, at);
  if (table) return { blocks: table.rows.flatMap((node) => one(node, "row", null)), next: table.next };
  const log = readLogLine(line);
  if (log) return { blocks: one(log, "log", null), next: at + 1 };
  const block = readSection(lines, at) ?? readOutline(lines, at);
  return block
    ? { blocks: one(block.node, "data", titleAbove(lines, at)), next: block.next }
    : { blocks: [], next: at + 1 };
}

/**
 * All data in a text: JSON, tables (Markdown, CSV, columns), `key: value` outlines as in YAML, `key = value` lines and
 * sections as in TOML and INI, log lines of `key=value`. Linear in the text.
 */
export function readFactBlocks(given: string): FactBlock[] {
  const text = withoutLineNumbers(given.length > TEXT_CHARACTERS_MAX ? given.slice(0, TEXT_CHARACTERS_MAX) : given);
  const lines = factLines(text);
  const blocks: FactBlock[] = [];
  let failures = 0;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    const isJson = failures <= JSON_FAILURES_MAX && !opensSection(line);
    const json = isJson ? JSON_START.exec(line.text) : null;
    const node = json ? readJsonAt(text, line.start + json[0].length) : null;
    if (json && !node) failures += 1;
    if (node) {
      blocks.push({ node, form: "data", title: null });
      while (at < lines.length && (lines[at]?.start ?? 0) < node.end) at += 1;
      continue;
    }
    const read = readLines(lines, at, line);
    blocks.push(...read.blocks);
    at = read.next;
  }
  return blocks;
}
