import { cx } from "@/components/ui/cx";
import { VisibleText } from "@/components/ui/visible-text";
import type { FindingResource } from "@/lib/proposals/schema";
import { type ChangedLine, suggestedLines } from "./suggested-lines";

/** A change that is off: the lines that would go, and those that would come. */
export function SuggestedChange({ finding }: { finding: Pick<FindingResource, "suggestion" | "sources"> }) {
  return finding.suggestion.map((suggestion) => (
    <figure key={`${suggestion.path}:${suggestion.start}`} className="overflow-hidden rounded-md border text-12">
      <figcaption className="border-b bg-panel px-2 py-1 font-mono text-ink-3 [overflow-wrap:anywhere]">
        {suggestion.path}:{suggestion.start}
        <span className="font-sans"> would become</span>
      </figcaption>
      <div className="font-mono leading-5">
        {suggestedLines(suggestion, finding.sources).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a suggestion never move
          <Line key={index} line={line} />
        ))}
      </div>
    </figure>
  ));
}

const LOOK = {
  removed: { sign: "−", word: "removed", className: "bg-removed-soft" },
  added: { sign: "+", word: "added", className: "bg-added-soft" },
};

function Line({ line }: { line: ChangedLine }) {
  const { sign, word, className } = LOOK[line.side];
  return (
    <p className={cx("relative flex gap-2 px-2 whitespace-pre-wrap [overflow-wrap:anywhere]", className)}>
      <span aria-hidden className={line.side === "removed" ? "text-removed" : "text-added"}>
        {sign}
      </span>
      <span className="sr-only">{word}: </span>
      {line.text === null ? (
        <span className="text-ink-3">line {line.number} as it is</span>
      ) : (
        <span className="min-w-0">
          <VisibleText text={line.text} />
        </span>
      )}
    </p>
  );
}
