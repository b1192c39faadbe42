import { isFunctionWord } from "@/lib/engines/local/notes/note-words";
import { tokensOf } from "@/lib/engines/local/verify/claim-words";

/** Words of a sentence with a value that stands in it. */
export type ToldValue = { words: string[]; value: string };

/** Amounts with a unit, percentages, numbers of requests, versions, days and times of the day. */
const VALUE =
  /(?<![\p{L}\p{N}.,:/-])(?:\d[\d.,]{0,12}\s?(?:ms|s|min|h|d|[KMGT]i?B|seconds?|minutes?|hours?|days?|weeks?|months?|replicas?|retries|workers?|nodes?|shards?|connections?|requests?)|\d[\d.]{0,6}\s?%|#\d{2,7}|v\d{1,4}(?:\.\d{1,4}){0,3}|\d{1,4}\.\d{1,4}\.\d{1,4}|\d{4}-\d{2}-\d{2}|\d{2}:\d{2})(?![\p{L}\p{N}:/-]|[.,]\d)/gu;
/** A thing by its name: `payments-worker`, `orders_db`, `p99`, `camelCase`, `api.example`. */
const NAME = /\p{L}[-_./]\p{L}|\p{L}\d|\p{Ll}\p{Lu}|`[^`]+`/u;
/** Left out of the words with the number: a memory may write the unit in another way. */
const UNIT =
  /[\d.,:%#-]+|^v(?=\d)|(?<!\p{L})(?:ms|s|min|h|d|[KMGT]i?B|seconds?|minutes?|hours?|days?|weeks?|months?)$/gu;
const VALUES_MAX = 3;
const WORDS_MIN = 3;
const WORDS_MAX = 12;
/** What may be, was, or is asked. */
const UNSURE =
  /\?|\b(?:if|maybe|perhaps|probably|likely|might|could|should|would|was|were|used to|previously|earlier|let me|i'?ll|i will|going to|trying|looks like|seems?)\b/i;

/**
 * Values that a sentence tells of a named thing without the form "this is that": each with what else the sentence says. Only
 * short sentences with at most three values are clear enough.
 */
export function readToldValues(sentence: string): ToldValue[] {
  if (UNSURE.test(sentence) || !NAME.test(sentence)) return [];
  const values = [...sentence.matchAll(VALUE)].map(([value]) => value);
  if (values.length === 0 || values.length > VALUES_MAX) return [];
  return values.flatMap((value) => {
    const words = [...new Set(tokensOf(sentence.replace(value, value.replace(UNIT, " "))))];
    const telling = words.filter((word) => !isFunctionWord(word));
    return telling.length < WORDS_MIN || telling.length > WORDS_MAX ? [] : [{ words: telling, value }];
  });
}
