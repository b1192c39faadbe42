import { isTestLine } from "@/lib/safety/find-known-tokens";
import { judgeSecretValue } from "@/lib/safety/secret-value";
import type { SafetyHit } from "@/lib/safety/types";

const SECRET_WORD =
  /pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_.-]?key|access[_.-]?key|private[_.-]?key|sign(?:ing)?[_.-]?key|encrypt(?:ion)?[_.-]?key|master[_.-]?key|account[_.-]?key|auth(?:orization)?(?:[_.-]?key)?|credentials?|identified\s{1,3}by/gi;
const NAME_CHARACTERS_MAX = 60;
const VALUE_CHARACTERS_MAX = 4000;
/** Names about a secret that do not hold it. */
const ABOUT =
  /(?:name|refs?|(?<!secret_?)(?<!secret-)id|ids|path|file|files|dir|url|uri|urls|endpoint|type|kind|length|len|size|count|limit|max|min|expir\w*|ttl|age|enabled|required|field|label|header|prefix|suffix|version|class|regex|pattern|policy|provider|manager|store|mapping|helper|command|method|scheme|env|var|column|index|format|strategy|role|arn|scope|scopes|hint|mode|host|port|user|users|address|date|time|at|by|for|from|status|state|error|mask\d*|ring\w*|algorithm|alg|reset|prompt|input|rule|rules)$/i;
const NOT_REAL =
  /public|example|sample|dummy|fake|mock|placeholder|tokeniz|tokens?_?(?:used|count|limit)|author(?!iz)|passenger|passive|passport|bypass|compass|passes|passing|passed/i;
/** `name = `, `name: `, `"name" => `, `name := `; up to four signs of quoting close the name. */
const SEPARATOR = /["'`\\\]]{0,6}[ \t]{0,8}(?:=>|:=|={1,2}|:)(?![:=])[ \t]{0,8}/y;
const COMMA = /["']{1}[ \t]{0,4},[ \t]{0,4}(?=["'])/y;
const BLANK = /[ \t]{1,8}(?=["'])/y;
const OPTION_BLANK = /[ \t]{1,4}/y;
const TAG_END = />\s{0,20}(?:<!\[CDATA\[)?/y;
const QUOTED = /(\\{0,7}["'`])([^\r\n]{0,4000})/y;
const BARE = /[^\s"'`<>;]{0,4000}/y;
const CONTINUES = /[([]/;

type Value = { text: string; start: number };

function run(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The whole name around the word that was found: letters, digits, and the signs of names. */
function nameAround(text: string, start: number, end: number): { name: string; start: number; end: number } {
  let left = start;
  let right = end;
  while (left > 0 && start - left < NAME_CHARACTERS_MAX && /[\w.-]/.test(text.charAt(left - 1))) left -= 1;
  while (right < text.length && right - end < NAME_CHARACTERS_MAX && /[\w-]/.test(text.charAt(right))) right += 1;
  return { name: text.slice(left, right), start: left, end: right };
}

function quotedValue(text: string, at: number): Value | null {
  const match = run(QUOTED, text, at);
  const [, quote = "", rest = ""] = match ?? [];
  if (match === null) return null;
  const stop = rest.indexOf(quote);
  // Inside a string of a string the closing quote has the same escapes as the opening one.
  const value = stop < 0 ? (rest.split(/[\s"'\\]/, 1)[0] ?? "") : rest.slice(0, stop);
  return { text: value, start: at + quote.length };
}

function bareValue(text: string, at: number): Value | null {
  const [raw = ""] = run(BARE, text, at) ?? [];
  const value = raw.replace(/(?:\\[nrt"].*|[,)\]}\\]+)$/, "");
  // A call or an index: the value is made by code.
  if (CONTINUES.test(value) || CONTINUES.test(text.charAt(at + raw.length))) return null;
  return { text: value, start: at };
}

/** What stands behind a name as its value, in the forms of env, YAML, JSON, TOML, INI, XML, Gradle, SQL, shell and code. */
function valueAfter(text: string, name: { name: string; start: number; end: number }): Value | null {
  const isTag = text.charAt(name.start - 1) === "<";
  const forms: (RegExp | null)[] = [
    SEPARATOR,
    isTag ? TAG_END : null,
    COMMA,
    BLANK,
    name.name.startsWith("--") ? OPTION_BLANK : null,
  ];
  for (const form of forms) {
    const separator = form && run(form, text, name.end);
    if (!separator) continue;
    const at = name.end + separator[0].length;
    return quotedValue(text, at) ?? (form === COMMA || form === BLANK ? null : bareValue(text, at));
  }
  return null;
}

/** `auth` alone means a lot of things; only an encoded pair in a registry's configuration is a secret. */
function isWeakName(name: string): boolean {
  return /^(?:auth|pass|authorization|credentials?)$/i.test(name.replace(/^\W+|\W+$/g, ""));
}

/**
 * Values of names that say they are secret (`client_secret: …`, `<password>…</password>`, `--token …`). Names about a
 * secret (`secretName`, `token_type`) and values that are references or placeholders are passed over.
 */
export function findAssignedSecrets(text: string): SafetyHit[] {
  const hits: SafetyHit[] = [];
  let done = 0;
  for (const match of text.matchAll(SECRET_WORD)) {
    if (match.index < done) continue;
    const name = nameAround(text, match.index, match.index + match[0].length);
    done = name.end;
    const isAbout = ABOUT.test(name.name) && !/^identified/i.test(name.name);
    if (isAbout || NOT_REAL.test(name.name) || /^test[_-]|[_-]test$/i.test(name.name)) continue;
    const value = valueAfter(text, name);
    if (value === null || value.text.length > VALUE_CHARACTERS_MAX) continue;
    const judged = judgeSecretValue(value.text);
    const confidence = isWeakName(name.name) && value.text.length < 16 ? Math.min(judged, 0.4) : judged;
    if (confidence < 0.5 || isTestLine(text, name.start)) continue;
    done = Math.max(done, value.start + value.text.length);
    hits.push({
      kind: "secret",
      rule: "assigned-secret",
      start: value.start,
      end: value.start + value.text.length,
      confidence,
    });
  }
  return hits;
}
