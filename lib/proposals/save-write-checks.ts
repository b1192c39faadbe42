import type { DreamId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { ProposalChecks } from "./checks/types";
import { isWarned, warnedLines } from "./hunk-warnings";
import type { ProposalFile } from "./load-files";
import { listProposedFiles, setChecks, setOffHunks } from "./repository";
import { proposalHash } from "./save-proposal";

export type SaveWriteChecks = { dreamId: DreamId; files: ProposalFile[]; checks: ProposalChecks };

/**
 * Records the checks on a proposal whose dream is locked. Hunks with a warning are off from now on.
 * @returns SHA-256 of the proposal; null, with nothing recorded, when it is no longer that of `files`
 */
export async function saveWriteChecks(tx: Tx, { dreamId, files, checks }: SaveWriteChecks): Promise<string | null> {
  const proposalSha256 = proposalHash(files);
  if (proposalHash(await listProposedFiles(tx, dreamId)) !== proposalSha256) return null;
  const warned = warnedLines(checks.warnings);
  const rows = files.map((file) => ({
    path: file.path,
    offHunks: file.hunks.filter((hunk) => isWarned(warned, file, hunk)).map(({ id }) => id),
  }));
  await setOffHunks(tx, dreamId, rows);
  await setChecks(tx, dreamId, checks.checks);
  return proposalSha256;
}
