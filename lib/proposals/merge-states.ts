import { mergeTexts } from "@/lib/diff/merge-texts";
import type { FileState } from "./list-hunks";

/**
 * `base` is what `wanted` was made of, `live` what the store holds now of the same memory (of the path, when there was no
 * base).
 */
export type MergeStates = { base: FileState; live: FileState; wanted: FileState };

/** `state` is what the store shall hold: `live` itself when there is nothing to do. `reason` is for people. */
export type MergedState = { state: FileState } | { reason: string };

/** Three-way merge of a file: of its path and of its text, each by itself. Whatever only one side changed is kept. */
export function mergeStates({ base, live, wanted }: MergeStates): MergedState {
  if (isSameState(live, wanted)) return { state: live };
  if (isSameState(live, base)) return { state: wanted };
  if (isSameState(wanted, base)) return { state: live };
  if (base === null) return { reason: `${live?.path ?? wanted?.path} was created meanwhile with another text.` };
  if (live === null) return { reason: `${base.path} was deleted meanwhile.` };
  if (wanted === null) return { reason: `${base.path} was ${whatChanged(base, live)} meanwhile.` };
  const path = mergePaths(base.path, live.path, wanted.path);
  if (path === null) return { reason: `${base.path} was moved to ${live.path} meanwhile.` };
  const content = mergeTexts({ base: base.content, live: live.content, wanted: wanted.content });
  if (content === null) return { reason: `${live.path} was changed meanwhile in the same place.` };
  return { state: { path, content } };
}

/** Whether both are the same file with the same text, or none. */
export const isSameState = (a: FileState, b: FileState): boolean => a?.path === b?.path && a?.content === b?.content;

function whatChanged(base: NonNullable<FileState>, live: NonNullable<FileState>): string {
  return base.content === live.content ? `moved to ${live.path}` : "changed";
}

function mergePaths(base: string, live: string, wanted: string): string | null {
  if (live === base || live === wanted) return wanted;
  return wanted === base ? live : null;
}
