import { findPersonalData } from "@/lib/safety/find-personal-data";
import { findSecrets } from "@/lib/safety/find-secrets";
import { maskHits } from "@/lib/safety/mask-hits";
import { sortHits } from "@/lib/safety/sort-hits";
import type { SafetyHit } from "@/lib/safety/types";

const CONFIDENCE_MIN = 0.5;
/**
 * Shapes that `lib/safety` does not report because they are often harmless. What a dream writes down has no need of them:
 * a word masked too many costs little, a key in memory costs much.
 */
const LOOSE: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g,
  /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{12,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{16,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
  /\bBearer\s+[\w.~+/=-]{8,}/gi,
  /:\/\/[^\s/:@]{1,200}:[^\s/@]{1,200}@/g,
  /\b[\w.-]{0,40}(?:password|passwd|pwd|secret|token|api[_-]?key|credential)s?["']?\s{0,8}[=:]\s{0,8}["']?[^\s"',;]{4,}/gi,
  /--(?:password|token|secret|api-key)[ =]\S+/gi,
  /\b[0-9a-f]{32,}\b/gi,
  /(?<![\w+=-])(?=[\w+=-]{0,200}[a-z])(?=[\w+=-]{0,200}[A-Z])(?=[\w+=-]{0,200}\d)[\w+=-]{32,}/g,
];

/** Secrets and personal data. Addresses of hosts stay: what happened to which server is what such notes are about. */
function hitsIn(text: string): SafetyHit[] {
  const personal = findPersonalData(text).filter(({ rule }) => rule !== "ip_address");
  return sortHits([...findSecrets(text), ...personal].filter(({ confidence }) => confidence >= CONFIDENCE_MIN));
}

/** The text with credentials replaced by `[secret]` and data of persons by `[personal data]`. */
export function maskSecrets(text: string): string {
  return LOOSE.reduce((masked, pattern) => masked.replace(pattern, "[secret]"), maskHits(text, hitsIn(text)));
}

/** The longest run of `text` without credentials and data of persons: an exact piece of it, possibly empty. */
export function longestPlainPiece(text: string): string {
  let pieces: string[] = [];
  let at = 0;
  for (const { start, end } of hitsIn(text)) {
    pieces.push(text.slice(at, Math.max(at, start)));
    at = Math.max(at, end);
  }
  pieces.push(text.slice(at));
  for (const pattern of LOOSE) pieces = pieces.flatMap((piece) => piece.split(pattern));
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
}
