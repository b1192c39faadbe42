import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "@/lib/auth/context";
import { operatorLimits } from "@/lib/auth/operator-limits";
import { SCOPES } from "@/lib/auth/scopes";
import { newId, type RedactionId } from "@/lib/core/ids";
import { withAdvisoryLock } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import { eachPart } from "./each-part";
import { fingerprintKey } from "./fingerprint";
import { freeSpace } from "./free-space";
import { type PassCount, redactPart } from "./redact-part";
import {
  countPass,
  endRedactionRows,
  findRedactionById,
  listRunningDreamIds,
  type RedactionRow,
  startRedactionRow,
} from "./repository";
import { rewritePlaces } from "./rewrite-places";
import type { Run } from "./run";
import { searchOf, secretOf } from "./search";
import { withoutSecrets } from "./without-secrets";

/** Redactions take turns, in all processes: two of the same text would wait for each other's rows. */
const ADVISORY_LOCK_KEY = 72707373;

/** Writers that add the text faster than it is removed are a reason to give up. */
const PASSES_MAX = 20;
const DREAM_POLL_MS = 500;

/**
 * Does a redaction: passes over the workspace until one finds nothing, then forgets what was searched for. May be killed
 * at any line and run again. What it throws holds nothing of the text.
 */
export async function runRedaction(job: JobContext, id: RedactionId, signal: AbortSignal): Promise<void> {
  try {
    const found = await withAdvisoryLock(job.db, ADVISORY_LOCK_KEY, () => work(job, id, signal));
    if (found) await freeSpace(job);
  } catch (error) {
    throw withoutSecrets(error);
  }
}

/** @returns whether there is such a redaction, ended now or by an attempt before this one */
async function work(job: JobContext, id: RedactionId, signal: AbortSignal): Promise<boolean> {
  const row = await findRedactionById(job.db, id);
  if (row === null) return false;
  if (row.endedAt !== null) return true;
  await startRedactionRow(job.db, id, job.now());
  const run: Run = {
    ctx: contextOf(job, row),
    id,
    search: searchOf(row),
    rewriteHeads: row.rewriteHeads,
    key: await fingerprintKey(secretOf(row), row.salt),
    signal,
  };
  const { heldBack } = await passUntilClean(run, row.itemCount > 0);
  const errorMessage =
    heldBack === 0
      ? null
      : `${heldBack} live memories hold the text since the redaction began: send it again, with rewrite_heads.`;
  const status = errorMessage === null ? "completed" : "failed";
  await endRedactionRows(job.db, [id], { status, errorMessage, at: job.now() });
  return true;
}

/** @param changedBefore whether an earlier attempt, which was killed, has changed anything */
async function passUntilClean(run: Run, changedBefore: boolean): Promise<PassCount> {
  let everChanged = changedBefore;
  let waited = false;
  for (let pass = 1; pass <= PASSES_MAX; pass++) {
    const count = await runPass(run);
    everChanged ||= count.changed > 0;
    if (count.changed > 0) continue;
    // A dream at work may have read the text before it was removed, and writes down later what it read.
    if (waited || !everChanged || !(await dreamsToEnd(run))) return count;
    waited = true;
  }
  throw new Error(`the text was still there after ${PASSES_MAX} passes`);
}

async function runPass(run: Run): Promise<PassCount> {
  await countPass(run.ctx.db, run.id);
  const total: PassCount = { changed: 0, heldBack: 0 };
  for await (const part of eachPart(run.ctx, run.search)) {
    run.signal.throwIfAborted();
    const count = await redactPart(run, part);
    total.changed += count.changed;
    total.heldBack += count.heldBack;
  }
  if (run.search.type === "literal") total.changed += await rewritePlaces(run, run.search);
  return total;
}

/** Waits until the dreams that run now have ended. @returns whether there were any */
async function dreamsToEnd({ ctx, signal }: Run): Promise<boolean> {
  const first = new Set(await listRunningDreamIds(ctx.db, ctx.workspaceId));
  for (let open = [...first]; open.length > 0; ) {
    await pause(DREAM_POLL_MS, undefined, { signal });
    open = (await listRunningDreamIds(ctx.db, ctx.workspaceId)).filter((id) => first.has(id));
  }
  return first.size > 0;
}

/** Acts as whoever asked for the redaction. */
function contextOf(job: JobContext, row: RedactionRow): Context {
  return {
    workspaceId: row.workspaceId,
    actor: { type: row.actorType, id: row.actorId },
    scopes: new Set(SCOPES),
    db: job.db,
    now: job.now,
    requestId: newId("req"),
    limits: operatorLimits(),
  };
}
