/** Words that stand where a value is to be put in, or that say that it is none. */
const PLACEHOLDER =
  /change.?(?:me|it|this)|example|placeholder|replace|redacted|your[-_. ]|dummy|sample|insert|fixme|todo|foobar|not.?(?:a|the|real|used|set)\b|lorem|x{4,}|\*{3,}|\.{3,}|(.)\1{6,}|^(?:x+|\*+|-+|_+|\.+|test(?:ing|er)?\d{0,3}|null|nil|none|true|false|undefined|empty|default|required|optional|secret|token|pass(?:word|wd)?\d{0,4}|admin\d{0,4}|root|user(?:name)?|string|bearer|basic|abc123|qwerty\w{0,3}|0?123456789?0?)$/i;
/** Names of variables, calls, templates and files: the value is somewhere else. */
const REFERENCE =
  /\$\{|\$\(|\{\{|\}\}|<%|%>|%\{|#\{|^\$[A-Za-z_]|^<[^>]*>?$|^@\w+@$|^%\w+%$|^\[[^\]]*\]?$|^\{|^ENC[[(]|^(?:vault|secret|ref\+?|op|arn|file|ssm|keyring|env|https?|kms|data):|^!|\(\)?$|^(?:process|os|System|config|settings|self|this|args|options|props|env|import|params?|request|req|ctx|var|local|data|module)\b[.[]|^(?:\.{0,2}\/|~\/|[A-Z]:\\)[\w./\\-]*$|\.(?:pem|key|crt|json|ya?ml|txt|env|sh|go|py|js|ts|xml|properties|conf)$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONG = 16;

/** Bits for each character, after Shannon (1948): random text lies above 3, words and patterns below. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** The text that base64 (either alphabet) holds, or null where it is none or not readable. */
export function decodeBase64(value: string): string | null {
  const compact = value.replace(/\s+/g, "").replace(/=+$/, "");
  if (compact.length < 8 || compact.length % 4 === 1 || !/^[\w+/-]+$/.test(compact)) return null;
  const decoded = Buffer.from(compact.replaceAll("-", "+").replaceAll("_", "/"), "base64").toString("utf8");
  // Text has no controls, and bytes that are no UTF-8 come out as U+FFFD.
  return /^[\P{Cc}\t\n\v\f\r]{6,}$/u.test(decoded) && !decoded.includes("\uFFFD") ? decoded : null;
}

/** True for what stands where a secret would: a template, the name of a variable, "changeme", a row of x. */
export function isPlaceholder(value: string): boolean {
  if (PLACEHOLDER.test(value) || REFERENCE.test(value)) return true;
  // MEMBER_TOKEN_PROD is the name of a variable.
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) && value.length <= 60) return true;
  const decoded = decodeBase64(value);
  return decoded !== null && /change.?me|example|placeholder|your[-_. ]|dummy/i.test(decoded);
}

function countClasses(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s.:/-]/].filter((pattern) => pattern.test(value)).length;
}

/** True for a value whose characters look drawn at random, not written as words. */
function looksRandom(value: string): boolean {
  if (/^[0-9a-f]{20,}$/i.test(value)) return entropyOf(value) > 2.8;
  if (value.length < LONG) return false;
  // Names join words with signs: the longest piece between them has to be random by itself.
  const longest = value.split(/[-_.:/]/).reduce((best, piece) => (piece.length > best.length ? piece : best), "");
  const piece = longest.length >= 10 ? longest : "";
  return /\d/.test(piece) && /[A-Za-z]/.test(piece) && entropyOf(value) >= 3.3;
}

/** True for words that are written together: `sshKeyPath2`, `prod-login`. A digit may end a word. */
function looksLikeWords(value: string): boolean {
  return /^(?:[A-Z]?[a-z]{2,}\d{0,1}|[A-Z]{2,}\d?|\d{1,4})(?:[-_. /:]?(?:[A-Z]?[a-z]{2,}\d{0,1}|[A-Z]{2,}|\d{1,4}))*[-_!?:,]*$/.test(
    value,
  );
}

/**
 * How sure it is that a value given to a secret name (`password = …`) is a secret, 0 to 1. Short values need three kinds of
 * characters; long ones have to look random; templates, references and words are 0.
 */
export function judgeSecretValue(value: string): number {
  if (value.length < 6 || value.length > 4000 || /\s/.test(value) || isPlaceholder(value)) return 0;
  if (UUID.test(value)) return 0.7;
  if (looksRandom(value)) return 0.85;
  if (looksLikeWords(value)) return 0;
  const classes = countClasses(value);
  if (classes >= 3 && value.length >= 8 && entropyOf(value) >= 2.5) return 0.8;
  if (classes >= 3 || (classes === 2 && value.length >= 12 && /\d.*\d/.test(value))) return 0.6;
  return 0;
}
