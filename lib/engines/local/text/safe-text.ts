import { longestPlainPiece, maskSecrets } from "@/lib/engines/local/text/secrets";
import { findInstructions } from "@/lib/safety/find-instructions";
import { INSTRUCTION_THRESHOLD, STRANGER_THRESHOLD } from "@/lib/safety/reads-as-instruction";

const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
const INVISIBLE = /[\p{Cf}\p{Cs}]+/gu;
const LEFT_OUT = "(text left out: it reads like an instruction)";
/** How messages of failure speak. What such a message says before it gives advice is a fact. */
const TROUBLE =
  /\b(?:error|fatal|fail(?:ed|ure|s)?|cannot|can't|could not|not|no such|denied|undefined|exception|panic|invalid|illegal|refused|timed out|timeout|unable|unknown|unrecognized|unexpected|missing|expected|exceed(?:s|ed)?|false|forbidden|already|must|require[sd]?)\b/i;

/** One line without control, format (bidirectional marks, zero-width) and lone surrogate characters. */
export function plainLine(text: string): string {
  return text.replace(CONTROL, " ").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

/** Cuts to `charactersMax` code points, with an ellipsis where something was cut. */
export function cut(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  const characters = Array.from(text);
  return characters.length <= charactersMax ? text : `${characters.slice(0, charactersMax - 1).join("")}…`;
}

/**
 * Untrusted text of one line without what reads as an instruction to an agent; null where nothing may stay. A message that
 * states a failure and then gives advice keeps the statement; text that tries to steer keeps nothing.
 */
function withoutInstructions(line: string, threshold = STRANGER_THRESHOLD): string | null {
  const hits = findInstructions(line).filter(({ confidence }) => confidence >= threshold);
  if (hits.length === 0) return line;
  if (hits.some(({ confidence }) => confidence >= INSTRUCTION_THRESHOLD)) return null;
  const kept = line.slice(0, Math.min(...hits.map(({ start }) => start))).replace(/[\s"'`([{<-]+$/, "");
  // "Error:" by itself states nothing.
  const statement = kept.replace(/^\W*(?:[\w ]{0,20}error|fatal|failed|failure|warning)\s*[:!-]\s*/i, "");
  // "invalid_argument" speaks of trouble, too.
  return TROUBLE.test(statement.replaceAll("_", " ")) && /[\p{L}\p{N}]/u.test(kept) ? `${kept} …` : null;
}

/** True when nothing of the text may be written down because it reads as an instruction to an agent. */
export function isLeftOut(text: string): boolean {
  return withoutInstructions(plainLine(text)) === null;
}

/** Untrusted text as inline code of one line: no backtick, nothing invisible, secrets masked, cut to 200 characters. */
export function inlineCode(text: string): string {
  const line = withoutInstructions(plainLine(text));
  return line === null ? LEFT_OUT : asCode(line);
}

function asCode(line: string): string {
  const code = cut(maskSecrets(line).replaceAll("`", "'"), 200);
  return code === "" ? "(empty)" : `\`${code}\``;
}

/** Untrusted text as ordinary Markdown text of one line: nothing in it is markup, a link or a comment. */
export function markdownText(text: string, charactersMax: number): string {
  const line = withoutInstructions(plainLine(text));
  return line === null ? LEFT_OUT : asMarkdown(line, charactersMax);
}

function asMarkdown(line: string, charactersMax: number): string {
  return cut(maskSecrets(line), charactersMax).replace(/[\\`*_[\]<>#|~&]/g, "\\$&");
}

/**
 * `inlineCode` for the workspace's own words: notes and paths of the store, what a user said, which command an agent ran.
 * They may say what to do ("Restart the worker"), so only what plainly tries to steer an agent is left out. Never for tool
 * results and web pages.
 */
export function inlineOwn(text: string): string {
  const line = withoutInstructions(plainLine(text), INSTRUCTION_THRESHOLD);
  return line === null ? LEFT_OUT : asCode(line);
}

/** `markdownText` for the workspace's own words; see `inlineOwn`. */
export function markdownOwn(text: string, charactersMax: number): string {
  const line = withoutInstructions(plainLine(text), INSTRUCTION_THRESHOLD);
  return line === null ? LEFT_OUT : asMarkdown(line, charactersMax);
}

/**
 * A telling piece of `text` to quote as evidence: an exact substring, one line, without secrets, at most 300 UTF-16 units.
 * Empty when the line holds nothing else than secrets.
 */
export function quotePiece(text: string): string {
  const line = text.split(/[\r\n\u2028\u2029]/, 1)[0] ?? "";
  const piece = longestPlainPiece(line).slice(0, 300).trim();
  return /[\uD800-\uDBFF]$/.test(piece) ? piece.slice(0, -1) : piece;
}
