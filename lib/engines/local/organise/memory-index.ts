import { cut, markdownOwn, plainLine } from "@/lib/engines/local/text/safe-text";
import { compareText, lineText, splitLines } from "@/lib/engines/local/text/text-lines";

const DESCRIPTION_CHARACTERS_MAX = 120;
const LINES_READ_MAX = 200;

/** First line of the part of the index that dreams keep; everything outside the two marks belongs to its author. */
export const INDEX_START = "<!-- reverie:index start (kept up to date by dreams; write outside these marks) -->";
export const INDEX_END = "<!-- reverie:index end -->";

/** A sentence may go on in the next lines, up to a blank one, a heading or a list. */
function paragraphFrom(lines: string[], first: number): string {
  const after = lines.findIndex(
    (line, index) => index > first && (line === "" || /^(?:[#|>]|[-*+•]\s|\d+[.)]\s)/.test(line)),
  );
  return lines.slice(first, after < 0 ? lines.length : after).join(" ");
}

/** Lines that say something: without front matter, code fences, comments and blank lines. */
function tellingLines(content: string): { heading: string | null; sentence: string | null; described: string | null } {
  const lines = splitLines(content.slice(0, 20_000))
    .slice(0, LINES_READ_MAX)
    .map((line) => lineText(line).trim());
  let described: string | null = null;
  let start = 0;
  if (lines[0] === "---") {
    const end = lines.indexOf("---", 1);
    const front = end < 0 ? [] : lines.slice(1, end);
    described =
      front.map((line) => /^(?:description|title|summary):\s*["']?(.+?)["']?$/i.exec(line)?.[1]).find(Boolean) ?? null;
    start = end < 0 ? 0 : end + 1;
  }
  const rest = lines.slice(start).filter((line) => !/^(?:<!--|```|~~~|[|]?\s*:?-{3,}|={3,})/.test(line));
  const heading = rest.map((line) => /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1]).find(Boolean) ?? null;
  const first = rest.findIndex((line) => line !== "" && !/^(?:#{1,6}\s|\|)/.test(line));
  const sentence = first < 0 ? null : paragraphFrom(rest, first);
  return { heading, sentence, described };
}

function bareWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** One line about a file: what its front matter says, else its first heading unless that only repeats the name, else its first sentence. */
export function describeMemory(path: string, content: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[A-Za-z]{1,8}$/, "");
  const { heading, sentence, described } = tellingLines(content);
  const isTelling = heading !== null && bareWords(heading) !== bareWords(name);
  const text = described ?? (isTelling ? heading : (sentence ?? heading)) ?? "";
  const plain = plainLine(
    text
      .slice(0, 1000)
      .replace(/^(?:[-*+•>|]|\d+[.)])\s*/, "")
      .replace(/\*\*|__|`/g, ""),
  );
  const [first = ""] = plain.split(/(?<=[.!?])\s/, 1);
  return first === "" ? "empty" : markdownOwn(first, DESCRIPTION_CHARACTERS_MAX);
}

function linkTarget(path: string): string {
  const segments = path.replace(/\p{Cs}/gu, "\ufffd").split("/");
  return segments.map((segment) => encodeURIComponent(segment).replace(/[()'!*]/g, percent)).join("/");
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/**
 * The lines between the marks: one for each file, by folder, in at most `bytesMax` bytes of UTF-8 with `lineEnd` after each.
 * What does not fit is counted in a last line.
 */
export function indexLines(files: { path: string; content: string }[], bytesMax: number, lineEnd: string): string[] {
  const ordered = [...files].sort(
    (a, b) => compareText(folderOf(a.path), folderOf(b.path)) || compareText(a.path, b.path),
  );
  const lines: string[] = [];
  let bytes = 0;
  let folder: string | null = null;
  // Room for the line that says how much is missing.
  const room = bytesMax - 100;
  for (const [index, { path, content }] of ordered.entries()) {
    const added: string[] = [];
    if (folderOf(path) !== folder && folderOf(path) !== "/")
      added.push("", `### ${markdownOwn(folderOf(path), 200)}`, "");
    const name = markdownOwn(cut(path.slice(folderOf(path).length), 120), 120);
    added.push(`- [${name}](${linkTarget(path)}): ${describeMemory(path, content)}`);
    const size = added.reduce((sum, line) => sum + Buffer.byteLength(line + lineEnd, "utf8"), 0);
    if (bytes + size > room) {
      const left = ordered.length - index;
      lines.push("", `${left} more ${left === 1 ? "file is" : "files are"} not listed: the index is full.`);
      break;
    }
    folder = folderOf(path);
    bytes += size;
    lines.push(...added);
  }
  return lines;
}
