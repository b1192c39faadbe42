import type { JsonNode } from "@/lib/engines/local/verify/fact-json";
import type { FactLine } from "@/lib/engines/local/verify/fact-lines";
import { arrayNode, type Member, objectNode, plainValue } from "@/lib/engines/local/verify/fact-nodes";

const LINE_CHARACTERS_MAX = 2000;
/** Deeper nesting is no data that a note speaks of. */
const DEPTH_MAX = 24;
const KEY_LINE =
  /^((?:\*\*)?[A-Za-z_][\w .\-/]{0,60}?(?:\*\*)?|"[\w .\-/]{1,60}"|'[\w .\-/]{1,60}')\s*:(?:\*\*)?(?:\s+(\S.*))?$/;
const ITEM = /^[-*] +(?=\S)/;
const BLOCK_TEXT = /^[|>][+-]?\d?$/;

type Item = { indent: number; start: number; text: string; line: number };

/** Indented lines that tell what hangs on what: nested `key: value` lines and lists, as YAML has them. */
class Outline {
  private readonly items: Item[] = [];
  private at = 0;
  next: number;

  constructor(lines: FactLine[], from: number) {
    this.next = from;
    const first = indentOf(lines[from]?.text ?? "");
    for (let index = from; index < lines.length; index += 1) {
      const line = lines[index];
      if (!line || line.text.length > LINE_CHARACTERS_MAX) break;
      const text = line.text.trim();
      const indent = indentOf(line.text);
      if (text === "" || text.startsWith("# ") || text === "#") {
        if (!this.goesOn(lines, index, first)) break;
        continue;
      }
      if (indent < first || !(KEY_LINE.test(text) || ITEM.test(text) || indent > first)) break;
      this.items.push({ indent, start: line.start + indent, text, line: index });
      this.next = index + 1;
    }
  }

  /** A gap ends the outline unless what follows hangs on something above it. */
  private goesOn(lines: FactLine[], index: number, first: number): boolean {
    let after = index;
    while (after < lines.length && after < index + GAP_MAX && (lines[after]?.text.trim() ?? "") === "") after += 1;
    const line = lines[after];
    if (!line) return false;
    return after === index || indentOf(line.text) > first;
  }

  read(): JsonNode | null {
    return this.block(0);
  }

  private block(depth: number): JsonNode | null {
    const first = this.items[this.at];
    if (!first || depth > DEPTH_MAX) return null;
    return ITEM.test(first.text) ? this.list(first.indent, depth) : this.object(first.indent, depth);
  }

  private skipDeeper(indent: number): void {
    while ((this.items[this.at]?.indent ?? -1) > indent) this.at += 1;
  }

  private object(indent: number, depth: number): JsonNode | null {
    const members: Member[] = [];
    for (let item = this.items[this.at]; item && item.indent === indent; item = this.items[this.at]) {
      const match = ITEM.test(item.text) ? null : KEY_LINE.exec(item.text);
      if (!match) break;
      this.at += 1;
      const value = this.valueOf(item, match[2], depth);
      const key = (match[1] ?? "").replace(/^["']|["']$|\*/g, "");
      if (value) members.push({ key, keyStart: item.start, value });
      this.skipDeeper(indent);
    }
    return members.length === 0 ? null : objectNode(members);
  }

  private valueOf(item: Item, text: string | undefined, depth: number): JsonNode | null {
    const below = this.items[this.at];
    if (text !== undefined) {
      // A value that goes on in the next lines is a text, or not understood.
      if (BLOCK_TEXT.test(text) || (below && below.indent > item.indent)) return null;
      return plainValue(text, item.start + item.text.length - text.length);
    }
    if (!below || below.indent < item.indent) return null;
    return below.indent > item.indent || ITEM.test(below.text) ? this.block(depth + 1) : null;
  }

  private list(indent: number, depth: number): JsonNode | null {
    const items: JsonNode[] = [];
    for (let item = this.items[this.at]; item && item.indent === indent; item = this.items[this.at]) {
      const lead = ITEM.exec(item.text)?.[0].length;
      if (lead === undefined) break;
      const inner = { ...item, indent: indent + lead, start: item.start + lead, text: item.text.slice(lead) };
      const node = this.listItem(inner, depth);
      if (node) items.push(node);
      this.skipDeeper(indent);
    }
    return items.length === 0 ? null : arrayNode(items);
  }

  /** What stands after the dash, with the keys that stand below it. Always goes on by one line at least. */
  private listItem(inner: Item, depth: number): JsonNode | null {
    if (!KEY_LINE.test(inner.text) && !ITEM.test(inner.text)) {
      this.at += 1;
      return plainValue(inner.text, inner.start);
    }
    this.items[this.at] = inner;
    const node = this.block(depth + 1);
    if (this.items[this.at] === inner) this.at += 1;
    return node;
  }
}

/** Blank lines between parts of one outline. */
const GAP_MAX = 3;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Bullets of one `key: value` each tell of one thing; list items of several keys are things of their own. */
function joinBullets(node: JsonNode): JsonNode {
  if (node.type !== "array") return node;
  const members = node.items.flatMap((item) =>
    item.type === "object" && item.members.length === 1 && item.members[0]?.value.type === "scalar" ? item.members : [],
  );
  return members.length === node.items.length ? objectNode(members) : node;
}

/** Reads the outline that begins in a line of `key: value`, `key:` or a list item of one; null when there is none. Linear in its lines. */
export function readOutline(lines: FactLine[], from: number): { node: JsonNode; next: number } | null {
  const line = lines[from];
  const text = line?.text.trim() ?? "";
  if (!line || line.text.length > LINE_CHARACTERS_MAX || !KEY_LINE.test(text.replace(ITEM, ""))) return null;
  const outline = new Outline(lines, from);
  const node = outline.read();
  return node ? { node: joinBullets(node), next: Math.max(from + 1, outline.next) } : null;
}
