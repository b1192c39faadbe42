import type { Draft } from "@/lib/engines/local/draft/draft";
import { readMarks, writeMarks } from "@/lib/engines/local/notes/note-marks";
import { fitsPhrase } from "@/lib/engines/local/stale/outcome-fit";
import { sameSubject, subjectIn } from "@/lib/engines/local/stale/outcome-subject";
import { type Ending, endingIn, endingOfStatus } from "@/lib/engines/local/stale/outcome-words";
import type { UnfinishedItem } from "@/lib/engines/local/stale/stale-items";
import type { OutcomeMention } from "@/lib/engines/types";

/** What an outcome makes of the unfinished things of one entry. */
export type EntryUpdate = {
  mentions: OutcomeMention[];
  confidence: number;
  /** New text by line; no line: nothing can be put right by rewording. */
  rewritten: Map<number, string>;
  /** The entry said nothing but that it waited. */
  isOver: boolean;
  day: string;
  ended: OutcomeMention["ended"];
  /** Why nothing is changed although the outcome is known. */
  obstacle: string | null;
};

/** The ending in a quote; one that a field told ("closed" with no merge) is kept as the report has it. */
function endingOf({ ended, evidence }: OutcomeMention): Ending {
  const field = /"?(?:state|status|resolution|conclusion|phase|outcome)"?\s*[:=]\s*"?([A-Za-z_ -]{2,30})"?/i.exec(
    evidence.quote,
  )?.[1];
  const status = field === undefined ? null : endingOfStatus(field);
  const said = status !== null && status !== "open" ? status : endingIn(evidence.quote);
  if (said !== null && said.ended === ended) return said;
  return { ended, word: ended === "cancelled" ? "cancelled" : "finished" };
}

type Match = { item: UnfinishedItem; mentions: OutcomeMention[]; certainty: number };

/** The mentions that are about one item; a quote that names nothing counts when the entry is about one thing only. */
function matchOf(item: UnfinishedItem, mentions: OutcomeMention[], isOnlySubject: boolean): Match {
  let certainty = 0;
  const fitting = mentions.filter((mention) => {
    const said = subjectIn(mention.evidence.quote);
    const isSilent = said.ids.size === 0 && isOnlySubject && item.subject.ids.size === 1;
    const same = sameSubject(item.subject, said) || (isSilent ? 0.85 : 0);
    if (same === 0 || !fitsPhrase(item, endingOf(mention), isSilent ? item.subject : said)) return false;
    certainty = Math.max(certainty, same);
    return true;
  });
  return { item, mentions: fitting, certainty };
}

/** Text of a line with its phrases replaced; the old wording becomes one mark, or stands behind the new one where no mark may be. */
function reword(
  line: string,
  matches: { item: UnfinishedItem; text: string }[],
  keepsOld: boolean,
  isOwnLine: boolean,
): string {
  let text = line;
  const old: string[] = [];
  let doneAtEnd = "";
  for (const { item, text: wording } of [...matches].sort((a, b) => b.item.phrase.start - a.item.phrase.start)) {
    const { start, end, old: before, name } = item.phrase;
    const clause = before !== null && keepsOld && !isOwnLine ? ` (previously ${before})` : "";
    if (before !== null) old.unshift(before);
    if (name === "checkbox") doneAtEnd = wording.slice("[x]".length);
    text = text.slice(0, start) + (name === "checkbox" ? "[x]" : wording) + clause + text.slice(end);
  }
  const { body, ...marks } = readMarks(text);
  const told = doneAtEnd === "" ? body : `${body.trimEnd()} (${doneAtEnd.trim()})`;
  const previously = old.length > 0 && keepsOld && isOwnLine ? (marks.previously ?? old.join("; ")) : marks.previously;
  const hasMarks = previously !== null || marks.noted !== null || marks.verified !== null;
  return hasMarks ? writeMarks(told, { ...marks, previously }) : told;
}

