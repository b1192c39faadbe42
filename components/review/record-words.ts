import { plural } from "@/components/ui/number-text";
import type { DiffFile, DreamDiff } from "./dream-diff";

type Counts = { adopted: number; rejected: number; left: number };

function countHunks(files: DiffFile[]): Counts {
  const counts: Counts = { adopted: 0, rejected: 0, left: 0 };
  for (const { decision } of files.flatMap((file) => file.hunks)) {
    if (decision === "adopted") counts.adopted += 1;
    else if (decision === "rejected") counts.rejected += 1;
    else counts.left += 1;
  }
  return counts;
}

/** How a review ended, in a sentence. */
export function outcomeWords({ review, files }: Pick<DreamDiff, "review" | "files">, storeName: string): string {
  const { adopted, rejected, left } = countHunks(files);
  const inFiles = files.filter((file) => file.hunks.some((hunk) => hunk.decision === "adopted")).length;
  if (review.status === "superseded") {
    return `Superseded: ${storeName} came to hold all of this in another way. There is nothing left to decide.`;
  }
  if (review.status === "rejected") return `Rejected: nothing was written to ${storeName}.`;
  const rest = [...(left > 0 ? [`${left} left out`] : []), ...(rejected > 0 ? [`${rejected} rejected`] : [])];
  const what = `${plural(adopted, "change")} in ${plural(inFiles, "file")} adopted into ${storeName}`;
  return `${[what, ...rest].join(", ")}.`;
}

/** What was decided about a file: one word when it is the same for all its changes, else how many each. */
export function fileWords(file: DiffFile): string {
  const { adopted, rejected, left } = countHunks([file]);
  const parts = [
    ...(adopted > 0 ? [[adopted, "adopted"] as const] : []),
    ...(left > 0 ? [[left, file.decision === "pending" ? "waits" : "left out"] as const] : []),
    ...(rejected > 0 ? [[rejected, "rejected"] as const] : []),
  ];
  if (parts.length <= 1) return parts[0]?.[1] ?? file.decision.replace("_", " ");
  return parts.map(([count, word]) => `${count} ${word}`).join(", ");
}
