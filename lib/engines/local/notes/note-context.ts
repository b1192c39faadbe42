import type { MemoryEntry } from "@/lib/engines/local/notes/memory-entries";
import { wordsOf } from "@/lib/engines/local/text/normalise-note";

/** Words of paths and headings that name a kind of file, not what it is about. */
const GENERIC = new Set(
  "about agent agents alert alerts all and archive backup bugs common contact contacts conventions copy current customers daily data decisions doc docs document documents draft drafts duplicate duplicates environments errors facts faq file files findings first for from general guide guides guidance history howto important inbox incident incidents index info insights issue issues journal knowledge known learned learning learnings lesson lessons list log logs main memo memories memory misc monthly new note notes observation observations observed old oncall operations ops other overview people person policies policy postmortem postmortems preferences problem problems procedures project projects readme record records reference references report reports rule rules runbook runbooks scratch second section service services session sessions shared solutions sre status summary summaries system systems task tasks team temp the tips tmp todo topic topics triage unsorted update updates useful user users week weekly working".split(
    " ",
  ),
);
const WORDS_ANYWHERE_MIN = 6;
const WORDS_IN_PLACE_MIN = 4;
const WORDS_BEYOND_DOUBT = 20;

/** Notes share their places: the words of the last ones are kept. */
const known = new Map<string, string[]>();
const KNOWN_MAX = 5000;

/** What a path and headings are about: their words in lower case, without kinds of files, dates and numbers. */
export function subjectWords(texts: string[]): string[] {
  const key = texts.join("\n");
  const words = known.get(key) ?? wordsOfSubject(texts);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, words);
  return words;
}

function wordsOfSubject(texts: string[]): string[] {
  const words = texts.flatMap((text) =>
    text
      .replace(/\.[a-z]{1,8}$/i, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  return [...new Set(words)].filter((word) => word.length > 2 && !/^\d/.test(word) && !GENERIC.has(word)).sort();
}

/** True when the text itself names one of the subjects, in singular or plural. */
export function namesSubject(text: string, subjects: string[]): boolean {
  const lower = text.toLowerCase();
  return subjects.some((subject) => lower.includes(subject.replace(/s$/, "")));
}

/** Scripts without spaces: two characters count as one word. */
function countWords(key: string): number {
  const unspaced = key.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  return wordsOf(key).length + Math.floor(unspaced / 2);
}

function groupBy(entries: MemoryEntry[], placeOf: (entry: MemoryEntry) => string): MemoryEntry[][] {
  const groups = new Map<string, MemoryEntry[]>();
  for (const entry of entries) {
    const place = placeOf(entry);
    const group = groups.get(place);
    if (group) group.push(entry);
    else groups.set(place, [entry]);
  }
  return [...groups.values()];
}

/**
 * Parts entries of equal text into groups that say the same about the same thing. "Restart it before deploying" below
 * `/orders.md` and below `/payments.md` are two statements: short texts count as equal only under the same headings of one
 * file, longer ones wherever the text names its subject itself or the places do not name different subjects.
 */
export function groupByMeaning(entries: MemoryEntry[]): MemoryEntry[][] {
  const [first] = entries;
  if (!first) return [];
  const words = countWords(first.key);
  if (words < (first.kind === "pair" ? 3 : WORDS_IN_PLACE_MIN)) return [];
  const samePlace = (entry: MemoryEntry) => JSON.stringify([entry.path, entry.headings]);
  if (first.kind === "pair" || words < WORDS_ANYWHERE_MIN) return groupBy(entries, samePlace);
  const subjects = new Map(
    entries.map((entry) => [entry, subjectWords([...entry.path.split("/"), ...entry.headings])]),
  );
  const isNamed = [...subjects.values()].some((names) => namesSubject(first.key, names));
  const distinct = new Set([...subjects.values()].filter((names) => names.length > 0).map((names) => names.join(" ")));
  if (isNamed || words >= WORDS_BEYOND_DOUBT || distinct.size <= 1) return [entries];
  return groupBy(entries, (entry) => subjects.get(entry)?.join(" ") ?? "");
}
