import type { Context } from "@/lib/auth/context";
import { type DreamId, newId, type SessionId, type StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import type { Finding, ProposedFile } from "@/lib/engines/types";
import { saveProposal } from "@/lib/proposals/save-proposal";
import { aMemory, aStore } from "./builders";
import { aProposal, NO_CHECKS } from "./proposals";

export type SeedProposal = {
  /** Texts by path: what the store holds when the dream reads it. Left out with `storeId`: what it holds now. */
  memories?: Record<string, string>;
  storeId?: StoreId;
  /** Of the texts that the dream read, by path, where it depends on them. */
  files: ProposedFile[] | ((read: Record<string, string>) => ProposedFile[]);
  findings?: Finding[];
  checks?: typeof NO_CHECKS;
};

export type SeededProposal = { dreamId: DreamId; storeId: StoreId; proposalSha256: string };

/** A store and a completed dream over it whose proposal waits, as if an engine had made it. */
export async function seedProposal(ctx: Context, input: SeedProposal): Promise<SeededProposal> {
  const storeId = input.storeId ?? (await aStore(ctx)).id;
  for (const [path, content] of Object.entries(input.memories ?? {})) await aMemory(ctx, storeId, path, content);
  const dreamId = await insertDream(ctx, storeId);
  const base = await ctx.db.query<{ path: string; memoryId: never; contentSha256: string; text: string }>(
    `select b.path, b.memory_id as "memoryId", b.content_sha256 as "contentSha256", c.text from dream_base_files b
     join contents c on c.workspace_id = b.workspace_id and c.sha256 = b.content_sha256 where b.dream_id = $1`,
    [dreamId],
  );
  const read = Object.fromEntries(base.map(({ path, text }) => [path, text]));
  const files = typeof input.files === "function" ? input.files(read) : input.files;
  const proposal = aProposal({ files, findings: input.findings ?? [] });
  const proposalSha256 = await withTransaction(ctx.db, async (tx) => {
    const sha256 = await saveProposal(ctx, tx, { dreamId, base, proposal, checks: input.checks ?? NO_CHECKS });
    await tx.query("update dreams set proposal_sha256 = $2 where id = $1", [dreamId, sha256]);
    return sha256;
  });
  return { dreamId, storeId, proposalSha256 };
}

async function insertDream(ctx: Context, storeId: StoreId): Promise<DreamId> {
  const id = newId("drm");
  const sessionId: SessionId = newId("sesn");
  await ctx.db.query(
    `insert into dreams (id, workspace_id, status, stage, store_id, session_ids, model_id, output_behavior, actor_type,
       actor_id, created_at, started_at, ended_at, review_status)
     values ($1, $2, 'completed', 'done', $3, $4, 'reverie-local', 'create_new', $5, $6, $7, $7, $7, 'waiting')`,
    [id, ctx.workspaceId, storeId, [sessionId], ctx.actor.type, ctx.actor.id, ctx.now()],
  );
  await ctx.db.query(
    `insert into dream_base_files (dream_id, path, workspace_id, memory_id, content_sha256, content_bytes)
     select $1, path, workspace_id, id, content_sha256, content_bytes from memories where store_id = $2`,
    [id, storeId],
  );
  return id;
}
