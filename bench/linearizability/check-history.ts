import { sha256 } from "@/lib/core/hash";
import type { Acknowledged, Change, History, LiveMemory, State } from "./history";
import { stateAfter, Timeline } from "./timeline";
import { Tree } from "./tree";

/** What a check found wrong; empty when it holds. */
export type Check = { name: string; violations: string[] };

/** The feed numbers its changes 1, 2, 3 and so on. */
function checkNumbers(changes: Change[]): string[] {
  return changes.flatMap((change, index) =>
    change.sequence === index + 1 ? [] : [`change ${index + 1} has the sequence ${change.sequence}`],
  );
}

/** A reader that followed during the run got the same. */
function checkFollowed(changes: Change[], followed: Change[]): string[] {
  const faults = changes.flatMap((change, index) =>
    followed[index]?.memory_version_id === change.memory_version_id && followed[index].sequence === change.sequence
      ? []
      : [`change ${change.sequence} was not what a reader got during the run`],
  );
  return followed.length > changes.length ? [...faults, "a reader got more than there is"] : faults;
}

function checkHashes(changes: Change[]): string[] {
  return changes.flatMap((change) =>
    change.operation === "deleted" || sha256(change.content ?? "") === change.content_sha256
      ? []
      : [`change ${change.sequence}: the hash is not the content's`],
  );
}

/** The list of versions and the feed hold the same versions, each once. */
function checkVersions(changes: Change[], versionIds: string[]): string[] {
  const inFeed = changes.map((change) => change.memory_version_id);
  const listed = new Set(versionIds);
  const fed = new Set(inFeed);
  return [
    ...(listed.size === versionIds.length ? [] : ["the list of versions names one twice"]),
    ...(fed.size === inFeed.length ? [] : ["the feed names a version twice"]),
    ...versionIds.filter((id) => !fed.has(id)).map((id) => `version ${id} is not in the feed`),
    ...inFeed.filter((id) => !listed.has(id)).map((id) => `version ${id} is not in the list of versions`),
  ];
}

type Head = { change: Change; state: State };

/** Every prefix of the feed is a legal history of a valid tree, and all of it is the live tree. */
function checkReplay(changes: Change[], live: LiveMemory[]): string[] {
  const faults: string[] = [];
  const tree = new Tree();
  const heads = new Map<string, Head>();
  for (const change of changes) {
    const before = heads.get(change.memory_id);
    const state = stateAfter(change);
    const found = [faultOfTurn(change, before), movePath(tree, before?.state?.path, state?.path)];
    faults.push(...found.flatMap((fault) => (fault === null ? [] : [`change ${change.sequence}: ${fault}`])));
    heads.set(change.memory_id, { change, state });
  }
  return [...faults, ...checkLive(heads, live)];
}

function faultOfTurn(change: Change, before: Head | undefined): string | null {
  const inTurn = change.operation === "created" ? before === undefined : (before?.state ?? null) !== null;
  if (!inTurn) return `${change.operation} out of turn`;
  const later = before === undefined || change.created_at > before.change.created_at;
  return later ? null : "not later than the memory's change before it";
}

/** @returns what the new path breaks, or null */
function movePath(tree: Tree, from: string | undefined, to: string | undefined): string | null {
  if (from === to) return null;
  if (from !== undefined) tree.remove(from);
  return to === undefined ? null : tree.add(to);
}

function checkLive(heads: ReadonlyMap<string, Head>, live: LiveMemory[]): string[] {
  const standing = new Map([...heads].filter(([, { state }]) => state !== null));
  const faults = live.flatMap((memory) => {
    const head = standing.get(memory.id);
    standing.delete(memory.id);
    const same =
      head?.change.memory_version_id === memory.memory_version_id &&
      head.state?.path === memory.path &&
      head.state.sha256 === memory.content_sha256;
    return same ? [] : [`live memory ${memory.id} is not what the feed says`];
  });
  return [...faults, ...[...standing.keys()].map((id) => `memory ${id} should be live`)];
}

