import { longestPlainPiece, maskSecrets } from "@/lib/engines/local/secrets";

const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
const INVISIBLE = /[\p{Cf}\p{Cs}]+/gu;
/** Words that try to steer whoever reads them. The error text of a tool has no business saying them. */
const STEERING =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|system)\b|\bsystem prompt\b|\byou are now\b|\bnew instructions\b|<\/?(?:system|instructions?)\b/i;

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

/** Untrusted text as inline code of one line: no backtick, nothing invisible, secrets masked, cut to 200 characters. */
export function inlineCode(text: string): string {
  const line = plainLine(text);
  if (STEERING.test(line)) return "(text left out: it reads like an instruction)";
  const code = cut(maskSecrets(line).replaceAll("`", "'"), 200);
  return code === "" ? "(empty)" : `\`${code}\``;
}

/** Untrusted text as ordinary Markdown text of one line: nothing in it is markup, a link or a comment. */
export function markdownText(text: string, charactersMax: number): string {
  const line = plainLine(text);
  if (STEERING.test(line)) return "(text left out: it reads like an instruction)";
  return cut(maskSecrets(line), charactersMax).replace(/[\\`*_[\]<>#|~&]/g, "\\$&");
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
