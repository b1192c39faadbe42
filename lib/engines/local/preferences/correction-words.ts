import { compareText } from "@/lib/engines/local/text/text-lines";

/** Words that say nothing about what is wanted. */
const EMPTY_WORDS = new Set(
  "a an the this that these those it its me my mine we us our you your i to of for in on at by with and or so just please always ever only again ok okay well hey hi also too be is are was were do does did done can could would should will shall must may might from now then here there when where whenever every each all any time times future going forward default rule remember make sure want wanted like prefer told asked said rather when you're i'd i'm we're let's really actually next thing things way project repo repository".split(
    " ",
  ),
);
const SAME_WORD: Record<string, string> = {
  reply: "answer",
  respond: "answer",
  using: "use",
  switch: "use",
  stick: "use",
  comments: "comment",
};
const WORDS_MAX = 12;
/** What follows is not wanted; `instead of npm`, `not npm`, `rather than npm`. */
const UNWANTED = /\b(?:instead of|rather than|in place of|not|no|never|don.t|do not|stop|avoid|without|over)\b/i;
const PART = /,|;| — | – | - |\bbut\b|\band (?=(?:use|do|don.t|never|always)\b)/i;

function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._/+#'-]*/gu) ?? [];
  return words.flatMap((raw) => {
    const word = raw.replace(/'s$|[.'_/-]+$/g, "");
    if (word === "" || EMPTY_WORDS.has(word)) return [];
    const same = SAME_WORD[word] ?? word;
    return [/^\p{L}{4,}s$/u.test(same) && !same.endsWith("ss") ? same.slice(0, -1) : same];
  });
}

/** What somebody wants, and what not, in sorted words. */
export type WantedWords = { wanted: string[]; unwanted: string[] };

/**
 * The content words of a correction by polarity: "no, use pnpm, not npm" and "please use pnpm instead of npm" both want
 * `pnpm` and not `npm`. Null when nothing or too much is said.
 */
export function wantedWords(text: string): WantedWords | null {
  const wanted = new Set<string>();
  const unwanted = new Set<string>();
  for (const part of text.split(PART)) {
    const match = UNWANTED.exec(part);
    for (const word of wordsOf(match ? part.slice(0, match.index) : part)) wanted.add(word);
    if (match) for (const word of wordsOf(part.slice(match.index + match[0].length))) unwanted.add(word);
  }
  wanted.delete("use");
  unwanted.delete("use");
  const count = wanted.size + unwanted.size;
  if (count === 0 || count > WORDS_MAX) return null;
  return { wanted: [...wanted].sort(compareText), unwanted: [...unwanted].sort(compareText) };
}

/** `+pnpm -npm`: equal for equal corrections. */
export function correctionKey({ wanted, unwanted }: WantedWords): string {
  return [...wanted.map((word) => `+${word}`), ...unwanted.map((word) => `-${word}`)].join(" ");
}

export function readCorrectionKey(key: string): WantedWords {
  const words = key.split(" ").filter((word) => word !== "");
  const pick = (sign: string) => words.filter((word) => word.startsWith(sign)).map((word) => word.slice(1));
  return { wanted: pick("+"), unwanted: pick("-") };
}
