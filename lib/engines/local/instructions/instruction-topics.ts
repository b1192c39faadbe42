import type { InstructionEffect } from "@/lib/engines/local/instructions/instruction-effect";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";

const IGNORE =
  /^(?:please )?(?:ignore|skip|disregard|leave out|exclude|do not (?:look at|read|record|remember|note)|don't (?:look at|read|record|remember|note)) (.{1,200})$/i;
const LEAD =
  /^(?:(?:all|any|every)(?: of)?(?: the)? )?(?:(?:anything|everything|things?|entries|notes|lines|events|messages|findings)(?: (?:that (?:is|are) )?)? ?)?(?:(?:about|on|regarding|concerning|related to|that mentions?|mentioning|containing|with) )/i;
const WORDS_MAX = 4;
const TOPICS_MAX = 10;
/** Talk is never written to a memory anyway, so there is nothing to look for. */
const SMALL_TALK = /^(?:all |any |the )?(?:small[- ]?talk|chit[- ]?chat|greetings|pleasantries)$/i;

/** "ignore X", "skip anything about X": one to four words, several joined by commas, "and" or "or". */
export function readIgnored(sentence: string): InstructionEffect | null {
  const given = IGNORE.exec(sentence)?.[1];
  if (given === undefined || /[/*\\]/.test(given)) return null;
  const topics = given
    .replace(LEAD, "")
    .split(/\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/i)
    .map((topic) =>
      topic
        .replace(/^(?:all|any|the) /i, "")
        .replace(/^["'`“]|["'`”]$/g, "")
        .trim()
        .toLowerCase(),
    );
  const words = topics.filter((topic) => !SMALL_TALK.test(topic));
  const isPlain = (topic: string) =>
    /^[\p{L}\p{N}][\p{L}\p{N} _.#@+-]{0,60}$/u.test(topic) &&
    topic.split(" ").length <= WORDS_MAX &&
    !/\b(?:previous|prior|above|instructions?|if|unless|except|when|that|which|older|than)\b/.test(topic) &&
    !/^(?:all|any|every|everything|anything|it|them|this|that|these|those)$/.test(topic);
  if (topics.length > TOPICS_MAX || !words.every(isPlain)) return null;
  const told = [
    ...(words.length < topics.length ? ["Small talk is never written to a memory."] : []),
    ...words.map((word) => `Entries and events that hold ${inlineOwn(word)} are not looked at.`),
  ];
  return {
    change: (rules) => ({ ...rules, ignoredWords: [...new Set([...rules.ignoredWords, ...words])] }),
    remark: told.join(" "),
  };
}
