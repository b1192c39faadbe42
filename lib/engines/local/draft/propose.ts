import { findingFingerprint } from "@/lib/engines/finding-fingerprint";
import {
  type BaseRef,
  type Draft,
  type DraftFile,
  type DraftLine,
  draftLines,
  isByPerson,
  isPersonsLine,
  refsOf,
} from "@/lib/engines/local/draft/draft";
import { editLines, type LineEdit } from "@/lib/engines/local/draft/edit-lines";
import { findUnsafe } from "@/lib/engines/local/draft/find-unsafe";
import { ignoredWordIn, isProtected } from "@/lib/engines/local/engine-rules";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";
import { lineText, splitLines } from "@/lib/engines/local/text/text-lines";
import { CONTENT_BYTES_MAX, contentBytes, isFree } from "@/lib/engines/local/text/tree-paths";
import type { Finding, FindingState, MemorySource, Suggestion } from "@/lib/engines/types";

/** Lines are numbered as the draft has them before the finding; the edits of one finding do not overlap. */
export type Edit =
  /** Lines `start` to `end` become `lines`; no lines: they go. `end` = `start` - 1 inserts before `start`. */
  | { type: "replace"; path: string; start: number; end: number; lines: string[] }
  /** `lines` come after the last line; a missing file is created with `head` before them. */
  | { type: "append"; path: string; head: string[]; lines: string[] }
  | { type: "create"; path: string; content: string }
  | { type: "remove"; path: string }
  | { type: "move"; path: string; to: string };

export type NewFinding = Pick<Finding, "kind" | "rationale" | "confidence" | "evidence"> & {
  /** Places in the draft, numbered as it is before the finding. */
  sources: { path: string; line: number }[];
  edits: Edit[];
  /** A change of a person's line is offered, switched off, when evidence refutes that line; else the line is left alone. */
  isRefutation?: boolean;
  /** Why nothing is to be changed; `edits` are then not looked at. */
  leftAlone?: string;
};

/**
 * Adds a finding to the draft and applies its edits, all or none. An edit that may not be made turns the finding into one
 * that was seen and left alone (or is off by default), with the reason.
 * @returns what became of the finding
 */
export function propose(draft: Draft, input: NewFinding): FindingState {
  const sources = sourcesOf(draft, input.sources);
  const fingerprint = findingFingerprint({
    kind: input.kind,
    sources: sources.map(({ text }) => text),
    added: input.edits.flatMap((edit) => newLines(draft, edit)),
  });
  const obstacle = findObstacle(draft, input) ?? findRejection(draft, input, fingerprint);
  const finding: Finding = {
    kind: input.kind,
    state: obstacle?.state ?? "proposed",
    reason: obstacle?.reason ?? null,
    rationale: input.rationale,
    confidence: input.confidence,
    evidence: input.evidence,
    sources,
    anchors: [],
    suggestion: obstacle?.state === "off" ? suggestionsOf(draft, input.edits) : [],
    fingerprint,
  };
  const number = draft.findings.push(finding) - 1;
  if (obstacle === null) for (const [, edits] of byFile(input.edits)) applyTo(draft, edits, number);
  return finding.state;
}

type Obstacle = { state: "off" | "left_alone"; reason: string };
const leave = (reason: string): Obstacle => ({ state: "left_alone", reason });

function findObstacle(draft: Draft, input: NewFinding): Obstacle | null {
  if (draft.rules.kindsOff.has(input.kind)) return leave("The instructions ask for no such changes.");
  if (input.leftAlone !== undefined) return leave(input.leftAlone);
  const ignored = ignoredIn(draft, input);
  if (ignored !== null) return leave(`The instructions ask to ignore ${inlineOwn(ignored)}.`);
  for (const edit of input.edits) {
    const kept = [edit.path, ...(edit.type === "move" ? [edit.to] : [])].find((path) => isProtected(draft.rules, path));
    if (kept !== undefined) return leave(`The instructions ask to leave ${inlineOwn(kept)} alone.`);
    const blocked = findBlocked(draft, edit);
    if (blocked !== null) return leave(blocked);
  }
  const unsafe = findUnsafe(
    input.edits.flatMap((edit) => newLines(draft, edit)),
    (text) => stoodInStore(draft, text),
  );
  if (unsafe !== null) return leave(unsafe);
  const person = input.edits.find((edit) => touchesPersonIn(draft, edit));
  if (person === undefined) return null;
  return input.isRefutation && input.edits.every((edit) => edit.type === "replace")
    ? {
        state: "off",
        reason: `A person wrote the line in ${inlineOwn(person.path)}, so the change is off: make it by hand if it is right.`,
      }
    : leave(`A person wrote the line in ${inlineOwn(person.path)}.`);
}

