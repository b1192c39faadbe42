import type { JsonNode } from "@/lib/engines/local/verify/fact-json";

/** An object of a text, and one of its members. */
export type ObjectNode = Extract<JsonNode, { type: "object" }>;
export type Member = ObjectNode["members"][number];

/** A scalar that stands in the text as it is. */
export function scalarNode(text: string, start: number): JsonNode {
  return { type: "scalar", start, end: start + text.length, value: text, raw: text };
}

/** An object of members in the order of the text. */
export function objectNode(members: Member[]): ObjectNode {
  return {
    type: "object",
    start: members[0]?.keyStart ?? 0,
    end: members.at(-1)?.value.end ?? 0,
    members,
  };
}

export function arrayNode(items: JsonNode[]): JsonNode {
  return { type: "array", start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0, items };
}

/** Longer lists in one line are no value that a note repeats. */
const ITEMS_MAX = 40;

/** A value of YAML, TOML or INI as it stands after its key: quotes off, `[a, b]` as a list; null for what is empty or nested. */
export function plainValue(given: string, start: number): JsonNode | null {
  const text = given.replace(/\s+[#;]\s.*$/, "").trimEnd();
  if (text === "" || text === "~" || text === "null" || /^[{&*!|>]/.test(text)) return null;
  const quoted = /^(["'])([^"']*)\1$/.exec(text);
  if (quoted) return quoted[2] ? scalarNode(quoted[2], start + 1) : null;
  if (!text.startsWith("[")) return scalarNode(text, start);
  if (!text.endsWith("]") || /[[\]{}]/.test(text.slice(1, -1))) return null;
  const items: JsonNode[] = [];
  let at = start + 1;
  for (const part of text.slice(1, -1).split(",", ITEMS_MAX + 1)) {
    const item = part.trim().replace(/^(["'])(.*)\1$/, "$2");
    if (item !== "") items.push(scalarNode(item, at + Math.max(0, part.indexOf(item))));
    at += part.length + 1;
  }
  return items.length > ITEMS_MAX ? null : { type: "array", start, end: start + text.length, items };
}
