/**
 * Unicode simple case folding (CaseFolding.txt, statuses C and S) is what ECMAScript's flags `iu` compare by
 * (ECMA-262, Canonicalize), the same in every locale. Everything here asks the engine, so no table can drift from it.
 */

/** An expression that finds the text itself, everywhere, by code points. */
export function literalPattern(text: string, caseSensitive: boolean): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), caseSensitive ? "gu" : "giu");
}

let cased: string | undefined;

/** Every character that differs from another one only by case. */
function casedCharacters(): string {
  if (cased !== undefined) return cased;
  const isCased = /\p{Changes_When_Casemapped}|\p{Changes_When_Casefolded}/u;
  const found: string[] = [];
  for (let code = 0; code <= 0x1ffff; code++) {
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (!isSurrogate && isCased.test(String.fromCodePoint(code))) found.push(String.fromCodePoint(code));
  }
  cased = found.join("");
  return cased;
}

/** Enough to tell files apart; the rest of a long text would only make the expression larger. */
const PREFILTER_CHARACTERS_MAX = 64;

/**
 * An expression of Postgres for texts that hold `text`, or the start of a long one. Every variant of a letter is spelt
 * out, so that the result does not hang on the database's own idea of case.
 */
export function prefilterPattern(text: string, caseSensitive: boolean): string {
  const characters = [...text].slice(0, PREFILTER_CHARACTERS_MAX);
  return characters.map((character) => anyCase(character, caseSensitive)).join("");
}

function anyCase(character: string, caseSensitive: boolean): string {
  const variants = caseSensitive ? [] : (casedCharacters().match(literalPattern(character, false)) ?? []);
  if (variants.length > 1) return `[${variants.join("")}]`;
  return /^[!-/:-@[-`{-~]$/.test(character) ? `\\${character}` : character;
}
