import { stemOf } from "@/lib/engines/local/notes/note-words";

/** Keys that have one value at a time. */
const SINGLE =
  "owner maintainer lead manager port status state version url host hostname address region zone timezone language locale branch database engine runtime framework plan tier price cost budget deadline due priority severity phase stage environment on-call oncall primary replicas size limit timeout ttl retention interval schedule frequency currency email phone birthday age city country location name title role employer team license model default theme editor shell package manager";
/** Keys of which every new line is one more. */
const MULTIPLE =
  "tag tags label alert alerts note notes todo link links contact contacts example examples see also reference source issue issues bug bugs fix fixes workaround lesson lessons tip tips gotcha idea ideas decision decisions rule rules step steps task tasks item items ingredient member members user users customer service host server command file path question answer fact observation finding warning caution info fyi update log entry event action goal risk option feature change result resource dependency dependencies dashboard runbook pattern preference reminder likes dislikes allergy hobby skill meeting before after when during for in on at";

const stemsOf = (keys: string) => new Set(keys.split(" ").map(stemOf));
const [single, multiple] = [stemsOf(SINGLE), stemsOf(MULTIPLE)];

/** How many values a key has at a time; the last word of a key decides ("main contact", "retry limit"). */
export function valuesOf(key: string): "one" | "many" | "unknown" {
  const words = key.toLowerCase().match(/[\p{L}-]+/gu) ?? [];
  const last = stemOf(words.at(-1) ?? "");
  if (words.length === 1 && multiple.has(last)) return "many";
  return single.has(last) ? "one" : "unknown";
}

/** Things that are told apart by a number: "Step 1" and "Step 2", "Incident 231", "exit code 137". */
const NUMBERED = new Set(
  "step figure fig table incident invoice ticket order case phase run experiment hypothesis chapter section day week sprint lesson rule issue pr test question part item option code error room floor gate seat row line page slide bus train flight rack shelf box building apartment group class grade level month quarter season episode round lap batch lot sample patient participant node shard partition replica server host channel lane unit task milestone meeting session attempt trial paper appendix equation note article clause paragraph annex schritt aufgabe raum kapitel rechnung étape paso fall".split(
    " ",
  ),
);
const LABEL =
  /^\s*(?:(?:the|an?|in|on|at|for|[\p{L}]{2,20})\s+){0,2}?(\p{L}{2,20})\s+(?:no\.?\s*|#)?(\d+[\p{L}]?|\p{Lu})(?![\p{L}\p{N}.])/iu;

/** "step 1" of "Step 1: ..."; null when the text does not begin with a numbered thing. */
export function numberedThing(text: string): string | null {
  const [, noun, number] = LABEL.exec(text) ?? [];
  if (noun === undefined || number === undefined || !NUMBERED.has(noun.toLowerCase())) return null;
  return /^\d/.test(number) || /^\p{Lu}$/u.test(number) ? `${noun.toLowerCase()} ${number.toLowerCase()}` : null;
}
