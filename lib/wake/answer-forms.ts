import { readValue } from "@/lib/engines/local/verify/claim-values";

/** Longer values are sentences. */
const ANSWER_CHARACTERS_MAX = 60;
const UUID_OR_HASH = /^[0-9a-f]{12,}$|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/i;
/** A name or path: one piece with a sign or digit in it, or up to three words with capitals. */
const MEASURED = /^(?:\d[\d.,]*\s?\p{L}{1,12}|\d[\d.]*\s?%|\d{2}:\d{2})$/u;
const IDENTIFIER = /^[#@~/]?[\p{L}\p{N}][\p{L}\p{N}._/@:+-]*$/u;
const HAS_SIGN = /[\p{L}\p{N}][._/@:+-][\p{L}\p{N}]|^[#~/@]|\p{L}\d|\d\p{L}/u;
const CAPITALS = /^\p{Lu}[\p{L}\p{N}.+-]*(?: \p{Lu}[\p{L}\p{N}.+-]*){0,2}$/u;
/** Words of a text that stand alone with a capital and name nothing. */
const NO_NAMES = new Set(
  "yes no true false none null ok done success passed failed error warning new unknown default a an the this that it i we you they not now here there see run use fixed".split(
    " ",
  ),
);

/** Case, emphasis, separators of thousands and the space before a unit mean nothing in a value. */
export function foldAnswer(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[`*"“”]+/g, "")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(/(?<=\d)\s+(?=[a-zµ%°]{1,3}(?![\p{L}\p{N}]))/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * A value as it can be looked up: the ways to write it, folded, the given one first. Null for what is no value to ask for:
 * plain words, truth values, hashes, sentences.
 */
export function answerForms(raw: string): string[] | null {
  const text = raw.trim();
  if (text === "" || text.length > ANSWER_CHARACTERS_MAX || UUID_OR_HASH.test(text)) return null;
  const value = readValue(text);
  if (value?.kind === "number") return [foldAnswer(text)];
  if (value?.kind === "date")
    return [...new Set([foldAnswer(text), value.time === null ? value.day : foldAnswer(text)])];
  if (value?.kind === "boolean" || value?.kind === "list") return null;
  const isName = CAPITALS.test(text) && !text.split(" ").some((word) => NO_NAMES.has(word.toLowerCase()));
  return isName || MEASURED.test(text) || (IDENTIFIER.test(text) && HAS_SIGN.test(text)) ? [foldAnswer(text)] : null;
}

const WORD = /[\p{L}\p{N}]/u;

/** Whether a folded text holds one of the forms as a value of its own: not as a part of a longer number or name. */
export function holdsAnswer(folded: string, forms: readonly string[]): boolean {
  return forms.some((form) => {
    for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + 1)) {
      const before = folded.slice(Math.max(0, at - 2), at);
      const after = folded.slice(at + form.length, at + form.length + 2);
      const isPart =
        /[\p{L}\p{N}]$|[\p{N}][.,]$|[\p{L}\p{N}][-/]$/u.test(before) ||
        /^[\p{L}\p{N}]|^[.,]\p{N}|^[-/][\p{L}\p{N}]/u.test(after);
      if (!isPart || !WORD.test(form)) return true;
    }
    return false;
  });
}
