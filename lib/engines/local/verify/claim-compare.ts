import type { ClaimValue } from "@/lib/engines/local/verify/claim-values";

/** `unclear`: neither surely the same nor surely another value. */
export type Comparison = "equal" | "different" | "unclear";

type Of<Kind extends ClaimValue["kind"]> = Extract<ClaimValue, { kind: Kind }>;

function compareNumbers(claimed: Of<"number">, found: Of<"number">): Comparison {
  const { unit: a } = claimed;
  const { unit: b } = found;
  const isSameUnit = typeof a === "string" || typeof b === "string" || !a || !b ? a === b : a.kind === b.kind;
  if (!isSameUnit) return "unclear";
  const factor = (unit: typeof a) => (typeof unit === "object" && unit !== null ? unit.factor : 1);
  const [x, y] = [claimed.amount * factor(a), found.amount * factor(b)];
  if (Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x))) return "equal";
  // "300 ms" for 299.7 ms is a rounded form of the same value.
  const inClaimedUnit = y / factor(a);
  const step = 10 ** -claimed.decimals;
  if (Math.abs(inClaimedUnit - claimed.amount) < step && !Number.isInteger(inClaimedUnit / step)) return "unclear";
  return "different";
}

function compareDates(claimed: Of<"date">, found: Of<"date">): Comparison {
  // Where one of them has a time, midnight in another time zone may explain the other day.
  if (claimed.day !== found.day) return claimed.time === null && found.time === null ? "different" : "unclear";
  if (claimed.time === null || claimed.time === found.time) return "equal";
  return "unclear";
}

/** Code (SFO), name with digits or punctuation (v1.2, a/b), or words. Values of different shapes may name the same thing. */
function shapeOf(raw: string): "code" | "name" | "words" {
  if (/^[A-Z0-9]{2,4}$|^(?=\S*\d)[A-Z0-9]{5,}$/.test(raw)) return "code";
  return /[\d@/.:#\\()]/.test(raw) ? "name" : "words";
}

/** "US" and "United States", "eco" and "economy", "cancelled" and "canceled": may be one value written in two ways. */
function mayBeTheSame(claimed: Of<"text">, found: Of<"text">): boolean {
  const [a, b] = [claimed.words, found.words];
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.every((word) => longer.includes(word))) return true;
  const [x, y] = [a.join(""), b.join("")];
  if (x.startsWith(y) || y.startsWith(x) || x.endsWith(y) || y.endsWith(x)) return true;
  const initials = (words: string[]) => words.map((word) => word[0]).join("");
  if (initials(longer).startsWith(shorter.join("")) && longer.length > 1) return true;
  return Math.min(x.length, y.length) >= 5 && !/\d/.test(x + y) && isNearSpelling(x, y);
}

/** At most two letters apart once the common beginning and end are taken away. */
function isNearSpelling(x: string, y: string): boolean {
  let start = 0;
  while (start < Math.min(x.length, y.length) && x[start] === y[start]) start += 1;
  let end = 0;
  while (end < Math.min(x.length, y.length) - start && x.at(-1 - end) === y.at(-1 - end)) end += 1;
  return start >= 3 && Math.max(x.length, y.length) - start - end <= 2;
}

function compareTexts(claimed: Of<"text">, found: Of<"text">): Comparison {
  if (claimed.words.join(" ") === found.words.join(" ")) return "equal";
  if (claimed.words.join("") === found.words.join("")) return "unclear";
  const [x, y] = [claimed.raw, found.raw];
  // Constants of a program: `basic_economy` is not a kind of `economy`.
  if (/^[a-z]+(?:_[a-z]+)*$/i.test(x) && /^[a-z]+(?:_[a-z]+)*$/i.test(y) && /_/.test(x + y)) return "different";
  const isSameShape = shapeOf(x) === shapeOf(y) || (/^[A-Z_]+$/.test(x) && /^[A-Z_]+$/.test(y));
  if (!isSameShape || mayBeTheSame(claimed, found)) return "unclear";
  return Math.max(claimed.words.length, found.words.length) <= 4 ? "different" : "unclear";
}

/** Compares the value of a statement with the one that a transcript shows. */
export function compareValues(claimed: ClaimValue, found: ClaimValue): Comparison {
  if (claimed.kind === "number" && found.kind === "number") return compareNumbers(claimed, found);
  if (claimed.kind === "boolean" && found.kind === "boolean") {
    return claimed.isTrue === found.isTrue ? "equal" : "different";
  }
  if (claimed.kind === "date" && found.kind === "date") return compareDates(claimed, found);
  if (claimed.kind === "text" && found.kind === "text") return compareTexts(claimed, found);
  if (claimed.kind === "list" && found.kind === "list") {
    const [a, b] = [new Set(claimed.items), new Set(found.items)];
    return a.size === b.size && [...a].every((item) => b.has(item)) ? "equal" : "unclear";
  }
  if (found.kind === "list" && claimed.kind === "text" && found.items.length === 1) {
    return found.items[0] === claimed.words.join(" ") ? "equal" : "unclear";
  }
  return "unclear";
}
