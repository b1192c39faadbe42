import { contentBytes } from "@/lib/engines/local/text/tree-paths";
import { bytesGone, isOverDeletionBudget, shareOf } from "./deletion-share";
import { counted, finishCheck } from "./finish-check";
import type { Change } from "./read-change";
import type { Check, CheckItem } from "./types";

const percent = (part: number, whole: number) => `${Math.round((part / Math.max(1, whole)) * 100)} %`;

/** Lists each file that goes and, above the budget, each file that loses lines; above it an adoption is to be confirmed. */
export function checkDeletions(change: Change, kept: ReadonlySet<string>): Check {
  const gone = bytesGone(change, kept);
  const share = shareOf(change, gone);
  const isOver = isOverDeletionBudget(share);
  const items = change.files.flatMap((file): CheckItem[] => {
    const path = file.basePath ?? file.path;
    const bytes = gone.get(file) ?? 0;
    const total = contentBytes(file.base);
    if (file.isRemoved) {
      const rest =
        bytes === 0 ? "; other files say all that it says" : ` with ${counted(bytes, "byte")} that no other file has`;
      return [{ path, side: "base", line: 0, message: `The file goes${rest}.` }];
    }
    if (!isOver || bytes === 0) return [];
    return [
      {
        path,
        side: "base",
        line: 0,
        message: `The file loses ${bytes.toLocaleString("en-US")} of ${counted(total, "byte")}.`,
      },
    ];
  });
  if (share.files === 0 && share.bytes === 0) return finishCheck("deletions", "pass", "Nothing goes.");
  const files = `${share.files.toLocaleString("en-US")} of ${counted(share.filesTotal, "file")}`;
  const summary = `${files} and ${percent(share.bytes, share.bytesTotal)} of the bytes go.`;
  return isOver
    ? finishCheck("deletions", "confirm", `${summary} More than 10 % of either needs a confirmation.`, items)
    : finishCheck("deletions", "pass", summary, items);
}
