import { readMarks } from "@/lib/engines/local/notes/note-marks";
import { readStamp } from "@/lib/engines/local/notes/note-stamp";
import { findUnit } from "@/lib/engines/local/verify/claim-units";
import { atomsOf, FACT_ATOMS_MAX } from "./fact-atoms";

/** A fact of a line: found in a text that says one of `ways`, each a row of atoms. `stamp` is the day when it says no more than when the line was noted. */
export type LineFact = { text: string; ways: string[][]; stamp: string | null };

/** Longer lines are data, and a line of data is one fact too many to name each. */
const LINE_CHARACTERS_MAX = 4000;
const FACTS_PER_LINE_MAX = 20;

const DATE = /(?<![\p{L}\p{N}-])\d{4}-\d{2}-\d{2}(?!\p{N})/gu;
const CODE = /`+([^`]{1,200})`+/g;
const TOKEN = /(?:https?:\/\/)?[\p{L}\p{N}~./@#_][\p{L}\p{N}_./@#+~-]{0,200}/gu;
const NUMBER = /(?<![\p{L}\p{N}_])\d+(?:[.,:]\d+)*(?:\s?(?:%|[\p{L}µ]+(?![\p{L}\p{N}_])))?/gu;
const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’-]+(?:[ ]\p{Lu}[\p{L}\p{M}'’-]+)*/gu;

/** Words of no meaning by themselves, beside which a small number says nothing, and which begin sentences. */
const PLAIN = new Set(
  (
    "a an the this that these those it its he she they we you i in on at to of for from by with and or but not no if when then " +
    "while after before since until as is are was were be been has have had do does did can may must should will would use " +
    "used all any each every some only also always never new old see one"
  ).split(" "),
);
/** Capitals that raise the voice. */
const LOUD = new Set("note todo fixme warning important caution never always must not do fyi nb tip update".split(" "));

function isIdentifier(token: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(token) || /^\d+(?:st|nd|rd|th)$/i.test(token)) return false;
  if (/^\d+(?:[.,]\d+)*\p{L}{1,12}$/u.test(token) && findUnit(token.replace(/^[\d.,]+/, "")) !== null) return false;
  return (
    /\p{L}[\p{L}_./@#+-]*\p{N}|\p{N}[\p{N}_./@#+-]*\p{L}/u.test(token) ||
    /[\p{L}\p{N}][_@][\p{L}\p{N}]/u.test(token) ||
    /^#\d+$|^\d+(?:\.\d+){2,}$/.test(token) ||
    /^(?:~|\.{1,2})?\/[\p{L}\p{N}]|\/[^/]+\/|\/[^/]*\.\p{L}{1,5}$|:\/\//u.test(token) ||
    /^[\p{L}\p{N}-]{2,}(?:\.[\p{L}\p{N}-]{2,})+$/u.test(token) ||
    /\p{Ll}\p{Lu}/u.test(token)
  );
}

class Facts {
  readonly found: LineFact[] = [];

  add(text: string, ways: string[][], stamp: string | null = null): void {
    const real = ways.filter((atoms) => atoms.length > 0).map((atoms) => atoms.slice(0, FACT_ATOMS_MAX));
    if (real.length > 0 && this.found.length < FACTS_PER_LINE_MAX) this.found.push({ text, ways: real, stamp });
  }
}

function takeDates(text: string, facts: Facts): string {
  return text.replace(DATE, (date) => {
    facts.add(date, [atomsOf(date)]);
    return " ";
  });
}

function takeIdentifiers(text: string, facts: Facts): string {
  const plain = text.replace(CODE, (_, code: string) => {
    facts.add(code, [atomsOf(code)]);
    return " ; ";
  });
  return plain.replace(TOKEN, (found) => {
    const token = found.replace(/[.#@~+/-]+$/, "");
    if (!isIdentifier(token)) return found;
    facts.add(token, [atomsOf(token)]);
    return " ; ";
  });
}

/** A number of one or two digits says something only beside what it counts: the word after it, else the one before. */
function addSmallNumber(digits: string, before: string, after: string, facts: Facts): void {
  const next = /^\s?([\p{L}]{2,})/u.exec(after)?.[1] ?? "";
  const last = /([\p{L}]{2,})[\s:=#]*$/u.exec(before)?.[1] ?? "";
  const says = (word: string) => word !== "" && !PLAIN.has(word.toLowerCase());
  if (!says(next) && !says(last)) return;
  const [text, other] = says(next)
    ? [`${digits} ${next}`, `${next} ${digits}`]
    : [`${last} ${digits}`, `${digits} ${last}`];
  facts.add(text, [atomsOf(text), atomsOf(other)]);
}

function takeNumbers(text: string, facts: Facts): void {
  for (const match of text.matchAll(NUMBER)) {
    const [, digits = "", word = ""] = /^([\d.,:]+)\s?(.*)$/u.exec(match[0]) ?? [];
    const plain = digits.replaceAll(",", "");
    const ways = [digits, plain, thousands(plain)];
    if (findUnit(word) !== null)
      facts.add(
        match[0],
        ways.map((way) => atomsOf(`${way} ${word}`)),
      );
    else if (plain.length > 2) facts.add(digits, ways.map(atomsOf));
    else addSmallNumber(digits, text.slice(0, match.index).slice(-60), text.slice(match.index + digits.length), facts);
  }
}

/** `12000` as it is also written: 12,000. */
function thousands(digits: string): string {
  return /^\d{4,9}$/.test(digits) ? Number(digits).toLocaleString("en-US") : digits;
}

function takeNames(text: string, facts: Facts): void {
  if (/^\s*#{1,6}\s/.test(text)) return;
  for (const match of text.matchAll(NAME)) {
    const before = text.slice(0, match.index).trimEnd().slice(-2);
    const isFirst = before === "" || /[.!?:;—–|>"“*(]$|^ -$/.test(before);
    const words = match[0].split(" ");
    const [first = ""] = words;
    const kept = isFirst && (words.length === 1 || PLAIN.has(first.toLowerCase())) ? words.slice(1) : words;
    const name = kept
      .filter((word) => !LOUD.has(word.toLowerCase()) && !PLAIN.has(word.toLowerCase()) && !/^I['’]/.test(word))
      .join(" ")
      .replace(/['’]s$/, "");
    if (name !== "") facts.add(name, [atomsOf(name)]);
  }
}

/**
 * Numbers with what they count or measure, names, identifiers (in backticks, hosts, paths, ids) and dates of a line of memory,
 * at most 20. Who noted it, and the marks of dreams, are no facts; what a mark says the line was before is.
 */
export function lineFacts(line: string): LineFact[] {
  const facts = new Facts();
  const text = line.slice(0, LINE_CHARACTERS_MAX).replace(/^\s*(?:(?:[-*+•>]|\d{1,3}[.)])\s+)+(?:\[[ xX]\]\s+)?/, "");
  const { body, previously } = readMarks(text);
  const stamp = readStamp(body);
  const day = stamp.at?.slice(0, 10) ?? null;
  if (day !== null) facts.add(day, [atomsOf(day)], day);
  for (const part of [stamp.body, previously ?? ""]) {
    // Where a link leads is the links check's to tell.
    const plain = part.replace(/\]\([^()\s]{1,500}\)/g, "] ").replace(/<!--.*?-->/g, " ");
    const rest = takeIdentifiers(takeDates(plain, facts), facts);
    takeNumbers(rest, facts);
    takeNames(rest, facts);
  }
  return facts.found;
}
