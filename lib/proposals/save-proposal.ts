import type { Context } from "@/lib/auth/context";
import { putContents } from "@/lib/contents/put-contents";
import { canonicalJson, sha256 } from "@/lib/core/hash";
import { type DreamId, type MemoryId, newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { Proposal } from "@/lib/engines/types";
import type { ProposalChecks } from "./checks/types";
import { isWarned, warnedLines } from "./hunk-warnings";
import { listHunks } from "./list-hunks";
import { proposedRow } from "./proposed-row";
import { insertFindings, insertProposedFiles, type ProposedFileRow, setChecks, setEngineReport } from "./repository";

/** `checks` are those of `checkProposal` for the same base and proposal. */
export type SaveProposal = { dreamId: DreamId; base: BaseFile[]; proposal: Proposal; checks: ProposalChecks };

type BaseFile = { path: string; memoryId: MemoryId; contentSha256: string; text: string };

/**
 * Records findings and files of a proposal, the checks on it, and what the engine says about it as a whole. Hunks with a
 * warning are off: they are taken only when they are asked for.
 * @returns SHA-256 over what an adoption would do: paths, operations and both hashes of every file
 */
export async function saveProposal(ctx: Context, tx: Tx, input: SaveProposal): Promise<string> {
  const base = new Map(input.base.map((file) => [file.path, file]));
  const texts = input.proposal.files.flatMap((file) => (file.content === null ? [] : [file.content]));
  await putContents(tx, ctx.workspaceId, texts);
  const warned = warnedLines(input.checks.warnings);
  const rows = input.proposal.files.map((file) => {
    const before = base.get(file.fromPath ?? file.path);
    const row = proposedRow({
      dreamId: input.dreamId,
      workspaceId: ctx.workspaceId,
      memoryId: before?.memoryId ?? null,
      base: before === undefined ? null : { path: before.path, sha256: before.contentSha256 },
      wanted: file.content === null ? null : { path: file.path, sha256: sha256(file.content) },
    });
    const hunks = listHunks({ ...row, base: before?.text ?? null, proposed: file.content });
    return { ...row, offHunks: hunks.filter((hunk) => isWarned(warned, row, hunk)).map(({ id }) => id) };
  });
  await insertFindings(
    tx,
    input.dreamId,
    input.proposal.findings.map((finding) => ({ ...finding, id: newId("fnd") })),
  );
  await insertProposedFiles(tx, rows);
  const { instructions, churn } = input.proposal;
  await setEngineReport(tx, input.dreamId, { instructions, churn });
  await setChecks(tx, input.dreamId, input.checks.checks);
  return proposalHash(rows);
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