/** The change that an acknowledged write made, by version; a memory is deleted once. */
export function matchChanges(history: Pick<History, "acknowledged" | "changes">): Map<Acknowledged, Change> {
  const byVersion = new Map(history.changes.map((change) => [change.memory_version_id, change]));
  const deletions = new Map(
    history.changes.filter(({ operation }) => operation === "deleted").map((change) => [change.memory_id, change]),
  );
  return new Map(
    history.acknowledged.flatMap((write): [Acknowledged, Change][] => {
      const change = write.answer ? byVersion.get(write.answer.versionId) : deletions.get(write.memoryId);
      return change === undefined ? [] : [[write, change]];
    }),
  );
}

/** Every acknowledged write is in the feed exactly once, as it was answered, and nothing else is. */
function checkAcknowledged(history: History, matched: Map<Acknowledged, Change>): string[] {
  const writers = new Map<Change, Acknowledged>();
  const faults: string[] = [];
  for (const write of history.acknowledged) {
    const change = matched.get(write);
    const who = `client ${write.client}'s ${write.write.kind} of ${write.memoryId}`;
    if (change === undefined) {
      faults.push(`${who} was acknowledged and is gone`);
      continue;
    }
    if (writers.has(change)) faults.push(`${who} is the same change as another write`);
    writers.set(change, write);
    const { answer } = write;
    if (answer && (answer.path !== change.path || answer.sha256 !== change.content_sha256)) {
      faults.push(`${who} was answered with another state than it wrote`);
    }
  }
  const unknown = history.changes.filter((change) => !writers.has(change));
  return [...faults, ...unknown.map((change) => `change ${change.sequence} was acknowledged to nobody`)];
}

/** Each write did to the state before it what its client asked for: no update was lost, no precondition was passed by. */
function checkEffects(matched: Map<Acknowledged, Change>, timeline: Timeline): string[] {
  return [...matched].flatMap(([{ write, client }, change]) => {
    const before = timeline.before(change.memory_id, change.sequence);
    return isEffect(write, before, change) ? [] : [`change ${change.sequence} is not client ${client}'s ${write.kind}`];
  });
}

function isEffect(write: Acknowledged["write"], before: State, change: Change): boolean {
  if (write.kind === "create") {
    return before === null && change.path === write.path && change.content === write.content;
  }
  if (before === null) return false;
  if (write.kind === "edit") {
    const parts = before.content.split(write.oldText);
    return parts.length === 2 && parts.join(write.newText) === change.content && change.path === before.path;
  }
  if (write.expectedSha256 !== undefined && write.expectedSha256 !== before.sha256) return false;
  if (write.kind === "delete") return change.operation === "deleted" && change.path === before.path;
  const content = write.kind === "update" ? write.content : before.content;
  return change.path === (write.path ?? before.path) && change.content === content;
}

/** A write that was acknowledged before another one began comes earlier in the feed, in the whole store. */
function checkRealTime(matched: Map<Acknowledged, Change>): string[] {
  const inOrder = [...matched].sort(([, a], [, b]) => a.sequence - b.sequence);
  let latest: { startedAt: number; sequence: number } = { startedAt: Number.NEGATIVE_INFINITY, sequence: 0 };
  return inOrder.flatMap(([{ startedAt, endedAt }, { sequence }]) => {
    const fault =
      endedAt < latest.startedAt
        ? [`change ${sequence} was acknowledged before change ${latest.sequence} was asked for`]
        : [];
    if (startedAt > latest.startedAt) latest = { startedAt, sequence };
    return fault;
  });
}

/** Every check that concerns what was written; `checkRefusals` has those of what was not. */
export function checkHistory(history: History): Check[] {
  const { changes } = history;
  const matched = matchChanges(history);
  return [
    { name: "the feed counts without gaps", violations: checkNumbers(changes) },
    { name: "a reader during the run got the same feed", violations: checkFollowed(changes, history.followed) },
    { name: "hashes match contents", violations: checkHashes(changes) },
    { name: "versions and feed agree", violations: checkVersions(changes, history.versionIds) },
    { name: "every prefix is a valid tree, the whole is the live one", violations: checkReplay(changes, history.live) },
    { name: "every acknowledged write is there exactly once", violations: checkAcknowledged(history, matched) },
    { name: "every write builds on the state before it", violations: checkEffects(matched, new Timeline(changes)) },
    { name: "the order agrees with real time", violations: checkRealTime(matched) },
  ];
}
