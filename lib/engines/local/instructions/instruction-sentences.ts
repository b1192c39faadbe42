/** Words that a request begins with: before them an "and" joins two requests. */
const STARTS =
  "please|do not|don't|don’t|never|ignore|skip|disregard|exclude|leave|keep|use|make|create|write|only|just|no|remove|drop|delete|discard|merge|split|protect|one file|a separate file|separate files";
const JOINED = new RegExp(String.raw`(?:,\s*|\s+)(?:and then|and also|and|but|then)\s+(?=(?:${STARTS})\b)`, "i");
const LISTED = /,\s+(?=(?:please\s+)?(?:do not|don't|don’t|never|ignore|leave|keep|only|remove)\b)/i;

/** Longest instructions that are read; the rest would be prose for a model. */
const CHARACTERS_MAX = 20_000;

function withoutFrame(text: string): string {
  return text
    .trim()
    .replace(/^(?:[-*+•]|\d{1,3}[.)])\s+/, "")
    .replace(/[\s.;,!]+$/, "")
    .trim();
}

/**
 * The single requests in a text: lines, sentences, and what "and" joins when a new request begins after it.
 * A full stop inside a path or a number ends nothing.
 */
export function instructionSentences(text: string): string[] {
  return text
    .slice(0, CHARACTERS_MAX)
    .split(/[\r\n\u2028\u2029]+/)
    .flatMap((line) => line.split(/(?<=[.;!?])\s+|(?<=[^\s/.]);\s*/))
    .flatMap((sentence) => sentence.split(JOINED))
    .flatMap((sentence) => sentence.split(LISTED))
    .map(withoutFrame)
    .filter(
      (sentence) => /[\p{L}\p{N}]/u.test(sentence) && !/^#{1,6}\s/.test(sentence) && !/^[^.!?]{1,40}:$/.test(sentence),
    );
}
