import type { JsonNode } from "@/lib/engines/local/verify/fact-json";
import type { FactLine } from "@/lib/engines/local/verify/fact-lines";
import { type Member, objectNode, plainValue } from "@/lib/engines/local/verify/fact-nodes";

const LINE_CHARACTERS_MAX = 2000;
const SECTION = /^\s*(\[{1,2})\s*([A-Za-z_"'][\w."' :/-]{0,80}?)\s*\]{1,2}\s*(?:[#;].*)?$/;
const ASSIGNMENT = /^((?:export\s+)?)([A-Za-z_][\w.-]{0,60})\s*=\s*(\S.*)$/;
const REMARK = /^\s*(?:[#;].*)?$/;

/** Runs of `key = value` lines; `next` is the index after the last of them. Lines of several `key=value` are left to others. */
function readAssignments(lines: FactLine[], from: number, isInside: boolean): { members: Member[]; next: number } {
  const members: Member[] = [];
  let next = from;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line || line.text.length > LINE_CHARACTERS_MAX) break;
    if (isInside && REMARK.test(line.text)) continue;
    const text = isInside ? line.text.trimStart() : line.text;
    const match = ASSIGNMENT.exec(text);
    if (!match) break;
    const [whole, lead = "", key = "", value = ""] = match;
    const start = line.start + line.text.length - text.length;
    const node = plainValue(value, start + whole.length - value.length);
    if (node) members.push({ key, keyStart: start + lead.length, value: node });
    next = at + 1;
  }
  return { members, next };
}

/** `[a.b]` is what `a` holds under `b`. */
function nest(name: string, members: Member[], line: FactLine): JsonNode {
  const keys = name.split(/[.\s]+/).map((key) => key.replace(/["']/g, ""));
  const keyStart = line.start + line.text.indexOf("[");
  return keys.reduceRight<JsonNode>((value, key) => objectNode([{ key, keyStart, value }]), objectNode(members));
}

/** True where a line opens a section, as TOML and INI files have them. */
export function opensSection(line: FactLine | undefined): boolean {
  return line !== undefined && line.text.length <= LINE_CHARACTERS_MAX && SECTION.test(line.text);
}

/** The section that a line opens (`[[...]]`: an item of a list, which names itself), or the assignments that begin in it; null when there are none. */
export function readSection(lines: FactLine[], from: number): { node: JsonNode; next: number } | null {
  const line = lines[from];
  if (!line || line.text.length > LINE_CHARACTERS_MAX) return null;
  const section = SECTION.exec(line.text);
  const { members, next } = readAssignments(lines, section ? from + 1 : from, section !== null);
  if (members.length === 0) return null;
  if (!section) return { node: objectNode(members), next };
  const isItem = section[1] === "[[";
  return { node: isItem ? objectNode(members) : nest(section[2] ?? "", members, line), next };
}
