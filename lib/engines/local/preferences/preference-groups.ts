import { readCorrectionKey, type WantedWords } from "@/lib/engines/local/preferences/correction-words";
import { compareText } from "@/lib/engines/local/text/text-lines";
import type { Correction, Evidence, TranscriptReport } from "@/lib/engines/types";

/** One thing that users asked for. */
export type Preference = {
  key: string;
  /** As the first of the most frequent wordings says it. */
  text: string;
  /** By session time, then session id; each session once. */
  sessions: { sessionId: string; day: string; evidence: Evidence }[];
};

type Said = { correction: Correction; sessionId: string; day: string };

const isSubset = (part: string[], whole: string[]) => part.every((word) => whole.includes(word));

/** The same is wanted, and one of them also says instead of what. */
function isFuller(full: WantedWords, short: WantedWords): boolean {
  return (
    short.wanted.join(" ") === full.wanted.join(" ") &&
    full.wanted.length > 0 &&
    isSubset(short.unwanted, full.unwanted)
  );
}

/** One wants what the other does not want. */
export function isOpposite(a: WantedWords, b: WantedWords): boolean {
  const isWantedThere = (words: string[], other: string[]) => words.length > 0 && words.join(" ") === other.join(" ");
  return isWantedThere(a.wanted, b.unwanted) || isWantedThere(b.wanted, a.unwanted);
}

function mostFrequent(texts: string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text.toLowerCase(), (counts.get(text.toLowerCase()) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || compareText(a[0], b[0]));
  return texts.find((text) => text.toLowerCase() === best?.[0]) ?? "";
}

/**
 * The corrections of all reports by what they ask for, most sessions first. A short form ("use pnpm") counts with the only
 * fuller one ("use pnpm, not npm"). A key that a note has (`isKnown`) keeps being the group's key.
 */
export function groupCorrections(reports: TranscriptReport[], isKnown: (key: string) => boolean): Preference[] {
  const ordered = [...reports].sort(
    (a, b) => compareText(a.createdAt, b.createdAt) || compareText(a.sessionId, b.sessionId),
  );
  const byKey = new Map<string, Said[]>();
  for (const { sessionId, createdAt, corrections } of ordered) {
    for (const correction of corrections) {
      const said = byKey.get(correction.key) ?? [];
      byKey.set(correction.key, [...said, { correction, sessionId, day: createdAt.slice(0, 10) }]);
    }
  }
  const byWanted = new Map<string, string[]>();
  for (const key of [...byKey.keys()].sort(compareText)) {
    const wanted = readCorrectionKey(key).wanted.join(" ");
    byWanted.set(wanted, [...(byWanted.get(wanted) ?? []), key]);
  }
  const groups: Preference[] = [];
  for (const keys of byWanted.values())
    for (const joined of joinKeys(keys)) groups.push(preferenceOf(joined, byKey, isKnown));
  return groups.sort((a, b) => b.sessions.length - a.sessions.length || compareText(a.key, b.key));
}

/** Keys that want the same: one group when all are short forms of one of them, else each for itself. */
function joinKeys(keys: string[]): string[][] {
  const full = keys.find((key) => keys.every((other) => isFuller(readCorrectionKey(key), readCorrectionKey(other))));
  return full === undefined || keys.length === 1
    ? keys.map((key) => [key])
    : [[full, ...keys.filter((key) => key !== full)]];
}

function preferenceOf(keys: string[], byKey: Map<string, Said[]>, isKnown: (key: string) => boolean): Preference {
  const said = keys.flatMap((key) => byKey.get(key) ?? []);
  const sessions = new Map<string, Preference["sessions"][number]>();
  for (const { sessionId, day, correction } of said) {
    if (!sessions.has(sessionId)) sessions.set(sessionId, { sessionId, day, evidence: correction.evidence });
  }
  const [full = ""] = keys;
  return {
    key: keys.find(isKnown) ?? full,
    text: mostFrequent((byKey.get(full) ?? []).map(({ correction }) => correction.text)),
    sessions: [...sessions.values()].sort((a, b) => compareText(a.day, b.day) || compareText(a.sessionId, b.sessionId)),
  };
}
