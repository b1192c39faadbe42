/** Maps whose order says something: fields come in the order of their schema. */
const KEPT_IN_ORDER = new Set(["properties", "example", "examples"]);

function sorted(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, ""));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (key === "example" || key === "examples") return value;
  if (!KEPT_IN_ORDER.has(key)) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item, key === "properties" ? "" : name)]));
}

/** JSON text that is the same for equal documents: keys sorted but for fields, two spaces, a newline at the end. */
export function canonicalJson(document: object): string {
  return `${JSON.stringify(sorted(document, ""), null, 2)}\n`;
}
