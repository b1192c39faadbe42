import { stemOf } from "@/lib/engines/local/notes/note-words";
import { areSameWords, type StrictWord, strictWords } from "@/lib/engines/local/notes/strict-words";

/** Words that begin a phrase of time, place or condition, which may stand at either end of a sentence. */
const OPENERS = new Set(
  "during in on at when while whenever before after if unless until since for with without because although once from".split(
    " ",
  ),
);

function isMovedToEnd(a: StrictWord[], b: StrictWord[]): boolean {
  if (!OPENERS.has(a[0]?.form ?? "")) return false;
  const start = b.findIndex((word, at) => at > 1 && word.form === a[0]?.form);
  for (let at = start; at >= 2; at = b.findIndex((word, next) => next > at && word.form === a[0]?.form)) {
    if (areSameWords(a, [...b.slice(at), ...b.slice(0, at)])) return true;
  }
  return false;
}

/** "During the import the alert is noise" and "The alert is noise during the import": one phrase moved as a whole. */
export function isPhraseMoved(a: StrictWord[], b: StrictWord[]): boolean {
  return a.length === b.length && (isMovedToEnd(a, b) || isMovedToEnd(b, a));
}

const CHARACTERS_MAX = 400;
/** What is done, by whom: "The edge nodes are provisioned by Ansible every night". */
const PASSIVE = /^(.{2,200}?)\s+(?:is|are)\s+(\p{L}{3,30})\s+by\s+(.{2,300})$/iu;

/** True when `active` says of the doer what `passive` says of the thing done, in the same words. */
export function isTurnedPassive(active: string, passive: string): boolean {
  if (!passive.includes(" by ") || passive.length > CHARACTERS_MAX) return false;
  const [, object, verb, rest] = PASSIVE.exec(passive.replace(/[.!\s]+$/, "")) ?? [];
  if (object === undefined || verb === undefined || rest === undefined) return false;
  const said = strictWords(active, false);
  const things = strictWords(object, false);
  const doing = strictWords(rest, false);
  if (said.length !== things.length + doing.length + 1) return false;
  const stem = stemOf(verb.toLowerCase());
  return said.some(({ form }, at) => {
    // "maintained" tells of the past, "maintains" and "maintain" of the present, as "is maintained" does.
    if (at === 0 || at > doing.length || stemOf(form) !== stem || /ed$/.test(form)) return false;
    const [doers, after] = [said.slice(0, at), said.slice(at + 1)];
    const isSame = (x: StrictWord[], y: StrictWord[]) => x.every(({ form: word }, index) => word === y[index]?.form);
    return (
      isSame(doers, doing.slice(0, at)) &&
      isSame(things, after.slice(0, things.length)) &&
      isSame(doing.slice(at), after.slice(things.length))
    );
  });
}
