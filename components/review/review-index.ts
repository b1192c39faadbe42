import { ancestorKeys } from "@/components/memories/build-tree";
import type { DiffFile, DiffFinding, DiffHunk, DreamDiff } from "./dream-diff";
import { orderFiles } from "./file-order";

/** What a person wants of a hunk: to have it, not now, or never in this form. */
export type Choice = "accept" | "leave" | "reject";

/** Open hunks of a group by choice; `conflicts` counts those accepted that the store's newer state contradicts. */
export type Tally = { accept: number; leave: number; reject: number; conflicts: number };

export type HunkEntry = {
  hunk: DiffHunk;
  path: string;
  /** Its place among the hunks of the file, from 1. */
  number: number;
  /** Whether it can still be decided. */
  isOpen: boolean;
  start: Choice;
  /** Keys of the groups whose tallies it counts in. */
  groups: string[];
};

export type FileEntry = {
  file: DiffFile;
  hunks: HunkEntry[];
  open: HunkEntry[];
  /** The findings behind its changes, in the order of the proposal. */
  findingIds: string[];
  /** What they are called beside the lines: their places in this file, from 1. */
  findingNumbers: ReadonlyMap<string, number>;
  warnings: string[];
};

/** A proposal by path, hunk, finding and folder, so that no key press has to look at all of it. */
export type ReviewIndex = {
  files: FileEntry[];
  byPath: ReadonlyMap<string, FileEntry>;
  byHunk: ReadonlyMap<string, HunkEntry>;
  findings: ReadonlyMap<string, DiffFinding>;
  /** The open hunks of each group. */
  groups: ReadonlyMap<string, HunkEntry[]>;
  /** The tallies before anybody chose. */
  start: ReadonlyMap<string, Tally>;
};

export const ALL = "all";
export const REMOVED = "removed";
export const WITHOUT_FINDING = "without-finding";
export const fileGroup = (path: string): string => `file:${path}`;
export const folderGroup = (folder: string): string => `folder:${folder}`;
export const findingGroup = (id: string): string => `finding:${id}`;

export const NO_TALLY: Tally = { accept: 0, leave: 0, reject: 0, conflicts: 0 };

/** Builds the index of a diff; the texts are not needed for it. */
export function indexReview(diff: Pick<DreamDiff, "files" | "findings">): ReviewIndex {
  const order = new Map(diff.findings.map((finding, at) => [finding.id, at]));
  const files = orderFiles(diff.files).map((file) => fileEntry(file, order));
  const groups = new Map<string, HunkEntry[]>();
  const start = new Map<string, Tally>();
  for (const entry of files.flatMap((file) => file.open)) {
    for (const key of entry.groups) {
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
      start.set(key, withChoice(start.get(key) ?? NO_TALLY, entry, { from: null, to: entry.start }));
    }
  }
  return {
    files,
    byPath: new Map(files.map((entry) => [entry.file.path, entry])),
    byHunk: new Map(files.flatMap((file) => file.hunks.map((entry) => [entry.hunk.id, entry] as const))),
    findings: new Map(diff.findings.map((finding) => [finding.id, finding])),
    groups,
    start,
  };
}

/** The tally after one of its hunks went from one choice to another; `from` is null for one that comes in. */
export function withChoice(tally: Tally, entry: HunkEntry, change: { from: Choice | null; to: Choice }): Tally {
  const next = { ...tally };
  if (change.from) next[change.from] -= 1;
  next[change.to] += 1;
  if (entry.hunk.drift === "conflicts") {
    next.conflicts += Number(change.to === "accept") - Number(change.from === "accept");
  }
  return next;
}

function fileEntry(file: DiffFile, order: ReadonlyMap<string, number>): FileEntry {
  const hunks = file.hunks.map((hunk, at): HunkEntry => {
    const isOpen = hunk.decision === "pending" || hunk.decision === "left_out";
    return { hunk, path: file.path, number: at + 1, isOpen, start: startChoice(hunk), groups: groupsOf(file, hunk) };
  });
  const ids = new Set<string>([...file.finding_ids, ...file.hunks.flatMap((hunk) => hunk.finding_ids)]);
  const findingIds = [...ids].filter((id) => order.has(id)).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return {
    file,
    hunks,
    open: hunks.filter((entry) => entry.isOpen),
    findingIds,
    findingNumbers: new Map(findingIds.map((id, at) => [id, at + 1])),
    warnings: [...new Set(file.hunks.flatMap((hunk) => hunk.warnings))],
  };
}

/** What was left out before has to be taken by hand. */
function startChoice(hunk: DiffHunk): Choice {
  return hunk.is_on && hunk.decision !== "left_out" ? "accept" : "leave";
}

function groupsOf(file: DiffFile, hunk: DiffHunk): string[] {
  return [
    ALL,
    fileGroup(file.path),
    ...(file.operation === "removed" ? [REMOVED] : ancestorKeys(file.path).map(folderGroup)),
    ...(hunk.finding_ids.length > 0 ? hunk.finding_ids.map(findingGroup) : [WITHOUT_FINDING]),
  ];
}
