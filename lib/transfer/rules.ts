import { AppError } from "@/lib/core/errors";
import { pathFault } from "@/lib/memories/path";
import { describeObstacle, type Obstacle, PathTree } from "./path-tree";
import type { HeadRow } from "./repository";
import type { ImportFormat, ImportOperation, OnConflict } from "./schema";

/** One text of a file, at the path that it shall have. */
export type ImportFile = {
  path: string;
  sha256: string;
  bytes: number;
  /** The text, read again: not all texts are in memory at one time. */
  load(): Promise<string>;
};

/** A file that was read and found good: its texts, by path in bytes, and what it names without a text. */
export type ImportSource = {
  format: ImportFormat;
  files: ImportFile[];
  withoutText: { path: string; reason: string }[];
};

export type PlannedFile = {
  file: ImportFile;
  /** Where it goes: the file's own path, unless it is renamed. */
  path: string;
  operation: ImportOperation;
  /** The memory that is there, or stands in the way. */
  memory: HeadRow | null;
  reason?: string;
};

/** Numbers that are tried for a free name. */
const RENAMES_MAX = 1_000;
const CONFLICTS_NAMED_MAX = 20;

/** `/a/notes.md` as `/a/notes-2.md`; with `segment` 0 as `/a-2/notes.md`. */
function numbered(path: string, segment: number, number: number): string {
  const names = path.slice(1).split("/");
  const name = names[segment] ?? "";
  const dot = segment === names.length - 1 ? name.lastIndexOf(".") : -1;
  names[segment] = dot > 0 ? `${name.slice(0, dot)}-${number}${name.slice(dot)}` : `${name}-${number}`;
  return `/${names.join("/")}`;
}

/** Decides for each file of an import. `heads` are the store's memories. */
export function planImport(input: { files: ImportFile[]; heads: HeadRow[]; onConflict: OnConflict }): PlannedFile[] {
  const store = new PathTree<{ sha256: string; memory: HeadRow | null }>();
  for (const head of input.heads) store.set(head.path, { sha256: head.contentSha256, memory: head });
  const upload = new PathTree<null>();
  for (const file of input.files) upload.set(file.path, null);

  /** By the folder that cannot be: the first number that no file was found at, so that all files below try on there. */
  const numbers = new Map<string, number>();

  const rename = (file: ImportFile, obstacle: Obstacle, reason: string): PlannedFile | null => {
    const segment = obstacle.at.split("/").length - 2;
    const isFolder = obstacle.kind === "below_memory";
    for (let number = (isFolder && numbers.get(obstacle.at)) || 2; number <= RENAMES_MAX; number++) {
      const path = numbered(file.path, segment, number);
      const folder = path
        .split("/")
        .slice(0, segment + 2)
        .join("/");
      if (isFolder && (store.get(folder) ?? upload.get(folder)) !== undefined) {
        numbers.set(obstacle.at, number + 1);
        continue;
      }
      const there = store.get(path);
      if (there?.sha256 === file.sha256) return { file, path, operation: "unchanged", memory: there.memory, reason };
      if (pathFault(path) !== null) return null;
      if (store.obstacleTo(path) !== null || upload.obstacleTo(path) !== null) continue;
      store.set(path, { sha256: file.sha256, memory: null });
      return { file, path, operation: "renamed", memory: null, reason };
    }
    return null;
  };

  const decide = (file: ImportFile): PlannedFile => {
    const { path } = file;
    const there = store.get(path);
    if (there?.sha256 === file.sha256) return { file, path, operation: "unchanged", memory: there.memory };
    const obstacle = store.obstacleTo(path);
    if (obstacle === null) {
      store.set(path, { sha256: file.sha256, memory: null });
      return { file, path, operation: "created", memory: null };
    }
    const memory = store.get(obstacle.at)?.memory ?? null;
    const reason = there === undefined ? describeObstacle(obstacle) : "the memory there has another content";
    if (input.onConflict === "skip") return { file, path, operation: "skipped", memory, reason };
    if (input.onConflict === "overwrite" && there !== undefined) return { file, path, operation: "modified", memory };
    const renamed = input.onConflict === "rename" ? rename(file, obstacle, reason) : null;
    return renamed ?? { file, path, operation: "conflict", memory, reason };
  };
  return input.files.map(decide);
}

/** @throws AppError `conflict` that names the first conflicts, when there is one */
export function refuseConflicts(planned: PlannedFile[]): void {
  const conflicts = planned.filter((one) => one.operation === "conflict");
  if (conflicts.length === 0) return;
  const named = conflicts.slice(0, CONFLICTS_NAMED_MAX).map(({ path, reason }) => ({ path, reason: reason ?? "" }));
  const first = named.slice(0, 3).map(({ path, reason }) => `${path} (${reason})`);
  throw new AppError(
    "conflict",
    `Nothing was imported: ${conflicts.length} of the file's paths cannot be written: ${first.join(", ")}` +
      `${conflicts.length > 3 ? ", …" : ""}. Use on_conflict=skip, overwrite or rename, or dry_run=true to see all.`,
    { extra: { conflicts: named } },
  );
}

/** A path of an upload that breaks a rule of its own or stands against another of the same upload, in words, or null. */
export function uploadPathFault(tree: PathTree<unknown>, path: string): string | null {
  const fault = pathFault(path);
  if (fault !== null) return fault;
  const obstacle = tree.obstacleTo(path);
  if (obstacle === null) return null;
  return obstacle.kind === "taken" ? `the path ${path} is there twice` : describeObstacle(obstacle);
}
