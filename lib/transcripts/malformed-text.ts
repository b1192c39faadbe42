/** Half of a surrogate pair: JSON can carry it, UTF-8 cannot. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** Deeper values would overflow the stack of everything that walks them. */
const DEPTH_MAX = 200;

type Malformed = { path: string; fault: string };

/** Where (`.content[0].text`) and why a JSON value is refused, for the first such place; null when it is well formed. */
export function findMalformed(value: unknown): Malformed | null {
  const found = find(value, 0);
  return found && { path: found.path.length > 100 ? `${found.path.slice(0, 100)}...` : found.path, fault: found.fault };
}

function find(value: unknown, depth: number): Malformed | null {
  if (typeof value === "string") {
    return LONE_SURROGATE.test(value) ? { path: "", fault: "holds half of a surrogate pair" } : null;
  }
  if (typeof value !== "object" || value === null) return null;
  if (depth > DEPTH_MAX) return { path: "", fault: `is nested deeper than ${DEPTH_MAX} levels` };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = find(item, depth + 1);
      if (found) return { path: `[${index}]${found.path}`, fault: found.fault };
    }
    return null;
  }
  for (const [key, item] of Object.entries(value)) {
    if (LONE_SURROGATE.test(key)) return { path: "", fault: "has a key that holds half of a surrogate pair" };
    const found = find(item, depth + 1);
    if (found) return { path: `.${key}${found.path}`, fault: found.fault };
  }
  return null;
}

/** The same value with U+FFFD for half pairs and null for what is too deep; the value itself when it is well formed. */
export function replaceMalformed(value: unknown): unknown {
  return findMalformed(value) ? replaceAll(value, 0) : value;
}

function replaceAll(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.replace(LONE_SURROGATES, "\uFFFD");
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEPTH_MAX) return null;
  if (Array.isArray(value)) return value.map((item) => replaceAll(item, depth + 1));
  const entries = Object.entries(value).map(([key, item]) => [replaceAll(key, depth), replaceAll(item, depth + 1)]);
  return Object.fromEntries(entries);
}
