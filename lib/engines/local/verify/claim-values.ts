import { findUnit, type Unit } from "@/lib/engines/local/verify/claim-units";

/** A value as a statement or a transcript gives it. `raw` is its text as it stands there. */
export type ClaimValue = { raw: string } & (
  | { kind: "number"; amount: number; decimals: number; unit: Unit | string | null }
  | { kind: "boolean"; isTrue: boolean }
  | { kind: "date"; day: string; time: string | null }
  | { kind: "text"; words: string[] }
  | { kind: "list"; items: string[] }
);

/** Longer texts are sentences, not values. */
const VALUE_CHARACTERS_MAX = 80;
const VALUE_WORDS_MAX = 6;
const NUMBER = /^([$€£]?)\s?([+-]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15}))(\.\d{1,9})?(?:\s?([%\p{L}µ][\p{L}/]{0,15}))?$/u;
const ISO_DATE = /^(\d{4}[-/]\d{2}[-/]\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const WORDED_DATE =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:(\d{1,2})(?:st|nd|rd|th)?\.?[ -](?:of )?)?(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?[ -](?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})$/i;
/** Day, month, year with full stops; with slashes it may be either order. */
const DOTTED_DATE = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const BOOLEANS = new Map([
  ...["yes", "true", "on", "enabled"].map((word) => [word, true] as const),
  ...["no", "false", "off", "disabled"].map((word) => [word, false] as const),
]);
/** Words after which a value is no longer the plain value. */
const QUALIFIED =
  /[<>≤≥~≈?]|\b(?:about|around|approximately|roughly|nearly|almost|since|because|until|except|unless|if|when|only|but|than|least|most|up to|over|under|between|or|plus|per|unknown|n\/a|none|null|tbd|todo|instead|not)\b/i;

function readNumber(raw: string, text: string): ClaimValue | null {
  const word = NUMBER_WORDS.indexOf(text.toLowerCase());
  if (word >= 0) return { raw, kind: "number", amount: word, decimals: 0, unit: null };
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = "", unitName] = match;
  // 007 is a name, not a number.
  if (/^[+-]?0\d/.test(whole)) return null;
  const name = sign === "" ? unitName : sign;
  if (sign !== "" && unitName !== undefined) return null;
  return {
    raw,
    kind: "number",
    amount: Number(whole.replaceAll(",", "") + fraction),
    decimals: Math.max(0, fraction.length - 1),
    unit: name === undefined ? null : (findUnit(name) ?? name),
  };
}

function dateOf(raw: string, day: string, month: number, year: string): ClaimValue | null {
  if (month < 1 || month > 12 || Number(day) < 1 || Number(day) > 31) return null;
  const pad = (part: number | string) => String(part).padStart(2, "0");
  return { raw, kind: "date", day: `${year}-${pad(month)}-${pad(day)}`, time: null };
}

function readDate(raw: string, text: string): ClaimValue | null {
  const iso = ISO_DATE.exec(text);
  if (iso) return { raw, kind: "date", day: (iso[1] ?? "").replaceAll("/", "-"), time: iso[2] ?? null };
  const dotted = DOTTED_DATE.exec(text);
  if (dotted) return dateOf(raw, dotted[1] ?? "", Number(dotted[2]), dotted[3] ?? "");
  const worded = WORDED_DATE.exec(text);
  const day = worded?.[1] ?? worded?.[3];
  if (!worded || day === undefined) return null;
  return dateOf(raw, day, MONTHS.indexOf((worded[2] ?? "").slice(0, 3).toLowerCase()) + 1, worded[4] ?? "");
}

/** The text without quotation marks, code marks and a final full stop. */
function bare(text: string): string {
  return text
    .trim()
    .replace(/[.;,!]+$/, "")
    .replace(/^(["'`“‘])(.*)(["'`”’])$/, "$2")
    .trim();
}

/** Lower-case words of a value; what is between them is dropped only where it is mere spelling: `round_trip`, `Round Trip`, `roundTrip`. */
function valueWords(text: string): string[] {
  return text
    .normalize("NFC")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/^(?:the|a|an) /, "")
    .replace(/^v(?=\d{1,6}\.\d)/, "")
    .split(/[\s_-]+/)
    .filter((word) => word !== "");
}

/** Reads a value; null for what is qualified, empty, or too long to be one. */
export function readValue(given: string): ClaimValue | null {
  const raw = bare(given);
  if (raw === "" || raw.length > VALUE_CHARACTERS_MAX || QUALIFIED.test(raw)) return readExact(raw);
  const plain = readNumber(raw, raw) ?? readDate(raw, raw) ?? readExact(raw);
  if (plain) return plain;
  if (/, | and /.test(raw)) {
    const items = raw.split(/, (?:and )?| and /).map((item) => valueWords(item).join(" "));
    return items.every((item) => item !== "" && item.split(" ").length <= 3) ? { raw, kind: "list", items } : null;
  }
  const words = valueWords(raw);
  return words.length === 0 || words.length > VALUE_WORDS_MAX ? null : { raw, kind: "text", words };
}

function readExact(raw: string): ClaimValue | null {
  const isTrue = BOOLEANS.get(raw.toLowerCase());
  return isTrue === undefined ? null : { raw, kind: "boolean", isTrue };
}

/** Several values of one attribute, as a JSON array has them. */
export function listValue(raw: string, items: string[]): ClaimValue {
  return { raw, kind: "list", items: items.map((item) => valueWords(item).join(" ")) };
}

/** The value with the unit that its key names (`timeout_ms: 300`), when it has none of its own; the unit then is in `raw` too. */
export function withUnit(value: ClaimValue, suffix: string | null): ClaimValue {
  if (suffix === null || value.kind !== "number" || value.unit !== null) return value;
  return { ...value, raw: `${value.raw} ${suffix}`, unit: findUnit(suffix) };
}
