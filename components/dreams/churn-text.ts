import { bytesText, countText, plural } from "@/components/ui/number-text";
import type { EngineReportResource } from "@/lib/proposals/schema";

type Churn = NonNullable<EngineReportResource["churn"]>;

/**
 * How much a proposal changes, in one line: `Changes 7 of 120 files, +14 −22 lines; 1 file removed; 12 KB → 11 KB`.
 * Added files are not among the `fileCount` files of the snapshot.
 */
export function churnText(churn: Churn, fileCount: number): string {
  const changed = churn.files_modified + churn.files_removed;
  if (changed + churn.files_added === 0) return `Changes none of ${plural(fileCount, "file")}.`;
  const parts = [
    `Changes ${countText(changed)} of ${plural(fileCount, "file")}, +${countText(churn.lines_added)} \u2212${countText(churn.lines_removed)} lines`,
  ];
  const moved = [
    ...(churn.files_added > 0 ? [`${plural(churn.files_added, "file")} added`] : []),
    ...(churn.files_removed > 0 ? [`${plural(churn.files_removed, "file")} removed`] : []),
  ];
  if (moved.length > 0) parts.push(moved.join(", "));
  const [before, after] = [bytesText(churn.bytes_before), bytesText(churn.bytes_after)];
  if (before !== after) parts.push(`${before} \u2192 ${after}`);
  return `${parts.join("; ")}.`;
}
