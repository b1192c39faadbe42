import { createHash } from "node:crypto";
import type { Draft } from "@/lib/engines/local/draft/draft";
import { draftLines } from "@/lib/engines/local/draft/draft";
import type { Edit } from "@/lib/engines/local/draft/propose";
import type { FileSection } from "@/lib/engines/local/organise/split-sections";
import { markdownOwn } from "@/lib/engines/local/text/safe-text";
import { contentBytes, isFree } from "@/lib/engines/local/text/tree-paths";

/** What a split does: edits, the new files by path, and how many lines move. */
export type Split = { edits: Edit[]; parts: string[]; lineCount: number };

const SLUG_CHARACTERS_MAX = 60;
/** The path of a memory holds at most 1,024 bytes. */
const PATH_BYTES_MAX = 1024;

/** A file name for a heading: small letters and digits of any script, joined by hyphens. */
export function slugOf(heading: string): string {
  const plain = heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const slug = Array.from(plain).slice(0, SLUG_CHARACTERS_MAX).join("").replace(/-+$/, "");
  return slug === "" ? `part-${createHash("sha256").update(heading).digest("hex").slice(0, 6)}` : slug;
}

/** `/team/customers.md` -> `/team/customers`. */
export function folderFor(path: string): string {
  return path.replace(/(?<=[^/])\.[A-Za-z]{1,8}$/, "");
}

function partPath(path: string, slug: string, taken: Set<string>): string {
  const folder = folderFor(path) === path ? `${path}-parts` : folderFor(path);
  for (let number = 1; ; number += 1) {
    const wanted = `${folder}/${slug}${number === 1 ? "" : `-${number}`}.md`;
    if (!taken.has(wanted)) return wanted;
  }
}

/**
 * The edits that move sections of a file, byte for byte, into files beside it; in their place stands a list of links. A part
 * whose file is there already (`joins`) is added at its end. Null when a file cannot stand where it should.
 */
export function splitFile(draft: Draft, path: string, sections: FileSection[], joins: boolean): Split | null {
  const lines = draftLines(draft, path);
  const others = [...new Set([...draft.files.keys(), ...draft.base.keys()])];
  const taken = new Set<string>(joins ? [] : others);
  const edits: Edit[] = [];
  const parts: string[] = [];
  let lineCount = 0;
  for (const section of sections) {
    const target = partPath(path, slugOf(section.heading), taken);
    taken.add(target);
    const moved = lines.slice(section.startLine - 1, section.endLine);
    const text = moved.map((line) => line.text + line.end).join("");
    const isThere = draft.files.has(target);
    if (contentBytes(target) > PATH_BYTES_MAX || (!isThere && !isFree(target, others))) return null;
    const link = `- [${markdownOwn(section.heading, 120)}](${linkTo(path, target)})`;
    if (isThere)
      edits.push({ type: "append", path: target, head: [], lines: ["", ...trimmed(moved.map((line) => line.text))] });
    else edits.push({ type: "create", path: target, content: text });
    edits.push({ type: "replace", path, start: section.startLine, end: section.endLine, lines: [link] });
    parts.push(target);
    lineCount += moved.length;
  }
  return { edits, parts, lineCount };
}

function trimmed(texts: string[]): string[] {
  const end = texts.findLastIndex((text) => text.trim() !== "");
  return texts.slice(0, end + 1);
}

/** Relative target of a Markdown link from one file to another below its folder. */
function linkTo(from: string, to: string): string {
  const folder = from.slice(0, from.lastIndexOf("/") + 1);
  const relative = to.startsWith(folder) ? to.slice(folder.length) : to;
  return relative
    .split("/")
    .map((name) =>
      encodeURIComponent(name).replace(/[()'!*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join("/");
}
