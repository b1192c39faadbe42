/** A link of a line: its target stands at columns `start` to `end`. */
export type LineLink = { start: number; end: number; target: string };

const INLINE = /\]\(\s*<?([^()\s<>]{1,500})>?(?:\s+"[^"]{0,200}")?\s*\)/g;
const DEFINED = /^ {0,3}\[[^\]]{1,200}\]:\s+<?([^\s<>]{1,500})>?/;
/** Longer lines are data. */
const LINE_CHARACTERS_MAX = 5000;

/** The Markdown links of a line to files of the store; links to the web, to a heading of the same file, and code are left out. */
export function linksIn(line: string): LineLink[] {
  if (line.length > LINE_CHARACTERS_MAX || !line.includes("]")) return [];
  const text = line.replace(/`[^`]*`/g, (code) => " ".repeat(code.length));
  const matches = [...text.matchAll(INLINE)];
  const defined = DEFINED.exec(text);
  return [...matches, ...(defined ? [defined] : [])].flatMap((match) => {
    const target = match[1] ?? "";
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\?)/i.test(target)) return [];
    const start = match.index + match[0].indexOf(target, match[0].startsWith("]") ? 1 : 0);
    return [{ start, end: start + target.length, target }];
  });
}

/** The path that a link target means in a file at `from`, without its `#heading`, or null when it leaves the store. */
export function resolveLink(from: string, target: string): string | null {
  let plain = target.replace(/[#?].*$/s, "");
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // A stray percent sign: the target is meant as it stands.
  }
  const names = plain.startsWith("/") ? [] : from.split("/").slice(1, -1);
  for (const name of plain.split("/")) {
    if (name === "..") {
      if (names.pop() === undefined) return null;
    } else if (name !== "." && name !== "") names.push(name);
  }
  return `/${names.join("/")}`;
}

/** The target that means `to` in a file at `from`, written as the old one was: from the root, or relative; its `#heading` stays. */
export function targetFor(from: string, to: string, old: string): string {
  const encode = (names: string[]) =>
    names
      .map((name) =>
        encodeURIComponent(name).replace(/[()'!*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
      )
      .join("/");
  const rest = /[#?].*$/s.exec(old)?.[0] ?? "";
  const names = to.split("/").slice(1);
  if (old.startsWith("/")) return `/${encode(names)}${rest}`;
  const folders = from.split("/").slice(1, -1);
  let shared = 0;
  while (shared < folders.length && shared < names.length - 1 && folders[shared] === names[shared]) shared += 1;
  return `${"../".repeat(folders.length - shared)}${encode(names.slice(shared))}${rest}`;
}
