import { cx } from "@/components/ui/cx";
import type { DiffFile } from "./dream-diff";

const MARK = {
  added: { sign: "+", word: "new", look: "text-added" },
  modified: { sign: "~", word: "changed", look: "text-ink-3" },
  moved: { sign: "\u2192", word: "moved", look: "text-ink-3" },
  removed: { sign: "\u2212", word: "removed", look: "text-removed" },
};

/** What happens to a file, as a sign; the word is read out. */
export function OperationMark({ operation }: { operation: DiffFile["operation"] }) {
  const { sign, word, look } = MARK[operation];
  return (
    <span title={word} className={cx("w-3 shrink-0 text-center font-mono text-13 font-semibold", look)}>
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{word}</span>
    </span>
  );
}

export function operationName(operation: DiffFile["operation"]): string {
  return MARK[operation].word;
}
