import { Fragment } from "react";
import { cx } from "@/components/ui/cx";
import { VisibleText } from "@/components/ui/visible-text";

export type PlainHunk = {
  id: string;
  base_start: number;
  base_lines: number;
  proposed_start: number;
  proposed_lines: number;
  lines: string[];
};

/** The changes of a file as plain text with plus and minus: for paper, and where no script runs. */
export function PlainDiff({ hunks }: { hunks: PlainHunk[] }) {
  return (
    <div className="font-mono text-13">
      {hunks.map((hunk) => (
        <Fragment key={hunk.id}>
          <p className="mt-2 text-12 text-ink-3">
            lines {hunk.base_start} to {hunk.base_start + Math.max(0, hunk.base_lines - 1)}, now {hunk.proposed_start}{" "}
            to {hunk.proposed_start + Math.max(0, hunk.proposed_lines - 1)}
          </p>
          {hunk.lines.map((line, index) => (
            <p
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a hunk never move
              key={index}
              className={cx(
                "whitespace-pre-wrap [overflow-wrap:anywhere]",
                line.startsWith("+") && "bg-added-soft",
                line.startsWith("-") && "bg-removed-soft",
              )}
            >
              <VisibleText text={line} />
            </p>
          ))}
        </Fragment>
      ))}
    </div>
  );
}
