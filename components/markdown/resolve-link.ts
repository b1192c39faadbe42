import { parseUrl } from "@/components/ui/parse-url";

export type LinkTarget = { kind: "outside"; href: string } | { kind: "memory"; path: string } | { kind: "none" };

const BASE = "http://store.invalid";

/** Where a link in the memory at `from` leads: an http address, a path of the same store, or nowhere we follow. */
export function resolveLink(href: string, from: string): LinkTarget {
  const base = parseUrl(encodeURI(from), BASE);
  const url = base && href !== "" ? parseUrl(href, base) : null;
  if (!url) return { kind: "none" };
  if (url.origin === BASE) return { kind: "memory", path: safeDecode(url.pathname) };
  if (url.protocol === "http:" || url.protocol === "https:") return { kind: "outside", href: url.href };
  return { kind: "none" };
}

function safeDecode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
