import type { NoteClaim, Said } from "@/lib/engines/local/note-claim";

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

type Overlap = {
  subject: "same" | "shared" | "other";
  weight: number;
  ofOlder: number;
  ofNewer: number;
  /** All but numbers is the same. */
  isOtherNumber: boolean;
  denied: number;
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
    denied: [...newer.denied].filter((stem) => older.said.has(stem) || older.subject.has(stem)).length,
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
  const isCorrection = overlap.denied > 0 || newer.isExclusive;
  if (overlap.subject === "same" && samePredicate && isCorrection) return true;
  if (score < SURE_MIN) return false;
  // The same told of somebody else: it may be true of both.
  if (overlap.subject === "other") return overlap.denied > 1 && overlap.ofOlder >= 0.4;
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
  return [...newer.subjects, ...older.subjects].every((subject) => subject.includes(" ") && !/\d/.test(subject));
}

/** One attribute, two values: neither is only the other in more words. */
function hasOtherValue(newer: NoteClaim, older: NoteClaim): boolean {
  if (newer.attribute === null || newer.attribute !== older.attribute) return false;
  const all = ({ words, numbers }: Said) => new Set([...words, ...numbers]);
  const [now, before] = [all(newer.value), all(older.value)];
  return lacksSome(now, before) && lacksSome(before, now);
}

/**
 * Whether `newer` supersedes `older`: both speak of the same thing and cannot well hold together. Null when nothing speaks
 * for it. Notes that say the same (see `findSameMeaning`) are not to be given here.
 */
export function findConflict(newer: NoteClaim, older: NoteClaim, weightOf: StemWeight): ClaimConflict | null {
  const overlap = overlapOf(newer, older, weightOf);
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
  const isAbout = overlap.subject !== "other" || overlap.denied > 0 || isToldOfAnother(newer, older, overlap);
  if (isAbout && score >= (overlap.denied > 0 ? ASK_DENIED_MIN : ASK_MIN)) {
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
