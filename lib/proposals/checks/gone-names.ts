import type { Places } from "./memory-links";

/** How a path in the text ends (see `memoryLinks`). */
const PATH_END = /\/([\w.@+~-]*\.\w{1,8})(?![\w/])/g;
const TARGET_CHARACTERS_MAX = 600;

function decoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const leafOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** The last names of the paths that a store had and has no longer. */
export function goneNames(before: Places, after: Places): Set<string> {
  return new Set([...before.paths].filter((path) => !after.paths.has(path)).map(leafOf));
}

/** The last name that a link target gives, null when only reading it in full tells. */
function targetName(text: string, at: number): string | null {
  const end = text.indexOf(")", at);
  if (end < 0 || end - at > TARGET_CHARACTERS_MAX) return null;
  const path = decoded(
    text
      .slice(at, end)
      .trim()
      .replace(/^<|[\s>#?].*$/gs, ""),
  );
  return leafOf(path.replace(/\/+$/, ""));
}

/**
 * False only when no link of the text can lead to a path with one of these last names: reading every link of a large store
 * takes seconds, and nearly all lead elsewhere.
 */
export function mayNameAny(text: string, names: ReadonlySet<string>): boolean {
  if (text.includes("]:") || text.includes("[[")) return true;
  for (let at = text.indexOf("]("); at >= 0; at = text.indexOf("](", at + 2)) {
    const name = targetName(text, at + 2);
    if (name === null || /^\.{0,2}$/.test(name) || names.has(name)) return true;
  }
  if (text.includes("/")) for (const [, name = ""] of text.matchAll(PATH_END)) if (names.has(name)) return true;
  return false;
}
