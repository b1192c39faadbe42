import { openBatch } from "@/lib/engines/local/draft/batch";
import { type Draft, draftLines } from "@/lib/engines/local/draft/draft";
import type { Edit, NewFinding } from "@/lib/engines/local/draft/propose";
import { type DuplicateNotes, findDuplicateNotes } from "@/lib/engines/local/notes/duplicate-notes";
import { isProse } from "@/lib/engines/local/notes/memory-entries";
import { indexNotes } from "@/lib/engines/local/notes/note-candidates";
import { readMarks, writeMarks } from "@/lib/engines/local/notes/note-marks";
import { previousValue } from "@/lib/engines/local/notes/previous-value";
import { listNotes, type StoredNote } from "@/lib/engines/local/notes/stored-notes";
import { findSuperseded, type SupersededNote } from "@/lib/engines/local/notes/superseded-notes";
import type { Pass, PassInput } from "@/lib/engines/local/pass";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";
import type { Evidence } from "@/lib/engines/types";

const EVIDENCE_MAX = 10;
/** More questions than this are not answered by anybody. */
const ASKED_MAX = 50;

const SAYING: Record<DuplicateNotes["how"], string> = {
  exact: "the same words",
  spelling: "the same in other spelling",
  order: "the same in another order",
  slip: "the same but for a slip of the pen",
  rewording: "the same in other words",
  question: "the same, once as a question with its answer",
};

type Changes = {
  /** Lines that go, by note. */
  edits: Edit[];
  sources: { path: string; line: number }[];
};

function removal({ entry }: StoredNote): Edit {
  return { type: "replace", path: entry.path, start: entry.startLine, end: entry.endLine, lines: [] };
}

function sourceOf({ entry }: StoredNote) {
  return { path: entry.path, line: entry.startLine };
}

/** The first line of a note with changed marks; null when it would stay as it is. */
function remark(
  draft: Draft,
  { entry }: StoredNote,
  change: (marks: ReturnType<typeof readMarks>) => string,
): Edit | null {
  const text = draftLines(draft, entry.path)[entry.startLine - 1]?.text;
  if (text === undefined || !isProse(entry.path)) return null;
  const lines = [change(readMarks(text))];
  if (lines[0] === text) return null;
  return { type: "replace", path: entry.path, start: entry.startLine, end: entry.startLine, lines };
}

function mergeChanges(draft: Draft, { kept, dropped, mark }: DuplicateNotes): Changes {
  const verified = [kept, ...dropped]
    .flatMap(({ entry }) => readMarks(entry.text).verified ?? [])
    .sort((a, b) => (a.on < b.on ? 1 : -1))[0];
  const canMark = kept.entry.isOneLine && kept.entry.kind !== "pair" && !kept.byPerson;
  const marked = canMark
    ? remark(draft, kept, ({ body, ...marks }) =>
        writeMarks(body, { ...marks, noted: mark ?? marks.noted, verified: verified ?? marks.verified }),
      )
    : null;
  return {
    edits: [...dropped.filter((note) => !note.byPerson).map(removal), ...(marked ? [marked] : [])],
    sources: [kept, ...dropped].map(sourceOf),
  };
}

function mergeFinding(draft: Draft, group: DuplicateNotes, evidence: Evidence[]): NewFinding {
  const { kept, dropped, mark, how, confidence } = group;
  const files = new Set([kept, ...dropped].map(({ entry }) => entry.path)).size;
  const where = files === 1 ? "in one file" : `in ${files} files`;
  const note = mark === null || kept.byPerson ? "" : " and now tells how often and since when";
  const which = how === "question" || how === "slip" ? "the fuller" : "the newest";
  return {
    kind: "merge",
    rationale: `${dropped.length + 1} notes ${where} say ${SAYING[how]}; ${which} in ${placeText(kept)} stays${note}.`,
    confidence,
    evidence,
    ...mergeChanges(draft, group),
    ...(dropped.every(({ byPerson }) => byPerson) ? { leftAlone: "A person wrote each of them." } : {}),
  };
}

