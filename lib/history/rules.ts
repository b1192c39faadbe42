import { AppError, printable } from "@/lib/core/errors";
import type { MemoryId, VersionId } from "@/lib/core/ids";
import { parseTime } from "@/lib/core/time";
import type { Pair, StateRow } from "./repository";
import type { ChangeOperation } from "./schema";

/** A point of a store's history as a caller names it: a version, a moment, or now. */
export type PointName = { versionId: VersionId } | { at: Date } | "now";

/** Reads what `HistoryPoint` let through. */
export function pointNamed(text: string | undefined): PointName {
  if (text === undefined) return "now";
  const at = parseTime(text);
  return at === null ? { versionId: text as VersionId } : { at };
}

/** One file that differs, whichever sides it has. */
export type Change = Pair & { operation: ChangeOperation; path: string | null; memoryId: MemoryId };

function changeOf(pair: Pair): Change {
  const side = (pair.to ?? pair.from) as StateRow;
  const path = pair.to?.path ?? pair.from?.path ?? null;
  return { ...pair, operation: operationOf(pair), path, memoryId: side.memoryId };
}

function operationOf({ from, to }: Pair): ChangeOperation {
  if (from === null) return "added";
  if (to === null) return "removed";
  return from.path !== null && to.path !== null && from.path !== to.path ? "moved" : "modified";
}

export const isRedacted = (change: Pair): boolean => change.from?.redacted === true || change.to?.redacted === true;

/** Whether two states are the same file: nothing is known of a redacted one. */
function isSame(from: StateRow, to: StateRow): boolean {
  return !from.redacted && !to.redacted && from.path === to.path && from.contentSha256 === to.contentSha256;
}

/**
 * The changes between two trees, by path. Files without a counterpart are paired by path first: a memory deleted and
 * created anew is one file to its readers. With `byContent` (two stores, whose ids say nothing) a file that left and one
 * that came with the same text are a move, where only one of each has it.
 */
export function changesBetween(pairs: Pair[], options: { byContent: boolean }): Change[] {
  const paired = joinSides(pairs, (state) => state.path);
  const joined = options.byContent ? joinSides(paired, (state) => state.contentSha256) : paired;
  const changed = joined.filter(({ from, to }) => from === null || to === null || !isSame(from, to));
  return changed.map(changeOf).sort(compareChanges);
}

/** Makes one pair of two lone sides that have a key in common with nothing else. */
function joinSides(pairs: Pair[], keyOf: (state: StateRow) => string | null): Pair[] {
  const left = lone(pairs, "from", keyOf);
  const right = lone(pairs, "to", keyOf);
  const taken = new Set<StateRow>();
  const joined: Pair[] = [];
  for (const [key, from] of left) {
    const to = right.get(key);
    if (from === null || to === null || to === undefined) continue;
    joined.push({ from, to });
    taken.add(from).add(to);
  }
  const isTaken = (state: StateRow | null) => state !== null && taken.has(state);
  return [...pairs.filter(({ from, to }) => !isTaken(from) && !isTaken(to)), ...joined];
}

/** Sides without a counterpart by key; null where several have the same. */
function lone(
  pairs: Pair[],
  side: "from" | "to",
  keyOf: (state: StateRow) => string | null,
): Map<string, StateRow | null> {
  const other = side === "from" ? "to" : "from";
  const byKey = new Map<string, StateRow | null>();
  for (const pair of pairs) {
    const state = pair[side];
    const key = state === null || pair[other] !== null ? null : keyOf(state);
    if (key !== null) byKey.set(key, byKey.has(key) ? null : state);
  }
  return byKey;
}

/** What a page of changes ends with: the order's key. */
export type ChangeKey = [path: string | null, operation: string, memoryId: string];

export const keyOfChange = (change: Change): ChangeKey => [change.path, change.operation, change.memoryId];

const compareChanges = (a: Change, b: Change): number => compareKeys(keyOfChange(a), keyOfChange(b));

/** By path in byte order, changes without one last; at one path what goes before what comes. */
export function compareKeys(a: ChangeKey, b: ChangeKey): number {
  const [pathA, operationA, memoryA] = a;
  const [pathB, operationB, memoryB] = b;
  if (pathA !== pathB) {
    if (pathA === null) return 1;
    return pathB === null ? -1 : compareBytes(pathA, pathB);
  }
  const gone = (operation: string) => (operation === "removed" ? 0 : 1);
  return gone(operationA) - gone(operationB) || (memoryA < memoryB ? -1 : Number(memoryA > memoryB));
}

/** The order of the UTF-8 bytes, which is that of code points: surrogates stand above every other unit. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [unitA, unitB] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (unitA !== unitB) return Number(isSurrogate(unitA)) - Number(isSurrogate(unitB)) || unitA - unitB;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

export type ChangeCounts = Record<ChangeOperation, number>;

export function countChanges(changes: Change[]): ChangeCounts {
  const counts: ChangeCounts = { added: 0, modified: 0, moved: 0, removed: 0 };
  for (const change of changes) counts[change.operation] += 1;
  return counts;
}

/**
 * The first changes whose texts fit into `bytesMax` together, at least one: a page is bounded in bytes, not only in files.
 */
export function cutToBytes(changes: Change[], bytesMax: number): Change[] {
  let bytes = 0;
  const fitting = changes.findIndex((change, index) => {
    bytes += (change.from?.contentBytes ?? 0) + (change.to?.contentBytes ?? 0);
    return index > 0 && bytes > bytesMax;
  });
  return fitting < 0 ? changes : changes.slice(0, fitting);
}

/** Splits into runs of at most `bytesMax` of wanted text each (a single one may be larger). */
export function splitByBytes(changes: Change[], bytesMax: number): Change[][] {
  const runs: Change[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    bytes += change.to?.contentBytes ?? 0;
    if (bytes > bytesMax) {
      runs.push([]);
      bytes = change.to?.contentBytes ?? 0;
    }
    runs.at(-1)?.push(change);
  }
  return runs;
}

/** @throws AppError `conflict` naming the first state whose text is gone for good */
export function requireReadable(states: (StateRow | null)[]): void {
  const redacted = states.find((state) => state?.redacted);
  if (redacted) {
    throw new AppError(
      "conflict",
      `Memory version ${redacted.versionId} of memory ${redacted.memoryId} was redacted, so the state of that moment cannot be brought back; choose a moment before or after that version, or one memory.`,
    );
  }
}

export const noSuchFile = (what: string): AppError =>
  new AppError("invalid_request", `${printable(what)} has no file at that point of its history: it was not there.`);
