import type { Context } from "@/lib/auth/context";
import { putContents } from "@/lib/contents/put-contents";
import { canonicalJson, sha256 } from "@/lib/core/hash";
import { type DreamId, type MemoryId, newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { Proposal, ProposedFile } from "@/lib/engines/types";
import { insertFindings, insertProposedFiles, type ProposedFileRow, setEngineReport } from "./repository";
import type { FileOperation } from "./schema";

type BaseFile = { path: string; memoryId: MemoryId; contentSha256: string };

export type SaveProposal = { dreamId: DreamId; base: BaseFile[]; proposal: Proposal };

/**
 * Records findings and files of a proposal, and what the engine says about it as a whole.
 * @returns SHA-256 over what an adoption would do: paths, operations and both hashes of every file
 */
export async function saveProposal(ctx: Context, tx: Tx, input: SaveProposal): Promise<string> {
  const base = new Map(input.base.map((file) => [file.path, file]));
  const texts = input.proposal.files.flatMap((file) => (file.content === null ? [] : [file.content]));
  await putContents(tx, ctx.workspaceId, texts);
  const rows = input.proposal.files.map((file) => rowOf(ctx, input.dreamId, file, base));
  await insertFindings(
    tx,
    input.dreamId,
    input.proposal.findings.map((finding) => ({ ...finding, id: newId("fnd") })),
  );
  await insertProposedFiles(tx, rows);
  const { instructions, churn } = input.proposal;
  await setEngineReport(tx, input.dreamId, { instructions, churn });
  return proposalHash(rows);
}

function operationOf(file: ProposedFile, base: BaseFile | undefined): FileOperation {
  if (file.content === null) return "removed";
  if (file.fromPath !== null) return "moved";
  return base === undefined ? "added" : "modified";
}

function rowOf(ctx: Context, dreamId: DreamId, file: ProposedFile, base: Map<string, BaseFile>): ProposedFileRow {
  const before = base.get(file.fromPath ?? file.path);
  return {
    dreamId,
    workspaceId: ctx.workspaceId,
    path: file.path,
    operation: operationOf(file, before),
    fromPath: file.fromPath,
    memoryId: before?.memoryId ?? null,
    baseSha256: before?.contentSha256 ?? null,
    proposedSha256: file.content === null ? null : sha256(file.content),
    decision: "pending",
    adoptedVersionId: null,
  };
}

/** SHA-256 over paths, operations and both hashes of every file, in any order. */
export function proposalHash(rows: ProposedFileRow[]): string {
  const seen = rows
    .map(({ path, operation, fromPath, baseSha256, proposedSha256 }) => ({
      path,
      operation,
      fromPath,
      baseSha256,
      proposedSha256,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(canonicalJson(seen));
}
