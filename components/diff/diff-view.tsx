"use client";

import dynamic from "next/dynamic";
import { type ReactElement, useEffect, useRef } from "react";
import type { DiffMethod } from "react-diff-viewer-continued";
import { plural } from "@/components/ui/number-text";
import { Skeleton } from "@/components/ui/skeleton";
import { VisibleText } from "@/components/ui/visible-text";
import { diffStyle } from "./diff-style";

const DiffViewer = dynamic(() => import("react-diff-viewer-continued"), {
  ssr: false,
  loading: () => <DiffSkeleton />,
});

/** The package's enum, by value: importing it would load the whole viewer with the page. */
const WORDS = "diffWordsWithSpace" as DiffMethod.WORDS_WITH_SPACE;

export type DiffMarks = {
  /** What stands in the gutter of a line; lines count from 1. */
  base: Map<number, ReactElement>;
  proposed: Map<number, ReactElement>;
};

type Props = {
  base: string;
  proposed: string;
  mode: "unified" | "split";
  marks?: DiffMarks;
};

/** One file's change, word by word. Characters that cannot be seen are drawn as labels. */
export function DiffView({ base, proposed, mode, marks }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  usePlainFoldRows(frame);
  return (
    <div ref={frame} className="min-h-40 overflow-x-auto">
      <DiffViewer
        oldValue={base}
        newValue={proposed}
        splitView={mode === "split"}
        compareMethod={WORDS}
        styles={diffStyle}
        showDiffOnly
        extraLinesSurroundingDiff={3}
        hideSummary
        codeFoldMessageRenderer={(lines: number) => <>Show {plural(lines, "unchanged line")}</>}
        renderContent={(text: string) => (
          <span>
            <VisibleText text={text} />
          </span>
        )}
        {...(marks ? { renderGutter: (line: GutterLine) => <MarkCell line={line} marks={marks} /> } : {})}
      />
    </div>
  );
}

type GutterLine = { lineNumber: number; prefix: string; additionalLineNumber?: number | undefined };

function MarkCell({ line, marks }: { line: GutterLine; marks: DiffMarks }) {
  const side = line.prefix === "L" ? marks.base : marks.proposed;
  const added = line.additionalLineNumber ? marks.proposed.get(line.additionalLineNumber) : undefined;
  return <td className="w-10 px-1 align-top">{side.get(line.lineNumber) ?? added ?? null}</td>;
}

/**
 * The viewer's fold row is a `tr role=button` that holds a button: one control inside another. The row gives up its role,
 * the button inside does the work. (react-diff-viewer-continued 4.4.0)
 */
function usePlainFoldRows(frame: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const root = frame.current;
    if (!root) return;
    const tidy = () => {
      for (const row of root.querySelectorAll("tr[role='button']")) {
        row.removeAttribute("role");
        row.removeAttribute("tabindex");
      }
    };
    const observer = new MutationObserver(tidy);
    observer.observe(root, { childList: true, subtree: true });
    tidy();
    return () => observer.disconnect();
  }, [frame]);
}

function DiffSkeleton() {
  return (
    <div role="status" aria-label="Comparing" className="flex flex-col gap-2 p-3">
      <Skeleton className="h-3.5 w-3/4" />
      <Skeleton className="h-3.5 w-2/3" />
      <Skeleton className="h-3.5 w-5/6" />
      <Skeleton className="h-3.5 w-1/2" />
    </div>
  );
}
