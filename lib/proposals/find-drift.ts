import type { MemoryRow } from "@/lib/memories/repository";
import { openHunks } from "./decide-hunks";
import type { FileState } from "./list-hunks";
import { type ProposalFile, targetOf } from "./load-files";
import { isSameState, mergeStates } from "./merge-states";
import { stateOf } from "./plan-writes";
import type { HunkDrift } from "./schema";

/** How the store moved on since the dream read a file. `merged` is what taking all open hunks gives; absent with a conflict. */
export type DriftedFile = {
  live: MemoryRow | null;
  reason: string;
  merged: { state: FileState } | null;
  hunks: ReadonlyMap<string, HunkDrift>;
};

/** Null when the store holds the file as the dream read it, with what was adopted since. */
export function findDrift(file: ProposalFile, live: MemoryRow | null): DriftedFile | null {
  const now = stateOf(live);
  const before = targetOf(file, []).wanted;
  if (isSameState(now, before)) return null;
  const open = openHunks(file);
  const merged = mergeStates({ ...targetOf(file, open), live: now });
  return {
    live,
    reason: "reason" in merged ? merged.reason : tellChange(before, now),
    merged: "state" in merged ? merged : null,
    hunks: new Map(open.map((id) => [id, hunkDrift(file, id, now)])),
  };
}

/** What happens to one hunk, taken by itself. */
function hunkDrift(file: ProposalFile, id: string, live: FileState): HunkDrift {
  const merged = mergeStates({ ...targetOf(file, [id]), live });
  if ("reason" in merged) return "conflicts";
  return isSameState(merged.state, live) ? "already_there" : "merges";
}

function tellChange(before: FileState, now: FileState): string {
  if (before === null) return `${now?.path} was created since the dream read the store.`;
  if (now === null) return `${before.path} was deleted since the dream read it.`;
  const moved = before.path === now.path ? "" : `moved to ${now.path}`;
  const changed = before.content === now.content ? "" : "changed";
  return `${before.path} was ${[moved, changed].filter((word) => word !== "").join(" and ")} since the dream read it.`;
}
