"use client";

import { memo, type ReactNode, useMemo } from "react";
import { cx } from "@/components/ui/cx";
import { VisibleText } from "@/components/ui/visible-text";
import type { DiffHunk } from "./dream-diff";
import { firstChange, type HunkLine, pairLines, readHunkLines } from "./hunk-lines";

type Props = {
  label: string;
  hunk: DiffHunk;
  mode: "unified" | "split";
  linesMax: number;
  /** What findings are called in this file. */
  numbers: ReadonlyMap<string, number>;
  onFinding: (hunkId: string, findingId: string) => void;
};

const ROW = { same: "", removed: "bg-removed-soft", added: "bg-added-soft" };
const WORD = { same: "", removed: "rounded-sm bg-removed-word", added: "rounded-sm bg-added-word" };
const SIGN = { same: "", removed: "\u2212", added: "+" };

/** The lines of one hunk, with what differs inside them. Not drawn again while only choices change. */
export const HunkTable = memo(function HunkTable({ label, hunk, mode, linesMax, numbers, onFinding }: Props) {
  const lines = useMemo(() => readHunkLines(hunk), [hunk]);
  const marked = firstChange(lines);
  const shown = lines.slice(0, linesMax);
  const mark = <FindingMarks hunk={hunk} numbers={numbers} onFinding={onFinding} />;
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse font-mono text-13 leading-5">
      <thead className="sr-only">
        <tr>
          <th scope="col">Why</th>
          <th scope="col">{mode === "split" ? "Line before" : "Lines"}</th>
          {mode === "split" && <th scope="col">Before</th>}
          {mode === "split" && <th scope="col">Line after</th>}
          <th scope="col">{mode === "split" ? "After" : "Text"}</th>
        </tr>
      </thead>
      <colgroup>
        <col className="w-9" />
        <col className={mode === "split" ? "w-11" : "w-20 max-rail:w-10"} />
        {mode === "split" && <col />}
        {mode === "split" && <col className="w-11" />}
        <col />
      </colgroup>
      <tbody>
        {mode === "unified" ? <UnifiedRows lines={shown} marked={marked} mark={mark} /> : null}
        {mode === "split" ? <SplitRows lines={shown} marked={marked} mark={mark} /> : null}
      </tbody>
    </table>
  );
});

/** The findings behind a hunk, beside the first line that changes. */
function FindingMarks({ hunk, numbers, onFinding }: Pick<Props, "hunk" | "numbers" | "onFinding">) {
  return (
    <span className="absolute top-0 left-1 z-10 flex flex-col gap-0.5">
      {hunk.finding_ids.map((id) => (
        <button
          key={id}
          type="button"
          aria-label={`Why: finding ${numbers.get(id)}`}
          onClick={() => onFinding(hunk.id, id)}
          className="size-5 rounded-sm border border-accent/40 bg-accent-soft font-sans text-12 leading-none text-accent hover:border-accent"
        >
          {numbers.get(id)}
        </button>
      ))}
    </span>
  );
}

type Rows = { lines: HunkLine[]; marked: HunkLine | null; mark: ReactNode };

const lineKey = (line: HunkLine | null) => (line ? `${line.base ?? "+"}:${line.proposed ?? "-"}` : "none");

function UnifiedRows({ lines, marked, mark }: Rows) {
  return lines.map((line) => (
    <tr key={lineKey(line)} className={ROW[line.side]}>
      <td className="relative">{line === marked ? mark : null}</td>
      <td className="pr-1 text-right align-top text-12 leading-5 whitespace-pre text-ink-3 select-none">
        <LineNumber line={line.base} className={line.proposed === null ? "" : "max-rail:hidden"} />
        <LineNumber line={line.proposed} className={line.proposed === null ? "max-rail:hidden" : ""} />
      </td>
      <LineCell line={line} />
    </tr>
  ));
}

function SplitRows({ lines, marked, mark }: Rows) {
  return pairLines(lines).map(({ left, right }) => (
    <tr key={`${lineKey(left)} ${lineKey(right)}`}>
      <td className="relative">{marked && (left === marked || right === marked) ? mark : null}</td>
      <SplitSide line={left} number={left?.base ?? null} />
      <SplitSide line={right} number={right?.proposed ?? null} />
    </tr>
  ));
}

function SplitSide({ line, number }: { line: HunkLine | null; number: number | null }) {
  const look = line ? ROW[line.side] : "bg-panel";
  return (
    <>
      <td className={cx("pr-1 text-right align-top text-12 leading-5 text-ink-3 select-none", look)}>
        <LineNumber line={number} />
      </td>
      {line ? <LineCell line={line} className={look} /> : <td className={look} />}
    </>
  );
}

function LineNumber({ line, className }: { line: number | null; className?: string }) {
  return <span className={cx("inline-block w-9 pr-1", className)}>{line ?? ""}</span>;
}

function LineCell({ line, className }: { line: HunkLine; className?: string }) {
  return (
    <td className={cx("relative py-0 pr-3 pl-5 align-top whitespace-pre-wrap [overflow-wrap:anywhere]", className)}>
      {line.side !== "same" && (
        <span
          aria-hidden
          className={cx(
            "absolute left-1 font-semibold select-none",
            line.side === "added" ? "text-added" : "text-removed",
          )}
        >
          {SIGN[line.side]}
        </span>
      )}
      {line.side !== "same" && <span className="sr-only">{line.side}: </span>}
      {line.parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never move
        <span key={at} className={part.isChanged ? WORD[line.side] : undefined}>
          <VisibleText text={part.text} />
        </span>
      ))}
      {line.hasNoNewline && <span className="ml-2 font-sans text-12 text-ink-3">no newline at the end</span>}
    </td>
  );
}
