import type { FindingKind } from "@/lib/proposals/schema";
import type { DiffFinding } from "./dream-diff";
import {
  type FileEntry,
  fileGroup,
  findingGroup,
  folderGroup,
  type HunkEntry,
  REMOVED,
  type ReviewIndex,
  WITHOUT_FINDING,
} from "./review-index";

/** A line of the tree at the left. `group` is whose tally its tick shows; null for one hunk. */
export type TreeNode = {
  key: string;
  group: string | null;
  label: string;
  children: TreeNode[];
  /** What it leads to. */
  file: FileEntry | null;
  hunk: HunkEntry | null;
  finding: DiffFinding | null;
};

const BLANK = { group: null, children: [], file: null, hunk: null, finding: null };

/** The files as folders, those that would go before all others. */
export function fileTree(index: ReviewIndex): TreeNode[] {
  const top: TreeNode[] = [];
  const folders = new Map<string, TreeNode[]>();
  const childrenOf = (folder: string): TreeNode[] => {
    if (folder === "/") return top;
    const known = folders.get(folder);
    if (known) return known;
    const cut = folder.lastIndexOf("/", folder.length - 2) + 1;
    const group = folderGroup(folder);
    const node: TreeNode = { ...BLANK, key: group, group, label: folder.slice(cut), children: [] };
    folders.set(folder, node.children);
    childrenOf(folder.slice(0, cut)).push(node);
    return node.children;
  };
  const removed = index.files.filter((entry) => entry.file.operation === "removed");
  if (removed.length > 0) {
    const children = removed.map((entry) => fileNode(entry, entry.file.path));
    top.push({ ...BLANK, key: REMOVED, group: REMOVED, label: "Would be removed", children });
  }
  for (const entry of index.files) {
    if (entry.file.operation === "removed") continue;
    const cut = entry.file.path.lastIndexOf("/") + 1;
    childrenOf(entry.file.path.slice(0, cut)).push(fileNode(entry, entry.file.path.slice(cut)));
  }
  return top.map(joinFolders);
}

/** A folder that holds nothing but one other stands in one line with it. */
function joinFolders(node: TreeNode): TreeNode {
  const children = node.children.map(joinFolders);
  const only = children.length === 1 ? children[0] : undefined;
  return only?.children.length ? { ...only, label: `${node.label}${only.label}` } : { ...node, children };
}

function fileNode(file: FileEntry, label: string): TreeNode {
  const group = fileGroup(file.file.path);
  return { ...BLANK, key: group, group, label, file };
}

/** The findings with their changes, in the order of the proposal; `kind` null: of all kinds. */
export function findingTree(index: ReviewIndex, kind: FindingKind | null): TreeNode[] {
  const hunks = hunksByFinding(index);
  const nodes = [...index.findings.values()].flatMap((finding): TreeNode[] => {
    const own = hunks.get(finding.id);
    if (!own || (kind !== null && finding.kind !== kind)) return [];
    const group = findingGroup(finding.id);
    return [{ ...BLANK, key: group, group, label: finding.rationale, finding, children: own.map(hunkNode(group)) }];
  });
  const rest = hunks.get(WITHOUT_FINDING);
  if (!rest || kind !== null) return nodes;
  const children = rest.map(hunkNode(WITHOUT_FINDING));
  return [...nodes, { ...BLANK, key: WITHOUT_FINDING, group: WITHOUT_FINDING, label: "Without a finding", children }];
}

/** The kinds of the findings that have a change, each once, in the order in which they first come. */
export function findingKinds(index: ReviewIndex): FindingKind[] {
  const hunks = hunksByFinding(index);
  return [...new Set([...index.findings.values()].filter(({ id }) => hunks.has(id)).map(({ kind }) => kind))];
}

function hunksByFinding(index: ReviewIndex): Map<string, HunkEntry[]> {
  const hunks = new Map<string, HunkEntry[]>();
  for (const entry of index.files.flatMap((file) => file.hunks)) {
    const ids = entry.hunk.finding_ids;
    for (const key of ids.length > 0 ? ids : [WITHOUT_FINDING]) {
      const own = hunks.get(key);
      if (own) own.push(entry);
      else hunks.set(key, [entry]);
    }
  }
  return hunks;
}

const hunkNode =
  (parent: string) =>
  (hunk: HunkEntry): TreeNode => {
    const line = hunk.hunk.kind === "text" ? `:${hunk.hunk.proposed_start}` : "";
    return { ...BLANK, key: `${parent}/${hunk.hunk.id}`, label: `${hunk.path}${line}`, hunk };
  };

export type VisibleNode = {
  node: TreeNode;
  /** From 1. */
  level: number;
  /** Its place among those beside it, from 1, and how many these are. */
  position: number;
  setSize: number;
  parent: string | null;
};

/** The nodes of the open part of a tree from top to bottom. */
export function visibleNodes(nodes: TreeNode[], closed: ReadonlySet<string>): VisibleNode[] {
  const visible: VisibleNode[] = [];
  const walk = (level: number, parent: string | null, siblings: TreeNode[]) => {
    siblings.forEach((node, at) => {
      visible.push({ node, level, position: at + 1, setSize: siblings.length, parent });
      if (!closed.has(node.key)) walk(level + 1, node.key, node.children);
    });
  };
  walk(1, null, nodes);
  return visible;
}
