import type { EngineReport } from "./repository";
import type { EngineReportResource } from "./schema";

/** Null: there is no proposal yet, or it was made before reports were kept. */
export function presentEngineReport(report: EngineReport | null): EngineReportResource {
  if (report === null) return { instructions: [], churn: null };
  const { churn } = report;
  return {
    instructions: report.instructions.map(({ text, isApplied, remark }) => ({ text, is_applied: isApplied, remark })),
    churn: {
      files_added: churn.filesAdded,
      files_modified: churn.filesModified,
      files_removed: churn.filesRemoved,
      lines_added: churn.linesAdded,
      lines_removed: churn.linesRemoved,
      bytes_before: churn.bytesBefore,
      bytes_after: churn.bytesAfter,
    },
  };
}
