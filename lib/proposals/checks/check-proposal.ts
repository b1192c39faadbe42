import { checkDeletions } from "./check-deletions";
import { checkEvidence } from "./check-evidence";
import { checkLinks } from "./check-links";
import { checkLoss } from "./check-loss";
import { checkPeople } from "./check-people";
import { checkQuotes } from "./check-quotes";
import { checkSafety } from "./check-safety";
import { checkSize } from "./check-size";
import { compareItems } from "./finish-check";
import { namedLines, readChange } from "./read-change";
import { keptWords } from "./standing-lines";
import type { CheckInput, ProposalChecks } from "./types";

/**
 * The checks on a proposal of any engine, all eleven, in the order of `CheckName`, and the lines that make their hunk off by
 * default: added without evidence, unsafe, or taking a person's words without an explanation. Pure: equal inputs give
 * equal results, whatever the order of memories, files and findings. Its time grows with the size of the store, and with
 * that of the changed files; only those are looked at for what is unsafe.
 */
export async function checkProposal(input: CheckInput): Promise<ProposalChecks> {
  const change = readChange(input.memories, input.files);
  const named = namedLines(input.findings);
  const kept = keptWords(change);
  const evidence = checkEvidence(change, named);
  const safety = await checkSafety(change);
  const people = checkPeople(change, named, kept);
  return {
    checks: [
      evidence.check,
      checkQuotes(input.findings),
      ...safety.checks,
      checkDeletions(change, kept),
      checkSize(change, input.memoriesMax),
      checkLinks(change),
      people.check,
      checkLoss(change, input.findings, kept),
    ],
    warnings: [...evidence.warnings, ...safety.warnings, ...people.warnings].sort(compareItems),
  };
}
