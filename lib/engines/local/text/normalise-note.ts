import { NOTE_CHARACTERS_MAX, readStamp } from "@/lib/engines/local/notes/note-stamp";

const CODE = /`+[^`]*`+/g;

function withoutEmphasis(text: string): string {
  return text
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\p{L}\p{N}*])/gu, "$1")
    .replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]*[^\s_])_(?![\p{L}\p{N}_])/gu, "$1");
}

/**
 * Case is dropped only where it says nothing: in words, and names with digits, that are all small, all capital or begin with
 * a capital. Mixed names, paths, units after a number and two-letter capitals (US, IT) keep theirs: "5 m" is not "5 M".
 */
function foldWord(word: string, before: string | undefined): string {
  const core = word.replace(/^[([{"'“‘]+|[\])}"'”’.,;:!?…]+$/gu, "");
  if (!/^\p{L}[\p{L}\p{M}\p{N}'’-]*$/u.test(core)) return word;
  if (before !== undefined && /\d[\])}"'.,;:]*$/.test(before)) return word;
  if (/^\p{Lu}{1,2}$/u.test(core) && core !== "A" && core !== "I") return word;
  const rest = core.slice(1);
  return rest === rest.toLowerCase() || core === core.toUpperCase() ? word.toLowerCase() : word;
}

function foldText(text: string): string {
  const words = withoutEmphasis(text).replace(/[’‘]/g, "'").replace(/[“”]/g, '"').split(/\s+/);
  return words.map((word, index) => foldWord(word, words[index - 1])).join(" ");
}

/** Text without the date and author stamp, in one case where case means nothing, without emphasis, spacing and a final full stop. */
export function normaliseNote(text: string): string {
  const { body } = readStamp(text);
  if (body.length > NOTE_CHARACTERS_MAX) return body;
  let result = "";
  let from = 0;
  for (const code of body.matchAll(CODE)) {
    result += `${foldText(body.slice(from, code.index))}${code[0].replaceAll("`", "")}`;
    from = code.index + code[0].length;
  }
  result += foldText(body.slice(from));
  return result
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\s.;,!]+$/, "");
}

/** The words of a normalised note: what has at least one letter or digit. */
export function wordsOf(normalised: string): string[] {
  return normalised.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word));
}