/** Holds that go on in the next line cannot be moved into the past without it. */
function isCutOff({ unit, line, phrase }: UnfinishedItem): boolean {
  const index = line - unit.startLine;
  const rest = (unit.lines[index] ?? "").slice(phrase.end);
  const hasHold =
    phrase.old !== null &&
    /[:,—–-]\s*(?:please |so )?(?:do not|don't|no need|avoid|hold|wait|mitigate|keep away)/i.test(phrase.old);
  return hasHold && rest.trim() === "" && index < unit.lines.length - 1;
}

function isOnlyWaiting(matches: Match[], items: UnfinishedItem[]): boolean {
  const [only] = matches;
  if (!only || items.length !== 1 || only.item.phrase.name !== "waiting") return false;
  const { entry, unit, subject, sentence } = only.item;
  const isWhole = unit.startLine === entry.startLine && unit.startLine + unit.lines.length - 1 === entry.endLine;
  return (
    isWhole &&
    subject.words.size === 0 &&
    subject.ids.size > 0 &&
    unit.lines.join("\n").trim().endsWith(sentence.trim().slice(-20))
  );
}

/** What the mentions make of an entry, or null when none of them is about it. `items` are all unfinished things of the entry. */
export function updateFor(draft: Draft, items: UnfinishedItem[], mentions: OutcomeMention[]): EntryUpdate | null {
  const names = new Set(items.map(({ subject }) => [...subject.ids].sort().join(" ")));
  const matches = items
    .map((item) => matchOf(item, mentions, names.size === 1))
    .filter((match) => match.mentions.length > 0);
  const told = [...new Set(matches.flatMap((match) => match.mentions))].sort((a, b) =>
    a.at < b.at ? -1 : Number(a.at > b.at),
  );
  const [first] = told;
  if (!first) return null;
  const update: EntryUpdate = {
    mentions: told,
    confidence: Math.min(...strongOf(matches).map(({ certainty }) => certainty)),
    rewritten: new Map(),
    isOver: false,
    day: first.at.slice(0, 10),
    ended: first.ended,
    obstacle: null,
  };
  if (told.some(({ ended }) => ended !== first.ended))
    return { ...update, obstacle: "Transcripts disagree on whether it was finished or called off." };
  if (matches.some(({ item }) => item.isShared && item.phrase.name !== "waiting" && !allNamed(item, told))) {
    return { ...update, obstacle: "The sentence is about more than one thing, and only one of them has ended." };
  }
  if (isOnlyWaiting(matches, items)) return { ...update, isOver: true };
  return { ...update, ...rewordEntry(draft, matches, update.day) };
}

function allNamed({ subject }: UnfinishedItem, mentions: OutcomeMention[]): boolean {
  const said = new Set(mentions.flatMap(({ evidence }) => [...subjectIn(evidence.quote).ids]));
  return [...subject.ids].every((id) => said.has(id));
}

/** A plan is history beside a phrase that tells of the state itself. */
function strongOf(matches: Match[]): Match[] {
  const strong = matches.filter(({ item }) => item.phrase.name !== "planned");
  return strong.length > 0 ? strong : matches;
}

type Change = { item: UnfinishedItem; text: string };

function changeOf({ item, mentions }: Match, day: string): Change | null {
  const [mention] = mentions;
  if (!mention || isCutOff(item)) return null;
  const ending = endingOf(mention);
  const text = item.phrase.replace(ending, day);
  if (text === null || item.phrase.name !== "checkbox") return text === null ? null : { item, text };
  return { item, text: `${text} ${ending.ended === "cancelled" ? ending.word : "done"} ${day}` };
}

function rewordEntry(draft: Draft, matches: Match[], day: string): Pick<EntryUpdate, "rewritten" | "obstacle"> {
  const changes = strongOf(matches)
    .map((match) => changeOf(match, day))
    .filter((change) => change !== null);
  const rewritten = new Map<number, string>();
  for (const { item } of changes) {
    const { unit, entry, line } = item;
    const text = unit.lines[line - unit.startLine] ?? "";
    const isOwnLine = entry.isOneLine && line === entry.startLine && !text.trimStart().startsWith("|");
    const onLine = changes.filter((change) => change.item.line === line);
    rewritten.set(line, reword(text, onLine, draft.rules.keepsOldValues, isOwnLine));
  }
  const obstacle =
    rewritten.size > 0
      ? null
      : "The outcome is known, but no small change of the wording would be right: please look at it.";
  return { rewritten, obstacle };
}
