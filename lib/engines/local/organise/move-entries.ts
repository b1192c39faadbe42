import { type Draft, draftContents, draftLines } from "@/lib/engines/local/draft/draft";
import { ignoredWordIn } from "@/lib/engines/local/engine-rules";
import { hasManagedNotes } from "@/lib/engines/local/managed/managed-notes";
import { isProse, type MemoryEntry, parseEntries } from "@/lib/engines/local/notes/memory-entries";
import { subjectWords } from "@/lib/engines/local/notes/note-context";
import { INDEX_START } from "@/lib/engines/local/organise/memory-index";
import { countMoved, hasRoom } from "@/lib/engines/local/organise/organise-budget";
import { proposeOrganise } from "@/lib/engines/local/organise/organise-finding";
import { inlineOwn } from "@/lib/engines/local/text/safe-text";
import { INDEX_PATH } from "@/lib/engines/local/text/tree-paths";

type Place = { path: string; folder: string; subject: string[]; entries: MemoryEntry[] };

/** `**payments worker**: text`, `payments-worker: text`: the thing that a bullet is about. */
const LABELLED = /^(?:\*\*([^*:]{2,60}):?\*\*:?|`([^`]{2,60})`:|([\p{L}][\p{L}\p{N} _-]{1,58}):)\s+\S/u;

function wordsIn(name: string): string {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");
}

function labelOf({ kind, text }: MemoryEntry): string | null {
  const match = kind === "paragraph" ? null : LABELLED.exec(text);
  const name = match?.[1] ?? match?.[2] ?? match?.[3];
  return name === undefined ? null : wordsIn(name);
}

function stemOf(path: string): string {
  return wordsIn(path.slice(path.lastIndexOf("/") + 1).replace(/\.[A-Za-z]{1,8}$/, ""));
}

/** One plain list below at most a title, which ends the file: there an entry can come at the end. */
function listMarker(draft: Draft, { path, entries }: Place): string | null {
  const lines = draftLines(draft, path).map(({ text }) => text);
  const markers = entries.map(({ startLine }) => /^([-*+•]) /.exec(lines[startLine - 1] ?? "")?.[1]);
  const isPlain = new Set(entries.map(({ headings }) => headings.join("\n"))).size === 1 && new Set(markers).size === 1;
  const last = entries.at(-1);
  const isLast = last !== undefined && lines.slice(last.endLine).every((line) => line.trim() === "");
  return entries.length >= 2 && isPlain && isLast ? (markers[0] ?? null) : null;
}

function moveEntry(draft: Draft, from: Place, entry: MemoryEntry, to: Place): void {
  const { path, startLine, endLine } = entry;
  const lines = draftLines(draft, path)
    .slice(startLine - 1, endLine)
    .map(({ text }) => text);
  const isTailBlank = draftLines(draft, to.path).at(-1)?.text.trim() === "";
  const marker = listMarker(draft, to);
  if (marker === null || isTailBlank || !lines[0]?.startsWith(`${marker} `) || lines.some((line) => line.trim() === ""))
    return;
  if (!hasRoom(draft, lines.length)) return;
  const state = proposeOrganise(draft, {
    rationale: `An entry in ${inlineOwn(from.path)} is about ${inlineOwn(to.path)}, by its own label: it moves there.`,
    confidence: 0.8,
    sources: [{ path, line: startLine }],
    edits: [
      { type: "replace", path, start: startLine, end: endLine, lines: [] },
      { type: "append", path: to.path, head: [], lines },
    ],
  });
  if (state === "proposed") countMoved(draft, lines.length);
}

/** A file most of whose bullets have labels is a list of things: each label belongs there. */
function isOverview({ entries }: Place): boolean {
  const labelled = entries.filter((entry) => labelOf(entry) !== null).length;
  return labelled > 1 && labelled * 2 > entries.length;
}

/**
 * Moves a bullet that is labelled with the name of exactly one other file of the folder, out of a file about something else.
 * Whatever is less clear than that stays where it is.
 */
export function moveMisplaced(draft: Draft): void {
  const places = draftContents(draft).flatMap(({ path, content }): Place[] => {
    if (path === INDEX_PATH || !isProse(path) || hasManagedNotes(content) || content.includes(INDEX_START)) return [];
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    return [{ path, folder, subject: subjectWords([path.slice(folder.length)]), entries: parseEntries(path, content) }];
  });
  const byStem = new Map<string, Place[]>();
  for (const place of places) {
    const key = `${place.folder}\n${stemOf(place.path)}`;
    byStem.set(key, [...(byStem.get(key) ?? []), place]);
  }
  for (const place of places) {
    if (place.subject.length === 0 || isOverview(place)) continue;
    for (const entry of [...place.entries].reverse()) {
      const label = labelOf(entry);
      const targets = label === null ? [] : (byStem.get(`${place.folder}\n${label}`) ?? []);
      const [to] = targets;
      if (to && targets.length === 1 && to !== place && isAboutOnly(draft, entry, to, place))
        moveEntry(draft, place, entry, to);
    }
  }
}

function isAboutOnly(draft: Draft, entry: MemoryEntry, to: Place, from: Place): boolean {
  const label = labelOf(entry) ?? "";
  const text = entry.text.toLowerCase();
  if (ignoredWordIn(draft.rules, text) !== null) return false;
  const isAboutBoth =
    from.subject.some((word) => text.includes(word)) ||
    entry.headings.some((heading) => wordsIn(heading).includes(label));
  return !isAboutBoth && to.subject.length > 0 && to.subject.every((word) => text.includes(word));
}
