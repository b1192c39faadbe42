import { decodeBase64, isPlaceholder, judgeSecretValue } from "@/lib/safety/secret-value";
import type { SafetyHit } from "@/lib/safety/types";

const IN_URL = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s:/@"'<>]{0,100}):([^\s/"'<>]{3,200}?)@(?=[\w[$.-])/gi;
const BASIC = /\bBasic[ \t]{1,4}([A-Za-z0-9+/]{8,400}={0,2})/g;
const BEARER = /\b(?:Bearer|Negotiate|NTLM|Authorization:[ \t]{0,4}token)[ \t]{1,4}([\w.~+/%=-]{12,4000})/gi;
const USER_OPTION = /(?:^|\s)(?:-u|--user)[ =]["']?([^\s:"']{1,60}):([^\s"']{6,100})/g;
const WEAK_WORDS = /^[a-z]{1,12}$|^(?:user|proxy|my)?-?pass(?:word|wd)?\d{0,4}$/i;

function hit(rule: string, start: number, length: number, confidence: number): SafetyHit {
  return { kind: "secret", rule, start, end: start + length, confidence };
}

/** True for the password of a URL: anything that is no template, no placeholder and no plain word. */
function isUrlPassword(value: string): boolean {
  if (value.length < 6 || /[()*\\].*[()*\\]/.test(value)) return false;
  return !WEAK_WORDS.test(value) && !isPlaceholder(value);
}

/** Credentials on their way: in a URL, in an Authorization header, in the options of a command. */
export function findSentCredentials(text: string): SafetyHit[] {
  const hits: SafetyHit[] = [];
  for (const match of text.includes("://") ? text.matchAll(IN_URL) : []) {
    const [whole, , password = ""] = match;
    if (!isUrlPassword(password)) continue;
    hits.push(hit("url-credentials", match.index + whole.length - password.length - 1, password.length, 0.85));
  }
  for (const match of text.matchAll(BASIC)) {
    const [whole, value = ""] = match;
    const pair = decodeBase64(value);
    if (pair === null || !/^[^:\s]+:\S{6,}$/.test(pair) || isPlaceholder(pair.slice(pair.indexOf(":") + 1))) continue;
    hits.push(hit("basic-authorization", match.index + whole.length - value.length, value.length, 0.9));
  }
  for (const match of text.matchAll(BEARER)) {
    const [whole, value = ""] = match;
    if (judgeSecretValue(value) < 0.6) continue;
    hits.push(hit("bearer-authorization", match.index + whole.length - value.length, value.length, 0.85));
  }
  for (const match of text.matchAll(USER_OPTION)) {
    const [whole, , value = ""] = match;
    if (judgeSecretValue(value) < 0.6) continue;
    hits.push(hit("command-credentials", match.index + whole.length - value.length, value.length, 0.7));
  }
  return hits;
}
