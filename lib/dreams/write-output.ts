import type { Context } from "@/lib/auth/context";
import type { DreamId, StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import { enqueue } from "@/lib/jobs/queue";
import { copyMemories } from "@/lib/memories/copy-memories";
import { autoAdoptJob } from "@/lib/policies/auto-adopt.job";
import { applyProposal } from "@/lib/proposals/apply-proposal";
import { appendEvents } from "@/lib/sessions/append-events";
import { copyStore } from "@/lib/stores/copy-store";
import { findActiveStore } from "@/lib/stores/find-active-store";
import type { StoreRow } from "@/lib/stores/repository";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { dreamContext } from "./dream-context";
import { endDream } from "./end-dream";
import { lockDream } from "./lock-dream";
import { type DreamRow, findDreamById } from "./repository";
import { listBaseRows } from "./snapshot-repository";
import { updateDream } from "./update-dream";

/**
 * Last step: writes the result and completes the dream, in one transaction. `create_new` makes a store that is the
 * snapshot with the proposal applied; `update_existing` applies the proposal to the input store, merged file by file with what
 * was written meanwhile, so concurrent edits are never lost.
 */
export async function writeOutput(job: JobContext, dreamId: DreamId): Promise<void> {
  const found = await findDreamById(job.db, dreamId);
  if (found?.status !== "running" || found.stage !== "writing") return;
  const ctx = dreamContext(job, found);
  await withTransaction(job.db, async (tx) => {
    const dream = await lockDream(ctx, tx, dreamId);
    if (dream.status !== "running" || dream.stage !== "writing") return;
    const store = await findActiveStore(ctx, tx, dream.storeId);
    if (store === null) {
      await endDream(ctx, tx, dream, { status: "failed", ...STORE_GONE });
      return;
    }
    const outputs = dream.outputBehavior === "create_new";
    const written = await (outputs ? writeNew : writeInPlace)(ctx, tx, { dream, store });
    const told = await updateDream(tx, dream, { outputStoreId: written.storeId });
    await tellWrites(ctx, tx, told, written);
    const waits = outputs && written.paths.length > 0;
    await endDream(ctx, tx, told, { status: "completed", reviewStatus: waits ? "waiting" : reviewOf(outputs) });
    if (waits) await enqueue(tx, autoAdoptJob, { dreamId });
    if (waits) await emitEvent(ctx, tx, { type: "reverie.proposal.ready", objectId: dream.id, storeId: store.id });
  });
}

/** Nothing to decide: a new store without changes, or changes that were written in place. */
const reviewOf = (outputs: boolean): DreamRow["reviewStatus"] => (outputs ? "unchanged" : "none");

const STORE_GONE = {
  errorType: "input_memory_store_unavailable",
  errorMessage: "The input memory store was archived or deleted while the dream ran.",
};

type Writing = { dream: DreamRow; store: StoreRow };
type Written = { storeId: StoreId; storeName: string; paths: string[]; skipped: string[] };

async function writeNew(ctx: Context, tx: Tx, { dream, store }: Writing): Promise<Written> {
  const day = ctx.now().toISOString().slice(0, 10);
  const output = await copyStore(ctx, tx, { from: store, suffix: ` (dream ${day})` });
  const base = await listBaseRows(tx, dream.id);
  const copies = await copyMemories(ctx, tx, { storeId: output.id, memories: base });
  const copyOf = new Map(base.flatMap(({ memoryId }, index) => (copies[index] ? [[memoryId, copies[index].id]] : [])));
  const copied = { ...output, memoryCount: copies.length };
  const applied = await applyProposal(ctx, tx, { dreamId: dream.id, store: copied, copyOf });
  if (applied.skipped.length > 0) throw new Error(`the proposal does not fit its own snapshot: ${applied.skipped}`);
  return { storeId: output.id, storeName: output.name, ...applied };
}

async function writeInPlace(ctx: Context, tx: Tx, { dream, store }: Writing): Promise<Written> {
  const applied = await applyProposal(ctx, tx, { dreamId: dream.id, store });
  return { storeId: store.id, storeName: store.name, ...applied };
}

async function tellWrites(ctx: Context, tx: Tx, dream: DreamRow, written: Written): Promise<void> {
  const { sessionId, threadId } = dream;
  if (sessionId === null || threadId === null) return;
  const text = (value: string) => ({ content: [{ type: "text", text: value }] });
  const lines = [
    `Wrote ${written.paths.length} changed files to ${written.storeName}.`,
    ...written.paths.map((path) => `wrote ${path}`),
    ...written.skipped.map((path) => `left alone ${path}: a newer change of the store contradicts it`),
  ];
  const events = [{ threadId, type: "agent.message", payload: text(lines.join("\n")) }];
  await appendEvents(ctx, tx, { sessionId, events });
}
