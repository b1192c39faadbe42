import { deleteUnreferencedContents } from "@/lib/contents/delete-unreferenced-contents";
import type { DreamId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { redactVersions } from "@/lib/versions/redact-versions";
import { addToReceipt } from "./add-to-receipt";
import { listFoundFiles, listFoundMemories, listFoundVersions, type Part } from "./find-repository";
import { rewriteDream } from "./rewrite-dream";
import { rewriteMemories } from "./rewrite-memories";
import type { Run } from "./run";

export type PassCount = {
  changed: number;
  /** Live memories that hold the text and may not be rewritten. */
  heldBack: number;
};

const MEMORIES_PER_LOOK = 100;
const VERSIONS_PER_LOOK = 2_000;
const DREAMS_PER_LOOK = 20;

/**
 * Removes one part of what is searched for from memories, versions and dreams. Each step is a transaction that looks
 * again at what it changes, so a killed run goes on where it stopped: live memories first, so that their old versions
 * are no heads any more, and texts last, when nothing names them.
 */
export async function redactPart(run: Run, part: Part): Promise<PassCount> {
  const count: PassCount = { changed: 0, heldBack: 0 };
  await redactHeads(run, part, count);
  count.changed += await redactOldVersions(run, part);
  count.changed += await redactDreams(run, part);
  if (part.by === "content") {
    await withTransaction(run.ctx.db, (tx) => deleteUnreferencedContents(tx, run.ctx.workspaceId, part.hashes));
  }
  return count;
}

async function redactHeads(run: Run, part: Part, count: PassCount): Promise<void> {
  const { ctx } = run;
  for (let after = ""; ; ) {
    const rows = await listFoundMemories(ctx.db, ctx.workspaceId, part, { after, limit: MEMORIES_PER_LOOK });
    if (run.rewriteHeads) count.changed += await rewriteMemories(run, rows);
    else count.heldBack += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < MEMORIES_PER_LOOK) return;
    after = last.memoryId;
  }
}

async function redactOldVersions(run: Run, part: Part): Promise<number> {
  const { ctx } = run;
  let count = 0;
  for (let after = ""; ; ) {
    run.signal.throwIfAborted();
    const rows = await listFoundVersions(ctx.db, ctx.workspaceId, part, { after, limit: VERSIONS_PER_LOOK });
    const ids = rows.map((row) => row.id);
    count += await withTransaction(ctx.db, async (tx) => {
      const redacted = await redactVersions(ctx, tx, ids);
      await addToReceipt(
        run,
        tx,
        redacted.map((version) => ({
          kind: "memory_version",
          objectId: version.id,
          parentId: version.storeId,
          before: version.contentSha256 ?? version.path ?? "",
          sha256After: null,
        })),
      );
      return redacted.length;
    });
    const last = ids.at(-1);
    if (last === undefined || ids.length < VERSIONS_PER_LOOK) return count;
    after = last;
  }
}

async function redactDreams(run: Run, part: Part): Promise<number> {
  const { ctx } = run;
  let count = 0;
  for (let after = ""; ; ) {
    const files = await listFoundFiles(ctx.db, ctx.workspaceId, part, { after, limit: DREAMS_PER_LOOK });
    const dreamIds = [...new Set<DreamId>(files.map((file) => file.dreamId))];
    for (const dreamId of dreamIds) {
      run.signal.throwIfAborted();
      count += await rewriteDream(run, dreamId, part);
    }
    const last = dreamIds.at(-1);
    if (last === undefined || dreamIds.length < DREAMS_PER_LOOK) return count;
    after = last;
  }
}
