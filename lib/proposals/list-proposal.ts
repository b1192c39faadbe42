import type { DreamId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { listProposedFiles, type ProposedFileRow } from "./repository";

export type ProposedFile = ProposedFileRow;

/** Every file that a dream's proposal changes, decided or not, by path. */
export function listProposal(sql: Sql, dreamId: DreamId): Promise<ProposedFile[]> {
  return listProposedFiles(sql, dreamId);
}
