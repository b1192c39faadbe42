import { TOKEN_SHAPES } from "@/lib/safety/known-tokens";
import { decodeBase64 } from "@/lib/safety/secret-value";
import type { SafetyHit } from "@/lib/safety/types";

/** Fill-in tokens of documentation keep the prefix and repeat one sign. */
const FILLER = /(.)\1{6,}|x{6,}|\.{3}|example|your[-_]?|redacted/i;
const JWT = /(?<![\w.-])eyJ[\w-]{10,4000}\.(eyJ[\w-]{10,8000})\.[\w-]{16,2000}/g;
/** A link that was signed for minutes is dead before anybody reads a memory. */
const SHORT_LIFE_SECONDS = 900;
/**
 * Hashes that crypt(5) lists, each with its parameters, salt and checksum, and the schemes of htpasswd and LDAP.
 * A hash is not the password, but it can be guessed at leisure.
 */
const PASSWORD_HASH =
  /(?<![\w$])\$(?:2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}|(?:1|apr1)\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{22}|[56]\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43,86}|(?:y|gy|7)\$[./A-Za-z0-9]{1,40}\$[./A-Za-z0-9]{1,90}(?:\$[./A-Za-z0-9]{43})?|md5[,$][^\s$'"]{0,30}\$[./A-Za-z0-9]{0,20}\$\$?[./A-Za-z0-9]{22}|sha1\$\d{1,9}\$[./A-Za-z0-9]{1,64}\$[./A-Za-z0-9]{28}|argon2(?:id|i|d)\$v=\d+\$[\w=,]{5,40}\$[A-Za-z0-9+/]{10,90}\$[A-Za-z0-9+/]{20,90}|scrypt\$[^\s'"]{30,200})|\{S?SHA\d{0,3}\}[A-Za-z0-9+/]{27,}={0,2}|\bpbkdf2_sha\d+\$\d+\$[\w]{4,40}\$[A-Za-z0-9+/=]{20,}/g;

function lifeSeconds(payload: string): number | null {
  const claims = decodeBase64(payload) ?? "";
  const [exp, from] = [/"exp":\s?(\d{9,11})\b/, /"(?:iat|nbf)":\s?(\d{9,11})\b/].map(
    (claim) => claim.exec(claims)?.[1],
  );
  return exp === undefined || from === undefined ? null : Number(exp) - Number(from);
}

/** True when the line says that what stands on it belongs to a test: an assertion, a user made for tests. */
export function isTestLine(text: string, start: number): boolean {
  const from = text.lastIndexOf("\n", start) + 1;
  const line = text.slice(Math.max(from, start - 200), start);
  return /\bassert\w*[.(\s]|\bexpect\(|\btest_?(?:user|case|data)|\b(?:fake|dummy|mock)[\w-]{0,20}["']?\s?[:=(]/i.test(
    line,
  );
}

function hit(rule: string, match: RegExpExecArray, confidence: number): SafetyHit {
  return { kind: "secret", rule, start: match.index, end: match.index + match[0].length, confidence };
}

function findShapes(text: string): SafetyHit[] {
  return TOKEN_SHAPES.filter(({ hint }) => text.includes(hint)).flatMap(({ rule, shape, confidence }) =>
    [...text.matchAll(shape)]
      // The padding of this token is filler by itself.
      .filter(([token]) => !FILLER.test(rule === "x-bearer-token" ? token.replace(/^A+/, "") : token))
      .map((match) => hit(rule, match, confidence)),
  );
}

function findWebTokens(text: string): SafetyHit[] {
  if (!text.includes("eyJ")) return [];
  return [...text.matchAll(JWT)]
    .filter(([, payload = ""]) => (lifeSeconds(payload) ?? Number.POSITIVE_INFINITY) > SHORT_LIFE_SECONDS)
    .map((match) => hit("jwt", match, 0.9));
}

function findPasswordHashes(text: string): SafetyHit[] {
  if (!text.includes("$") && !text.includes("}")) return [];
  return [...text.matchAll(PASSWORD_HASH)]
    .filter(({ index }) => !isTestLine(text, index))
    .map((match) => hit("password-hash", match, 0.85));
}

/** Tokens that their shape alone gives away. */
export function findKnownTokens(text: string): SafetyHit[] {
  return [...findShapes(text), ...findWebTokens(text), ...findPasswordHashes(text)];
}
