import type { Context } from "@/lib/auth/context";
import type { DreamId, StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import { copyMemories } from "@/lib/memories/copy-memories";
import { applyFiles } from "@/lib/proposals/apply-files";
import { listProposal, type ProposedFile } from "@/lib/proposals/list-proposal";
import { appendEvents } from "@/lib/sessions/append-events";
import { copyStore } from "@/lib/stores/copy-store";
import { findActiveStore } from "@/lib/stores/find-active-store";
import type { StoreRow } from "@/lib/stores/repository";
import { dreamContext } from "./dream-context";
import { endDream } from "./end-dream";
import { lockDream } from "./lock-dream";
import { type DreamRow, findDreamById, listBaseRows } from "./repository";
import { updateDream } from "./update-dream";

/**
 * Last step: writes the result and completes the dream, in one transaction. `create_new` makes a store that is the
 * snapshot with the proposal applied; `update_existing` applies the proposal to the input store, file by file where it
 * still holds what the dream read, so concurrent edits are never lost.
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
    const files = await listProposal(tx, dreamId);
    const outputs = dream.outputBehavior === "create_new";
    const written = outputs
      ? await writeNew(ctx, tx, { dream, store, files })
      : await writeInPlace(ctx, tx, { dream, store, files });
    const told = await updateDream(tx, dream, { outputStoreId: written.storeId });
    await tellWrites(ctx, tx, told, written);
    const waits = outputs && files.length > 0;
    await endDream(ctx, tx, told, { status: "completed", reviewStatus: waits ? "waiting" : reviewOf(outputs) });
  });
}

/** Nothing to decide: a new store without changes, or changes that were written in place. */
const reviewOf = (outputs: boolean): DreamRow["reviewStatus"] => (outputs ? "unchanged" : "none");

const STORE_GONE = {
  errorType: "input_memory_store_unavailable",
  errorMessage: "The input memory store was archived or deleted while the dream ran.",
};

type Writing = { dream: DreamRow; store: StoreRow; files: ProposedFile[] };
type Written = { storeId: StoreId; storeName: string; paths: string[]; skipped: string[] };

async function writeNew(ctx: Context, tx: Tx, { dream, store, files }: Writing): Promise<Written> {
  const day = ctx.now().toISOString().slice(0, 10);
  const output = await copyStore(ctx, tx, { from: store, suffix: ` (dream ${day})` });
  const base = await listBaseRows(tx, dream.id);
  const copies = await copyMemories(ctx, tx, { storeId: output.id, memories: base });
  const copyOf = new Map(base.map((file, index) => [file.memoryId, copies[index]?.id ?? null]));
  const own = files.map((file) => ({ ...file, memoryId: file.memoryId && (copyOf.get(file.memoryId) ?? null) }));
  const applied = await applyFiles(ctx, tx, { storeId: output.id, dreamId: dream.id, files: own });
  if (applied.outcome === "conflict") {
    throw new Error(`the proposal does not fit its own snapshot: ${JSON.stringify(applied.conflicts)}`);
  }
  return { storeId: output.id, storeName: output.name, paths: files.map((file) => file.path), skipped: [] };
}

async function writeInPlace(ctx: Context, tx: Tx, { dream, store, files }: Writing): Promise<Written> {
  const whole = await applyFiles(ctx, tx, { storeId: store.id, dreamId: dream.id, files });
  if (whole.outcome === "applied") {
    return { storeId: store.id, storeName: store.name, paths: files.map((file) => file.path), skipped: [] };
  }
  const drifted = new Set(whole.conflicts.map((conflict) => conflict.path));
  const clean = files.filter((file) => !drifted.has(file.path));
  const rest = await applyFiles(ctx, tx, { storeId: store.id, dreamId: dream.id, files: clean });
  const paths = rest.outcome === "applied" ? clean.map((file) => file.path) : [];
  const skipped = files.map((file) => file.path).filter((path) => !paths.includes(path));
  return { storeId: store.id, storeName: store.name, paths, skipped };
}

async function tellWrites(ctx: Context, tx: Tx, dream: DreamRow, written: Written): Promise<void> {
  const { sessionId, threadId } = dream;
  if (sessionId === null || threadId === null) return;
  const text = (value: string) => ({ content: [{ type: "text", text: value }] });
  const lines = [
    `Wrote ${written.paths.length} changed files to ${written.storeName}.`,
    ...written.paths.map((path) => `wrote ${path}`),
    ...written.skipped.map((path) => `left alone ${path}: the store changed since the dream read it`),
  ];
  const events = [{ threadId, type: "agent.message", payload: text(lines.join("\n")) }];
  await appendEvents(ctx, tx, { sessionId, events });
}