/** A person's no holds until an event speaks for the finding that did not before. */
function findRejection(draft: Draft, { evidence }: NewFinding, fingerprint: string): Obstacle | null {
  const known = draft.rejections.get(fingerprint);
  if (known === undefined || evidence.some(({ event_id }) => !known.has(event_id))) return null;
  return leave("A person turned this down before, and nothing new speaks for it.");
}

/** The index and moved sections go on naming what is there: only what a finding tells anew is held to it. */
function ignoredIn(draft: Draft, { kind, rationale, edits }: NewFinding): string | null {
  if (kind === "organise" || draft.rules.ignoredWords.length === 0) return null;
  return ignoredWordIn(draft.rules, [rationale, ...edits.flatMap((edit) => newLines(draft, edit))].join("\n"));
}

function touchesPersonIn(draft: Draft, edit: Edit): boolean {
  if (edit.type === "replace") return isByPerson(draft, edit.path, edit.start, edit.end);
  return edit.type === "remove" && draftLines(draft, edit.path).some(isPersonsLine);
}

function stoodInStore(draft: Draft, text: string): boolean {
  for (const { content } of draft.base.values()) if (content.includes(text)) return true;
  return false;
}

/** Lines that the replaced ones do not hold. */
function newLines(draft: Draft, edit: Edit): string[] {
  if (edit.type === "remove" || edit.type === "move") return [];
  const lines = edit.type === "create" ? splitLines(edit.content) : edit.lines;
  if (edit.type !== "replace") return lines;
  const old = new Set(
    draftLines(draft, edit.path)
      .slice(edit.start - 1, edit.end)
      .map(({ text }) => text),
  );
  return lines.filter((line) => !old.has(line));
}

/** Why an edit cannot be made here, or null. */
function findBlocked(draft: Draft, edit: Edit): string | null {
  const file = draft.files.get(edit.path);
  if (edit.type === "create" || edit.type === "move" || (edit.type === "append" && !file)) {
    const target = edit.type === "move" ? edit.to : edit.path;
    const others = [...draft.files.keys(), ...draft.base.keys()].filter((path) => path !== edit.path || !file);
    if (!isFree(target, others)) return `${inlineOwn(target)} is taken.`;
  }
  if (edit.type !== "append" && edit.type !== "replace") return null;
  const added = edit.lines.reduce((sum, line) => sum + contentBytes(line) + 2, 0);
  const gone =
    edit.type === "append"
      ? 0
      : draftLines(draft, edit.path)
          .slice(edit.start - 1, edit.end)
          .reduce((sum, { text }) => sum + contentBytes(text), 0);
  const bytes = contentBytes(file?.content ?? "") + added - gone;
  return added > gone && bytes > CONTENT_BYTES_MAX ? `${inlineOwn(edit.path)} is full.` : null;
}

function byFile(edits: Edit[]): Map<string, Edit[]> {
  const groups = new Map<string, Edit[]>();
  for (const edit of edits) groups.set(edit.path, [...(groups.get(edit.path) ?? []), edit]);
  return groups;
}

function applyTo(draft: Draft, edits: Edit[], finding: number): void {
  const replacing = edits.filter((edit): edit is LineEdit => edit.type === "replace");
  if (replacing.length > 0) applyReplacements(draft, replacing, finding);
  for (const edit of edits) {
    if (edit.type === "append") append(draft, edit, finding);
    if (edit.type === "create") create(draft, edit.path, edit.content, finding);
    if (edit.type === "remove") remove(draft, edit.path, finding);
    if (edit.type === "move") move(draft, edit, finding);
  }
}

