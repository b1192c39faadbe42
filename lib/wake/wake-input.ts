import type { Proposal, TranscriptReport } from "@/lib/engines/types";
import { chooseQuestions } from "./choose-questions";
import type { StoreFile } from "./index-store";
import type { WakeTestInput } from "./run-wake-test";

export type TestedProposal = {
  /** The snapshot. */
  base: readonly StoreFile[];
  proposal: Pick<Proposal, "files">;
  reports: readonly TranscriptReport[];
};

/** The questions of a dream's transcripts, with the snapshot and what the whole proposal would make of it. */
export function wakeInput({ base, proposal, reports }: TestedProposal): WakeTestInput {
  const before = base.map(({ path, content }) => ({ path, content }));
  const after = new Map(before.map((file) => [file.path, file]));
  // A file may move to where another one was: first what goes, then what comes.
  for (const { path, fromPath } of proposal.files) after.delete(fromPath ?? path);
  for (const { path, content } of proposal.files) if (content !== null) after.set(path, { path, content });
  return { questions: chooseQuestions(reports), before, after: [...after.values()] };
}