const placeText = ({ entry }: StoredNote) => `${inlineOwn(entry.path)} line ${entry.startLine}`;

function conflictChanges(draft: Draft, { newer, older }: SupersededNote, copies: StoredNote[]): Changes {
  const value = previousValue(older.compared.text, newer.compared.text);
  const canMark = draft.rules.keepsOldValues && newer.entry.kind !== "pair" && !newer.byPerson;
  const marked = canMark
    ? remark(draft, newer, ({ body, ...marks }) => writeMarks(body, { ...marks, previously: value }))
    : null;
  return {
    edits: [...[older, ...copies].map(removal), ...(marked ? [marked] : [])],
    sources: [newer, older, ...copies].map(sourceOf),
  };
}

function conflictFinding(
  draft: Draft,
  { found, copies, evidence }: { found: SupersededNote; copies: StoredNote[]; evidence: Evidence[] },
): NewFinding {
  const { newer, older, conflict, isTimed } = found;
  const [new_, old] = [inlineOwn(newer.compared.text), inlineOwn(older.compared.text)];
  const rationale = isTimed
    ? `The newer note ${new_} leaves no room for ${old}`
    : `${new_} and ${old} cannot well hold together`;
  const asked = isTimed
    ? "It is not certain that both cannot hold: decide whether the newer one replaces the older."
    : "Nothing tells which of the two is newer: decide which one holds.";
  return {
    kind: "contradict",
    rationale: `${rationale} (${placeText(newer)} and ${placeText(older)}).`,
    confidence: conflict.confidence,
    evidence,
    isRefutation: true,
    ...conflictChanges(draft, found, copies),
    ...(isTimed && conflict.isSure ? {} : { leftAlone: asked }),
  };
}

function evidenceByKey({ reports }: PassInput): Map<string, Evidence[]> {
  const byKey = new Map<string, Evidence[]>();
  for (const { line, evidence } of reports.flatMap(({ mentions }) => mentions)) {
    byKey.set(line, [...(byKey.get(line) ?? []), evidence]);
  }
  return byKey;
}

/** Merges notes that say the same, and lets the newest of contradicting notes stay. */
export const notesPass: Pass = (draft, input) => {
  const notes = listNotes(draft);
  const index = indexNotes(notes);
  const groups = findDuplicateNotes(notes, input.at.toISOString().slice(0, 10), index);
  const superseded = findSuperseded(notes, groups, index);
  const byKey = evidenceByKey(input);
  const evidenceOf = (note: StoredNote) => (byKey.get(note.entry.key) ?? []).slice(0, EVIDENCE_MAX);
  const copiesOf = new Map(groups.map((group) => [group.kept, group.dropped]));
  // All are made of the draft as it is now: what the first ones change must not be read as the lines of the next.
  const findings: NewFinding[] = [];
  const outgoing = new Set<StoredNote>();
  let asked = 0;
  for (const found of superseded) {
    const isAsked = !found.isTimed || !found.conflict.isSure;
    asked += isAsked ? 1 : 0;
    if (asked > ASKED_MAX && isAsked) continue;
    const earlier = found.earlier.filter(({ byPerson }) => !byPerson);
    if (!isAsked) for (const note of [found.older, ...earlier]) outgoing.add(note);
    const copies = [found.older, ...earlier].flatMap((note) => copiesOf.get(note) ?? []).concat(earlier);
    findings.push(conflictFinding(draft, { found, copies, evidence: evidenceOf(found.newer) }));
  }
  for (const group of groups) {
    if (!outgoing.has(group.kept)) findings.push(mergeFinding(draft, group, evidenceOf(group.kept)));
  }
  const propose = openBatch(draft);
  for (const finding of findings) propose(finding);
};