function store(draft: Draft, file: DraftFile, lines: DraftLine[]): void {
  const bom = file.content.startsWith("\ufeff") ? "\ufeff" : "";
  file.lines = lines;
  file.content = bom + lines.map(({ text, end }) => text + end).join("");
  draft.files.set(file.path, file);
}

function applyReplacements(draft: Draft, edits: LineEdit[], finding: number): void {
  const path = edits[0]?.path ?? "";
  const file = draft.files.get(path);
  if (!file) return;
  const edited = editLines(draftLines(draft, path), edits, finding);
  draft.removed.push(...edited.removed);
  if (edited.isEmpty) remove(draft, path, finding, edited.lines);
  else store(draft, file, edited.lines);
}

function written(text: string, end: string, finding: number): DraftLine {
  return { text, end, base: null, replaces: [], findings: [finding], byPerson: false, at: null };
}

function append(draft: Draft, edit: Extract<Edit, { type: "append" }>, finding: number): void {
  const file = draft.files.get(edit.path) ?? { path: edit.path, basePath: null, content: "", lines: [] };
  const lines = [...draftLines(draft, edit.path)];
  const end = lines[0]?.end === "\r\n" ? "\r\n" : "\n";
  const last = lines.at(-1);
  if (last && last.end === "") {
    lines[lines.length - 1] = {
      ...last,
      end,
      base: null,
      replaces: refsOf(last),
      findings: [...last.findings, finding],
    };
  }
  const added = lines.length === 0 ? [...edit.head, ...edit.lines] : edit.lines;
  store(draft, file, [...lines, ...added.map((text) => written(text, end, finding))]);
}

function create(draft: Draft, path: string, content: string, finding: number): void {
  const lines = splitLines(content).map((line) => {
    const text = line.replace(/\r?\n$/, "");
    return written(text, line.slice(text.length), finding);
  });
  store(draft, { path, basePath: null, content: "", lines: null }, lines);
  draft.touched.push({ path, finding });
}

function remove(draft: Draft, path: string, finding: number, lines = draftLines(draft, path)): void {
  for (const line of lines) {
    for (const ref of refsOf(line)) draft.removed.push({ ref, findings: [...line.findings, finding] });
  }
  draft.files.delete(path);
  draft.touched.push({ path, finding });
}

function move(draft: Draft, edit: Extract<Edit, { type: "move" }>, finding: number): void {
  const file = draft.files.get(edit.path);
  if (!file) return;
  draftLines(draft, edit.path);
  draft.files.delete(edit.path);
  draft.files.set(edit.to, { ...file, path: edit.to });
  draft.touched.push({ path: edit.to, finding });
}

/** The places as the snapshot has them; lines that an earlier finding wrote stand for the lines they replaced. */
function sourcesOf(draft: Draft, places: NewFinding["sources"]): MemorySource[] {
  return places.flatMap(({ path, line }) => {
    const found = draftLines(draft, path)[line - 1];
    const ref = found && refsOf(found)[0];
    if (!found || !ref) return [];
    return [{ path: ref.path, line: ref.line, text: found.base ? found.text : baseText(draft, ref) }];
  });
}

function baseText(draft: Draft, { path, line }: BaseRef): string {
  return lineText(splitLines(draft.base.get(path)?.content ?? "")[line - 1] ?? "");
}

function suggestionsOf(draft: Draft, edits: Edit[]): Suggestion[] {
  return edits.flatMap((edit) => {
    if (edit.type !== "replace") return [];
    const refs = draftLines(draft, edit.path)
      .slice(edit.start - 1, edit.end)
      .flatMap(({ base }) => (base ? [base] : []));
    const [first] = refs;
    const last = refs.at(-1);
    if (!first || !last) return [];
    return [{ path: first.path, start: first.line, end: last.line, lines: edit.lines }];
  });
}
