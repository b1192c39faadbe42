import { checkProposal } from "@/lib/proposals/checks/check-proposal";
import type { MadeReview } from "./make-review";
import { cpuTimed, median } from "./timing";

/** `ms` of processor. */
export type CheckFigures = { memories: number; files: number; warnings: number; ms: number };

/** All checks on proposals of several sizes, in turns. */
export async function measureChecks(reviews: MadeReview[], rounds: number): Promise<CheckFigures[]> {
  const times = reviews.map((): number[] => []);
  const warnings = reviews.map(() => 0);
  for (let round = 0; round <= rounds; round++) {
    for (const [at, made] of reviews.entries()) {
      const { ms, result } = await cpuTimed(() => checkProposal({ ...made, memoriesMax: 1_000_000 }));
      // The first round is for the compiler.
      if (round > 0) times[at]?.push(ms);
      warnings[at] = result.warnings.length;
    }
  }
  return reviews.map(({ memories, files }, at) => ({
    memories: memories.length,
    files: files.length,
    warnings: warnings[at] ?? 0,
    ms: median(times[at] ?? []),
  }));
}
