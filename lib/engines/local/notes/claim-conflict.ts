import type { NoteClaim, Said } from "@/lib/engines/local/notes/note-claim";
import { type WordingChange, wordingChange } from "@/lib/engines/local/notes/wording-change";

/** How much a stem tells, 0 to 1: 1 for one that stands in a single note, near 0 for one that stands in all. */
export type StemWeight = (stem: string) => number;

/** That a newer claim leaves no room for an older one. */
export type ClaimConflict = {
  /** Higher is surer; only compared with scores of the same newer claim. */
  score: number;
  /** Sure enough to propose the change; else a person is asked. */
  isSure: boolean;
  /** 0 to 1, for people. */
  confidence: number;
};

/**
 * Found by hand on a development set of short notes of which one supersedes another, and on the same notes without a
 * newer one as counter-examples; bench/dreams/conflict-target.ts measures both.
 */
const PREDICATE = 0.4;
const SUBJECT = { same: 0.3, shared: 0.15, other: 0 };
const ATTRIBUTE = 3;
const DENIED = 0.35;
const ASK_MIN = 1.25;
const ASK_DENIED_MIN = 1;
const SURE_MIN = 1.85;

/** What several subjects may well have in common: habits, likings, possession, equipment. */
const SHAREABLE = new Set(
  "prefer like want need use run enjoi enjoy love hate own have work live speak requir support plai play belong depend expect deploi deploy listen store log alert page monitor".split(
    " ",
  ),
);

/** What happens again and again, to one thing after another; what somebody lives in or what something costs does not. */
const ACCUMULATING = new Set(
  [
    ...SHAREABLE,
    ..."ask visit read wrote write attend met meet bought bui saw see allerg know includ contain return take took sign order send sent receiv fix add avoid keep mean show help join start finish".split(
      " ",
    ),
  ].filter((stem) => stem !== "live" && stem !== "work" && stem !== "belong"),
);

type Overlap = {
  subject: "same" | "shared" | "other";
  weight: number;
  ofOlder: number;
  ofNewer: number;
  /** All but numbers is the same. */
  isOtherNumber: boolean;
  /** Stems that only the newer claim denies. */
  denied: number;
  /** The newer claim leaves no room for others, where the older one did. */
  isExclusive: boolean;
  /** The newer claim names what the older one is about. */
  isMentioned: boolean;
  /** Something else than who and what they do is the same. */
  isBeyondPredicate: boolean;
};

function sum(stems: Iterable<string>, weightOf: StemWeight): number {
  let total = 0;
  for (const stem of stems) total += weightOf(stem);
  return total;
}

const lacksSome = (of: ReadonlySet<string>, other: ReadonlySet<string>) => [...of].some((stem) => !other.has(stem));
const sharedOrOther = (common: number) => (common > 0 ? "shared" : "other");

function overlapOf(newer: NoteClaim, older: NoteClaim, weightOf: StemWeight): Overlap {
  const common = [...newer.subjects].filter((subject) => older.subjects.has(subject)).length;
  const isSame = common > 0 && common === newer.subjects.size && common === older.subjects.size;
  const repeated = [...older.said].filter((stem) => newer.said.has(stem) || newer.subject.has(stem));
  const known = [...newer.said].filter((stem) => older.said.has(stem) || older.subject.has(stem));
  const weight = sum(repeated, weightOf);
  return {
    subject: isSame ? "same" : sharedOrOther(common),
    weight,
    ofOlder: weight / Math.max(0.05, sum(older.said, weightOf)),
    ofNewer: sum(known, weightOf) / Math.max(0.05, sum(newer.said, weightOf)),
    isOtherNumber: !lacksSome(newer.rest.words, older.rest.words) && !lacksSome(older.rest.words, newer.rest.words),
    denied: [...newer.denied].filter(
      (stem) => !older.denied.has(stem) && (older.said.has(stem) || older.subject.has(stem)),
    ).length,
    isExclusive: newer.isExclusive && !older.isExclusive,
    isMentioned: [...older.subject].some((stem) => newer.said.has(stem) || newer.subject.has(stem)),
    isBeyondPredicate: repeated.some((stem) => stem !== newer.predicate),
  };
}

/** "pages team-a after 5 minutes" and "pages team-b after 10 minutes": two facts side by side, not two values of one. */
function isParallel(newer: Said, older: Said): boolean {
  const differ = (a: ReadonlySet<string>, b: ReadonlySet<string>) => lacksSome(a, b) && lacksSome(b, a);
  return differ(newer.numbers, older.numbers) && differ(newer.words, older.words);
}

/** Several values of habits and likings hold side by side, unless hardly anything else differs. */
const SHAREABLE_SHARE_MIN = 0.75;

function isSureOf(newer: NoteClaim, samePredicate: boolean, overlap: Overlap, score: number): boolean {
  const isCorrection = overlap.denied > 0 || overlap.isExclusive;
  if (overlap.subject === "same" && samePredicate && isCorrection) return true;
  if (score < SURE_MIN) return false;
  // The same told of somebody else: it may be true of both.
  if (overlap.subject === "other") return overlap.isMentioned && overlap.denied > 1 && overlap.ofOlder >= 0.4;
  if (isCorrection) return overlap.subject === "same" || overlap.ofOlder >= 0.5;
  if (!samePredicate) return false;
  if (overlap.subject === "same" && overlap.isOtherNumber) return true;
  if (SHAREABLE.has(newer.predicate ?? "")) return overlap.ofOlder >= SHAREABLE_SHARE_MIN;
  return overlap.subject === "same" || overlap.ofOlder >= 0.5;
}

/**
 * Nearly the same told of two persons or the like: worth a question. Of things with an id, and of habits and likings, it is
 * the rule.
 */
