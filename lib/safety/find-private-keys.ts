import { isTestLine } from "@/lib/safety/find-known-tokens";
import type { SafetyHit } from "@/lib/safety/types";

const BEGIN = /-----BEGIN ([A-Z0-9 ]{0,30})PRIVATE KEY(?: BLOCK)?-----/g;
const PUTTY = /PuTTY-User-Key-File-[23]:[^\n]{0,80}\n[\s\S]{0,4000}?Private-Lines:/g;
/** A PEM body of 16,384-bit RSA is 12,800 characters. */
const BODY_CHARACTERS_MAX = 16_000;
/** An Ed25519 key in PKCS #8, the shortest there is, has 64. */
const BASE64_CHARACTERS_MIN = 60;
const OPENSSH_MAGIC = "b3BlbnNzaC1rZXktdjE";
const SAID_TO_BE_NONE = /for (?:example|test(?:ing)?|demo(?:nstration)?|documentation) (?:purposes?|only|use)/i;
const EXAMPLE_NAME = /\b\w{0,30}(?:example|fake|dummy|sample|mock)\w{0,30}["']?\s{0,3}[:=]\s{0,3}["'`]?$/i;

/** The base64 of a body, freed of line ends, quotes, string joins, indentation and the headers of old encrypted keys. */
function bareBody(body: string): string {
  return body
    .replace(/\\[nrt]/g, "\n")
    .replace(/^\s*(?:Proc-Type|DEK-Info|Version|Comment):.*$/gm, "")
    .replace(/[^A-Za-z0-9+/=_-]+/g, "");
}

function isKeyBody(body: string, format: string): boolean {
  const bare = bareBody(body);
  // "-----BEGIN PRIVATE KEY-----\n ... \n": documentation.
  if (bare.length < BASE64_CHARACTERS_MIN || /(.)\1{20,}/.test(bare)) return false;
  return format.startsWith("OPENSSH") ? bare.startsWith(OPENSSH_MAGIC) : true;
}

/** Private keys in PEM, also on one line with `\n`, in a string of code, indented, or as PuTTY writes them. */
export function findPrivateKeys(text: string): SafetyHit[] {
  const hits: SafetyHit[] = [];
  for (const match of text.includes("PRIVATE KEY") ? text.matchAll(BEGIN) : []) {
    const from = match.index + match[0].length;
    const window = text.slice(from, from + BODY_CHARACTERS_MAX);
    const stop = window.search(/-----(?:END|BEGIN)/);
    const body = stop < 0 ? window : window.slice(0, stop);
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    if (EXAMPLE_NAME.test(before) || SAID_TO_BE_NONE.test(before) || isTestLine(text, match.index)) continue;
    if (!isKeyBody(body, match[1] ?? "")) continue;
    const closing = stop < 0 ? null : /^-----END [A-Z0-9 ]{0,40}-----/.exec(window.slice(stop));
    const end = from + body.length + (closing?.[0].length ?? 0);
    hits.push({ kind: "secret", rule: "private-key", start: match.index, end, confidence: 0.95 });
  }
  for (const match of text.includes("PuTTY-User-Key") ? text.matchAll(PUTTY) : []) {
    hits.push({
      kind: "secret",
      rule: "private-key",
      start: match.index,
      end: match.index + match[0].length,
      confidence: 0.9,
    });
  }
  return hits;
}
