import { tokensOf } from "@/lib/engines/local/verify/claim-words";
import { questionStems } from "./question-stems";
import type { StatedValue } from "./read-stated-values";

const WORDS_MAX = 12;
const words = (list: string) => new Set(list.split(" "));
/** Words that point at something said before, or at who speaks. */
const POINTING = words(
  "it this that these those there he she they we i you me us them my your his her its our their here something anything everything nothing what which who new current currently total selected available remaining following first second last next previous other another",
);
/** What a person is known by, lives at or pays with: no business of a memory test. */
const PERSONAL = words(
  "dob birth birthday birthdate address address1 address2 street zip zipcode postcode phone mobile telephone fax email mail ssn passport iban card cards credit payment salary passenger passengers patient nationality gender age user username login",
);
/** Keys whose values tell of a moment, of the record itself, or of a place in a text. */
const FLEETING = words(
  "id ids uuid guid sha hash etag checksum digest created updated modified deleted timestamp time now today line lines column offset position index start end begin pid uid gid inode length bytes duration elapsed took ms seconds count exit code status step progress output result results error errors warning warnings cwd rootdir tmp temp url href name state association title description message text content body comment summary",
);
const TEMPORARY = /^(?:\/private)?\/(?:tmp|var\/folders|var\/tmp|proc|dev)\b/;
/** When something happened to a record. */
const MOMENT = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}/;
/** Numbers and ids of records that nobody would look up by their words. */
const OPAQUE = /^\d{6,}$|^(?=\p{L}*\d)(?=.*\p{L})(?=.*\d.*\d)[\p{L}\d]{10,}$/u;
/** A label in front of a value; sentences have a verb. */
const LABELLED = /^[^:=]{1,80}[:=]/;
const VERB = /\b(?:is|are|has|runs?|listens?|uses?|costs?|equals|lives?)\b/i;
/** A name that is one wherever it stands: with a sign, a digit or a capital inside. */
const NAMES = /[\p{L}\p{N}][-_./@][\p{L}\p{N}]|\p{L}\d|\p{Ll}\p{Lu}|`/u;

/** In a list of a conversation a label belongs to what the list is about, which nobody knows later. */
function isMereLabel({ by, sentence }: StatedValue): boolean {
  if (by === "tool" || sentence === null || VERB.test(sentence)) return false;
  const label = LABELLED.exec(sentence)?.[0];
  return label !== undefined && !NAMES.test(label) && (by === "agent" || tokensOf(label).length < 2);
}

/** 0 and 1 stand everywhere; a memory that holds them proves nothing. */
const isTiny = (value: string): boolean => /^[+-]?[01](?:\.0+)?$/.test(value.trim());

/**
 * Whether a statement can be asked without the conversation around it: its words name one thing by themselves and do not
 * hold the answer, and the value is neither of the moment nor a person's.
 */
export function isAskable(stated: StatedValue): boolean {
  const { words: asked, value, by } = stated;
  if (asked.length > WORDS_MAX || isTiny(value) || TEMPORARY.test(value) || isMereLabel(stated)) return false;
  if (asked.some((word) => POINTING.has(word) || PERSONAL.has(word) || OPAQUE.test(word))) return false;
  if (by === "tool" && MOMENT.test(value)) return false;
  const key = asked.filter((word) => !/^(?:at|on|by|in)$/.test(word)).at(-1) ?? "";
  if (by === "tool" && FLEETING.has(key)) return false;
  if (tokensOf(value).every((word) => asked.includes(word))) return false;
  const stems = questionStems(asked.join(" "));
  return stems.length >= 2 && stems.some((stem) => /\p{L}{3}/u.test(stem));
}