function isToldOfAnother(newer: NoteClaim, older: NoteClaim, overlap: Overlap): boolean {
  if (overlap.ofOlder < 0.7 || SHAREABLE.has(newer.predicate ?? "")) return false;
  return [...newer.subjects, ...older.subjects].every((subject) => subject.includes(" ") && !/[\d_@/.-]/.test(subject));
}

/** One attribute, two values: neither is only the other in more words. */
function hasOtherValue(newer: NoteClaim, older: NoteClaim): boolean {
  if (newer.attribute === null || newer.attribute !== older.attribute) return false;
  const all = ({ words, numbers }: Said) => new Set([...words, ...numbers]);
  const [now, before] = [all(newer.value), all(older.value)];
  return lacksSome(now, before) && lacksSome(before, now);
}

/** "Ada Berg", "web-1", "OrderQueue": one capital at the beginning of a sentence may as well begin any word ("Book", "When"). */
function isEntity({ subjects }: NoteClaim): boolean {
  return [...subjects].some((subject) => /[\s\d_@/.-]/.test(subject));
}

/** Changes of wording after which both notes hold side by side, unless the newer one denies what the older says. */
const SIDE_BY_SIDE = new Set<WordingChange | null>(["condition", "prohibition"]);

/** "reached 71.2", unlike "is limited to 20": a measure of one moment. */
function tellsOfPast({ words }: NoteClaim): boolean {
  return words.some(({ word, kind, isApart }) => kind === "word" && !isApart && /[a-z]{3}ed$/.test(word));
}

/** A conflict that the wording alone shows: most words are the same. */
function conflictOfWording(change: WordingChange | null, newer: NoteClaim, overlap: Overlap): ClaimConflict | null {
  if (change === "opposite") return { score: ATTRIBUTE, isSure: true, confidence: 0.9 };
  if (change === "reversed") return { score: ASK_MIN, isSure: false, confidence: 0.5 };
  // One number for another, and every other word is the same, however common the words are.
  if (change === "number" && overlap.subject === "same" && !tellsOfPast(newer)) {
    return { score: SURE_MIN, isSure: overlap.isBeyondPredicate, confidence: 0.85 };
  }
  if (change !== "value" && change !== "number") return null;
  const isEnough = overlap.isBeyondPredicate && !SHAREABLE.has(newer.predicate ?? "");
  return isEnough ? { score: ASK_MIN, isSure: false, confidence: 0.5 } : null;
}

/**
 * Whether `newer` supersedes `older`: both speak of the same thing and cannot well hold together. Null when nothing speaks
 * for it. Notes that say the same (see `findSameMeaning`) are not to be given here.
 */
export function findConflict(newer: NoteClaim, older: NoteClaim, weightOf: StemWeight): ClaimConflict | null {
  if (newer.thing !== older.thing || (newer.isOneOfMany && older.isOneOfMany)) return null;
  const overlap = overlapOf(newer, older, weightOf);
  const change = wordingChange(newer.words, older.words);
  const isOther = newer.attribute !== null && older.attribute !== null && newer.attribute !== older.attribute;
  if ((SIDE_BY_SIDE.has(change) || (isOther && change !== "opposite")) && overlap.denied === 0 && !overlap.isExclusive)
    return null;
  const shown = conflictOfWording(change, newer, overlap);
  if (change === "reversed" || change === "opposite" || shown?.isSure) return shown;
  const told = conflictOfClaims(newer, older, overlap);
  if (told === null) return shown;
  if (overlap.denied > 0 || overlap.isExclusive || hasOtherValue(newer, older)) return told;
  // "Book the train ..." and "Book the hotel ...": what begins alike need not be about one thing.
  if ((change === "several" || change === null) && !isEntity(newer)) return null;
  return change === "several" || change === "elaborated" ? { ...told, isSure: false } : told;
}

function conflictOfClaims(newer: NoteClaim, older: NoteClaim, overlap: Overlap): ClaimConflict | null {
  if (hasOtherValue(newer, older)) {
    const isSure = !isParallel(newer.value, older.value);
    return { score: ATTRIBUTE + overlap.ofOlder, isSure, confidence: isSure ? 0.9 : 0.5 };
  }
  const samePredicate = newer.predicate !== null && newer.predicate === older.predicate;
  const score =
    overlap.weight * (0.5 + 0.5 * Math.min(1, overlap.ofOlder)) +
    (samePredicate && overlap.subject !== "other" ? PREDICATE : 0) +
    SUBJECT[overlap.subject] +
    DENIED * Math.min(3, overlap.denied);
  const isAbout =
    overlap.subject !== "other" ||
    (overlap.denied > 0 && overlap.isMentioned) ||
    isToldOfAnother(newer, older, overlap);
  const isMore =
    overlap.isBeyondPredicate || overlap.denied > 0 || overlap.isExclusive || !ACCUMULATING.has(newer.predicate ?? "");
  if (isAbout && isMore && score >= (overlap.denied > 0 ? ASK_DENIED_MIN : ASK_MIN)) {
    const isSure =
      isSureOf(newer, samePredicate, overlap, score) && (overlap.denied > 0 || !isParallel(newer.rest, older.rest));
    return { score, isSure, confidence: confidenceOf(score, overlap) };
  }
  const isNewRole =
    overlap.subject === "same" && newer.role !== null && older.role !== null && newer.role !== older.role;
  return isNewRole ? { score: ASK_MIN / 2, isSure: false, confidence: 0.4 } : null;
}

function confidenceOf(score: number, { denied, ofOlder }: Overlap): number {
  const sum = 0.45 + 0.1 * Math.min(3, score) + (denied > 0 ? 0.1 : 0) + 0.1 * Math.min(1, ofOlder);
  return Math.round(Math.min(0.95, sum) * 100) / 100;
}
