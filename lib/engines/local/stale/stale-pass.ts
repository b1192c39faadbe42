import { type Draft, draftContents, draftLines, lineTime } from "@/lib/engines/local/draft/draft";
import { type NewFinding, propose } from "@/lib/engines/local/draft/propose";
import { ignoredWordIn } from "@/lib/engines/local/engine-rules";
import { hasManagedNotes } from "@/lib/engines/local/managed/managed-notes";
import { type MemoryEntry, parseEntries } from "@/lib/engines/local/notes/memory-entries";
import { readStamp } from "@/lib/engines/local/notes/note-stamp";
import type { Pass } from "@/lib/engines/local/pass";
import { type UnfinishedItem, unfinishedItems } from "@/lib/engines/local/stale/stale-items";
import { type EntryUpdate, updateFor } from "@/lib/engines/local/stale/stale-outcome";
import { type PassedSpan, passedSpan } from "@/lib/engines/local/stale/stale-passed";
import { mayBeUnfinished } from "@/lib/engines/local/stale/stale-phrases";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";
import type { OutcomeMention } from "@/lib/engines/types";

/** What a person is asked about in one dream; more would not be read. */
const ASKED_MAX = 50;
const EVIDENCE_MAX = 5;

function outcomesByKey(reports: { outcomes: OutcomeMention[] }[]): Map<string, OutcomeMention[]> {
  const byKey = new Map<string, OutcomeMention[]>();
  for (const outcome of reports.flatMap(({ outcomes }) => outcomes)) {
    const known = byKey.get(outcome.key);
    if (known) known.push(outcome);
    else byKey.set(outcome.key, [outcome]);
  }
  return byKey;
}

/** The mentions that came after the entry was written: by its own stamp, else by the time of its lines. */
function newerThan(draft: Draft, entry: MemoryEntry, line: number, mentions: OutcomeMention[]): OutcomeMention[] {
  const stamp = readStamp(entry.text).at;
  if (stamp !== null)
    return mentions.filter(({ at }) => at.slice(0, stamp.length === 10 ? 10 : 16) >= stamp.replace(" ", "T"));
  const written = lineTime(draft, entry.path, line);
  return written === null ? mentions : mentions.filter(({ at }) => Date.parse(at) > Date.parse(written));
}

type Found = Omit<NewFinding, "kind">;

function findingOf(entry: MemoryEntry, update: EntryUpdate, items: UnfinishedItem[]): Found {
  const { path, startLine, endLine } = entry;
  const evidence = update.mentions.slice(0, EVIDENCE_MAX).map((mention) => mention.evidence);
  const sessions = new Set(update.mentions.map((mention) => mention.evidence.session_id)).size;
  const how = update.ended === "cancelled" ? "was called off" : "was finished";
  const seen = `${sessions === 1 ? "A transcript shows" : `${sessions} transcripts show`} that it ${how} by ${update.day}`;
  const where = `${inlineOwn(path)} line ${startLine}`;
  const sources = [...new Set(items.map(({ line }) => line))].map((line) => ({ path, line }));
  const base = { confidence: update.confidence, evidence, sources, isRefutation: true };
  if (update.obstacle !== null) {
    return {
      ...base,
      rationale: `${where} calls something unfinished. ${seen}.`,
      edits: [],
      leftAlone: update.obstacle,
    };
  }
  if (update.isOver) {
    return {
      ...base,
      rationale: `${where} says nothing but that it waits. ${seen}, so it goes.`,
      edits: [{ type: "replace", path, start: startLine, end: endLine, lines: [] }],
    };
  }
  return {
    ...base,
    rationale: `${where} calls something unfinished. ${seen}; the entry now says so.`,
    edits: [...update.rewritten].map(([line, text]) => ({
      type: "replace",
      path,
      start: line,
      end: line,
      lines: [text],
    })),
  };
}

function findingOfSpan({ path, startLine, endLine }: MemoryEntry, { line, day, reason }: PassedSpan): Found {
  const base = { evidence: [], sources: [{ path, line }] };
  const where = `${inlineOwn(path)} line ${line} holds until ${day}`;
  if (reason !== null)
    return { ...base, rationale: `${where}, which has passed.`, confidence: 0.6, edits: [], leftAlone: reason };
  return {
    ...base,
    rationale: `${where}, which has passed, and says nothing else: it goes.`,
    confidence: 0.9,
    edits: [{ type: "replace", path, start: startLine, end: endLine, lines: [] }],
  };
}

function findingsIn(
  draft: Draft,
  path: string,
  content: string,
  outcomes: Map<string, OutcomeMention[]>,
  today: string,
): Found[] {
  const lines = draftLines(draft, path).map(({ text }) => text);
  const items = groupByLine(unfinishedItems(path, content));
  return parseEntries(path, content).flatMap((entry): Found[] => {
    const text = lines
      .slice(entry.startLine - 1, entry.endLine)
      .join("\n")
      .toLowerCase();
    if (!mayBeUnfinished(text)) return [];
    if (ignoredWordIn(draft.rules, text) !== null) return [];
    const own = items.get(entry.startLine) ?? [];
    const mentions =
      own.length === 0 ? [] : newerThan(draft, entry, own[0]?.line ?? entry.startLine, outcomes.get(entry.key) ?? []);
    const update = mentions.length === 0 ? null : updateFor(draft, own, mentions);
    if (update !== null) return [findingOf(entry, update, own)];
    const span = passedSpan(entry, lines, today);
    return span === null ? [] : [findingOfSpan(entry, span)];
  });
}

function groupByLine(items: UnfinishedItem[]): Map<number, UnfinishedItem[]> {
  const groups = new Map<number, UnfinishedItem[]>();
  for (const item of items) groups.set(item.entry.startLine, [...(groups.get(item.entry.startLine) ?? []), item]);
  return groups;
}

/** Unfinished entries that transcripts show ended, and entries whose date has passed: updated, removed, or asked about. */
export const stalePass: Pass = (draft, { reports, at }) => {
  if (draft.rules.kindsOff.has("stale")) return;
  const outcomes = outcomesByKey(reports);
  const today = at.toISOString().slice(0, 10);
  let asked = 0;
  let more = 0;
  for (const { path, content } of draftContents(draft)) {
    if (path === INDEX_PATH || !mayBeUnfinished(content) || hasManagedNotes(content)) continue;
    // From the end of the file, so that a removed entry moves no line that is still to be edited.
    for (const found of findingsIn(draft, path, content, outcomes, today).reverse()) {
      if (found.leftAlone !== undefined) {
        if (asked >= ASKED_MAX) {
          more += 1;
          continue;
        }
        asked += 1;
      }
      propose(draft, { kind: "stale", ...found });
    }
  }
  if (more > 0) proposeRest(draft, more);
};

function proposeRest(draft: Draft, more: number): void {
  propose(draft, {
    kind: "stale",
    rationale: `${more} more entries look out of date and were left alone.`,
    confidence: 0.5,
    evidence: [],
    sources: [],
    edits: [],
    leftAlone: `Only ${ASKED_MAX} are shown one by one.`,
  });
}
