"use client";

import { useMemo } from "react";
import { cx } from "@/components/ui/cx";
import { VisibleText } from "@/components/ui/visible-text";
import { splitLines } from "@/lib/diff/lines";
import { matchLines } from "@/lib/diff/match-lines";
import type { LaneSides } from "./conflict-lane";

/** The three texts of a conflict beside each other, or one under the other where that is too narrow. */
export function LaneColumns({ sides, wanted }: { sides: LaneSides; wanted: string }) {
  const before = useMemo(() => [sides.base ?? ""], [sides.base]);
  const after = useMemo(() => [sides.live ?? "", sides.proposed ?? ""], [sides.live, sides.proposed]);
  return (
    <div className="grid border-b wide:grid-cols-3 *:wide:not-first:border-l *:max-wide:not-first:border-t">
      <Column title="Before both changes" text={sides.base} others={after} none="There was no file." />
      <Column title="In the store now" text={sides.live} others={before} none="The file is gone." />
      <Column title={wanted} text={sides.proposed} others={before} none="The file would go." />
    </div>
  );
}

type Props = {
  title: string;
  text: string | null;
  /** The texts to compare with: a line that one of them does not have is marked. */
  others: string[];
  none: string;
};

function Column({ title, text, others, none }: Props) {
  const lines = useMemo(() => linesOf(text, others), [text, others]);
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="border-b bg-panel px-3 py-1 text-12 font-medium">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard */}
      <div tabIndex={0} className="max-h-64 overflow-y-auto py-1 font-mono text-12 leading-5 -outline-offset-2">
        {text === null && <p className="px-3 font-sans text-13 text-ink-3">{none}</p>}
        {lines.map(({ line, isMarked }, at) => (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text have no identity but their place
            key={at}
            className={cx("flex gap-2 px-2 whitespace-pre-wrap [overflow-wrap:anywhere]", isMarked && "bg-needs-soft")}
          >
            <span aria-hidden className="w-6 shrink-0 text-right text-ink-3 select-none">
              {at + 1}
            </span>
            <span className="min-w-0">
              {isMarked && <span className="sr-only">changed: </span>}
              <VisibleText text={line.replace(/\n$/, "")} />
            </span>
          </p>
        ))}
      </div>
    </section>
  );
}

/** The lines, and whether one of the other texts does not have them. */
function linesOf(text: string | null, others: string[]): { line: string; isMarked: boolean }[] {
  if (text === null) return [];
  const lines = splitLines(text);
  const matches = others.map((other) => matchLines(splitLines(other), lines));
  return lines.map((line, at) => ({ line, isMarked: matches.some((match) => (match[at] ?? -1) < 0) }));
}
