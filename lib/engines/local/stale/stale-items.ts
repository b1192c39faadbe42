import { hasManagedNotes } from "@/lib/engines/local/managed/managed-notes";
import { type MemoryEntry, parseEntries } from "@/lib/engines/local/notes/memory-entries";
import { type Subject, subjectIn } from "@/lib/engines/local/stale/outcome-subject";
import { mayBeUnfinished, type UnfinishedPhrase, unfinishedPhrases } from "@/lib/engines/local/stale/stale-phrases";
import { lineText, splitLines } from "@/lib/engines/local/text/text-lines";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";

/** A run of lines that is one statement: the entry's own text, or one bullet below it. Lines count from 1. */
export type Unit = { startLine: number; lines: string[] };

/** One unfinished thing: the phrase that calls it so, where it stands, and what it is about. */
export type UnfinishedItem = {
  entry: MemoryEntry;
  unit: Unit;
  line: number;
  phrase: UnfinishedPhrase;
  /** Sentence of the unit that holds the phrase. */
  sentence: string;
  subject: Subject;
  /** More than one id stands in the sentence, so that one ending does not tell which is over. */
  isShared: boolean;
};

const MARKER = /^\s*(?:[-*+•]|\d{1,9}[.)])\s+/;
const OPENING =
  /^\s*(?:(?:[-*+•]|\d{1,9}[.)])\s+)?(?:\*\*|__)?(?:[[(]?\d{4}-\d{2}-\d{2}[^\]):—–]{0,12}(?::\d{2}[^\]):—–]{0,8})?[\])]?\s*[:—–-]?\s+)?/;

/** The statements of an entry: its own text first, then each bullet below it. */
export function unitsOf(entry: MemoryEntry, lines: string[]): Unit[] {
  const units: Unit[] = [];
  let isOpen = false;
  for (let at = entry.startLine; at <= entry.endLine; at += 1) {
    const line = lines[at - 1] ?? "";
    if (line.trim() === "") isOpen = false;
    else if (isOpen && !MARKER.test(line)) units.at(-1)?.lines.push(line);
    else {
      units.push({ startLine: at, lines: [line] });
      isOpen = true;
    }
  }
  return units;
}

/** Start and end of the sentence around a place of a text. A full stop inside a name or a number ends nothing. */
function sentenceAround(text: string, start: number, end: number): [number, number] {
  let from = 0;
  for (const stop of text.matchAll(/[.!?;](?=\s)/g)) {
    if (stop.index < start) from = stop.index + 1;
    else if (stop.index >= end - 1) return [from, stop.index + 1];
  }
  return [from, text.length];
}

const isNamed = ({ ids, words }: Subject) => ids.size > 0 || words.size > 0;

/** What a phrase is about: its sentence; when that only says "it" or "the fix", the statement, the entry, or the heading around it. */
function subjectOf(sentence: string, before: string, around: string[]): Subject {
  const own = subjectIn(sentence);
  if (own.ids.size > 0 || subjectIn(before).words.size > 0) return own;
  const wider = around.map(subjectIn);
  return wider.find(({ ids }) => ids.size > 0) ?? (own.words.size > 0 ? own : (wider.find(isNamed) ?? own));
}

function itemsOf(entry: MemoryEntry, unit: Unit, around: string[]): UnfinishedItem[] {
  const text = unit.lines.join("\n");
  let offset = 0;
  return unit.lines.flatMap((line, index) => {
    const lineOffset = offset;
    offset += line.length + 1;
    const bodyAt = index === 0 ? (OPENING.exec(line)?.[0].length ?? 0) : 0;
    return unfinishedPhrases(line, bodyAt).map((phrase): UnfinishedItem => {
      const start = lineOffset + phrase.start;
      const end = lineOffset + phrase.end;
      const [from, to] = sentenceAround(text, start, end);
      const before = text.slice(from, start).replace(OPENING, " ");
      const sentence = `${before} ${text.slice(end, to)}`;
      return {
        entry,
        unit,
        line: unit.startLine + index,
        phrase,
        sentence: text.slice(from, to),
        subject: subjectOf(sentence, before, [text, ...around]),
        isShared: subjectIn(sentence).ids.size > 1,
      };
    });
  });
}

/** Everything that a memory file calls unfinished, in order. Files that dreams keep by themselves have none. */
export function unfinishedItems(path: string, content: string): UnfinishedItem[] {
  if (path === INDEX_PATH || !mayBeUnfinished(content) || hasManagedNotes(content)) return [];
  const lines = splitLines(content).map(lineText);
  return parseEntries(path, content).flatMap((entry) => {
    if (!mayBeUnfinished(lines.slice(entry.startLine - 1, entry.endLine).join("\n"))) return [];
    const units = unitsOf(entry, lines);
    const own = units[0]?.lines.join("\n") ?? "";
    const headings = [...entry.headings].reverse();
    return units.flatMap((unit) => itemsOf(entry, unit, [own, ...headings]));
  });
}
