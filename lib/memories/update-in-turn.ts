import type { Context } from "@/lib/auth/context";
import { putContents } from "@/lib/contents/put-contents";
import { withTransaction } from "@/lib/db/database";
import { appendVersions } from "@/lib/versions/append-versions";
import { type LockedRow, lockMemoryRow, type MemoryRow, updateMemoryRows } from "./repository";
import { laterThan } from "./rules";
import { type ContentUpdate, type UpdateOutcome, updateContentRow } from "./write-repository";

type Turn = { ctx: Context; update: ContentUpdate };
type Waiting = Turn & { resolve(outcome: UpdateOutcome | null): void; reject(error: unknown): void };

/** Written in one transaction at most; what waits behind them takes the next. */
const TOGETHER_MAX = 64;

/** By memory, what came while an update of it was on its way. No entry: none is. */
const queues = new Map<string, Waiting[]>();

/**
 * A content update. Alone it is one statement; those that come while one of the same memory is on its way wait here and
 * are then decided one after the other under a single lock and commit. Writers of one memory would wait for its row
 * anyway, but there each would hold a connection, and each would pay for a commit: 64 writers waited 60 times as long as
 * one, and everybody else waited with them (bench/api).
 * @returns null when the memory is not in the store
 */
export async function updateInTurn(turn: Turn): Promise<UpdateOutcome | null> {
  const { ctx, update } = turn;
  const key = [ctx.db.url, update.workspaceId, update.storeId, update.memoryId].join(" ");
  const queue = queues.get(key);
  if (queue !== undefined) {
    return new Promise((resolve, reject) => queue.push({ ...turn, resolve, reject }));
  }
  queues.set(key, []);
  try {
    return await updateContentRow(ctx.db, update);
  } finally {
    void updateWaiting(key);
  }
}

async function updateWaiting(key: string): Promise<void> {
  for (;;) {
    const together = queues.get(key)?.splice(0, TOGETHER_MAX) ?? [];
    const [first] = together;
    if (first === undefined) break;
    try {
      const outcomes = await updateTogether(first.ctx, together);
      for (const [index, waiting] of together.entries()) waiting.resolve(outcomes[index] ?? null);
    } catch (error) {
      for (const waiting of together) waiting.reject(error);
    }
  }
  queues.delete(key);
}

/** Several updates of one memory, in the order in which they came; each has its own precondition and its own version. */
function updateTogether(ctx: Context, turns: Turn[]): Promise<(UpdateOutcome | null)[]> {
  const { workspaceId, storeId, memoryId } = (turns[0] as Turn).update;
  return withTransaction(ctx.db, async (tx) => {
    const memory = await lockMemoryRow(tx, { workspaceId, storeId, id: memoryId });
    if (memory === null) return turns.map(() => null);
    const decided = decide(memory, turns);
    const written = decided.filter(({ outcome }) => outcome.outcome === "written");
    if (written.length > 0) {
      await putContents(
        tx,
        workspaceId,
        written.map(({ turn }) => turn.update.content.text),
      );
      await appendVersions(
        ctx,
        tx,
        written.map(({ turn, before, after }) => ({
          id: after.headVersionId,
          storeId,
          memoryId,
          operation: "modified",
          path: after.path,
          contentSha256: after.contentSha256,
          contentBytes: after.contentBytes,
          baseSha256: before.contentSha256,
          createdAt: after.updatedAt,
          dreamId: null,
          actor: turn.ctx.actor,
        })),
      );
      await updateMemoryRows(tx, [(written.at(-1) as Decided).after]);
    }
    return decided.map(({ outcome }) => outcome);
  });
}

type Decided = { turn: Turn; before: MemoryRow; after: MemoryRow; outcome: UpdateOutcome };

/** The decisions that `UPDATE_CONTENT` takes, for one update after the other. */
function decide(memory: LockedRow, turns: Turn[]): Decided[] {
  let before: MemoryRow = memory;
  return turns.map((turn) => {
    const { content, expectedSha256, versionId, at } = turn.update;
    const outcome = () => {
      if (memory.archivedAt !== null) return "archived";
      if (memory.reviewsWrites && turn.ctx.actor.type !== "user_actor") return "review";
      if (content.sha256 === before.contentSha256) return "unchanged";
      return expectedSha256 !== null && expectedSha256 !== before.contentSha256 ? "changed" : "written";
    };
    const decision = outcome();
    const after: MemoryRow =
      decision === "written"
        ? {
            ...before,
            headVersionId: versionId,
            contentSha256: content.sha256,
            contentBytes: content.bytes,
            updatedAt: laterThan(at, before.updatedAt),
          }
        : before;
    const { path, createdAt } = before;
    const decided = {
      turn,
      before,
      after,
      outcome: {
        outcome: decision,
        path,
        headVersionId: before.headVersionId,
        createdAt,
        updatedAt: after.updatedAt,
      } as const,
    };
    before = after;
    return decided;
  });
}
