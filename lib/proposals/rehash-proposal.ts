import type { Tx } from "@/lib/db/database";
import type { DreamRow } from "@/lib/dreams/repository";
import { updateDream } from "@/lib/dreams/update-dream";
import { listProposedFiles } from "./repository";
import { proposalHash } from "./save-proposal";

/** Binds reviews of a locked dream to what its proposal holds now; a dream without a proposal stays as it is. */
export async function rehashProposal(tx: Tx, dream: DreamRow): Promise<void> {
  if (dream.proposalSha256 === null) return;
  const proposalSha256 = proposalHash(await listProposedFiles(tx, dream.id));
  if (proposalSha256 !== dream.proposalSha256) await updateDream(tx, dream, { proposalSha256 });
}
