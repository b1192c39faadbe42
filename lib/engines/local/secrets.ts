/** Shapes of credentials. Deliberately broad: a word masked too many costs little, a key in memory costs much. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
  /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{12,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bxox[a-z]-[\w-]{8,}/g,
  /\bAIza[\w-]{20,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g,
  /\bBearer\s+[\w.~+/=-]{8,}/gi,
  /:\/\/[^\s/:@]+:[^\s/@]+@/g,
  /\b[\w.-]{0,40}(?:password|passwd|pwd|secret|token|api[_-]?key|credential)s?["']?\s*[=:]\s*["']?[^\s"',;]{4,}/gi,
  /--(?:password|token|secret|api-key)[ =]\S+/gi,
  /\b[0-9a-f]{32,}\b/gi,
  /(?<![\w+=-])(?=[\w+=-]*[a-z])(?=[\w+=-]*[A-Z])(?=[\w+=-]*\d)[\w+=-]{32,}/g,
];

/** The text with everything that looks like a credential replaced by `[secret]`. */
export function maskSecrets(text: string): string {
  return SECRETS.reduce((masked, pattern) => masked.replace(pattern, "[secret]"), text);
}

/** The longest run of `text` without anything that looks like a credential: an exact piece of it, possibly empty. */
export function longestPlainPiece(text: string): string {
  let pieces = [text];
  for (const pattern of SECRETS) pieces = pieces.flatMap((piece) => piece.split(pattern));
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
}
