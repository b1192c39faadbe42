"use client";

import { type ReactNode, useState } from "react";
import { cx } from "@/components/ui/cx";
import { PaneHandle } from "@/components/ui/pane-handle";
import { Segments } from "@/components/ui/segments";

export type Pane = "files" | "changes" | "why";

const PANES: { id: Pane; label: string }[] = [
  { id: "changes", label: "Changes" },
  { id: "files", label: "Files" },
  { id: "why", label: "Why" },
];

type Props = {
  /** Which pane is shown where they do not fit beside each other. */
  pane: Pane;
  onPane: (pane: Pane) => void;
  files: ReactNode;
  changes: ReactNode;
  why: ReactNode;
};

/** Left what, middle the change, right why; one at a time below the `wide` breakpoint. */
export function ReviewPanes({ pane, onPane, files, changes, why }: Props) {
  const [leftWidth, setLeftWidth] = useState(288);
  const [rightWidth, setRightWidth] = useState(352);
  const shown = (each: Pane) => (pane === each ? "max-wide:flex-1" : "max-wide:hidden");
  return (
    <div className="flex min-h-0 flex-1 max-wide:h-[calc(100dvh-10.5rem)] max-wide:min-h-96 max-wide:flex-none max-wide:flex-col">
      <div className="shrink-0 border-b px-3 py-1.5 wide:hidden">
        <Segments label="Part of the review" options={PANES} value={pane} onChange={onPane} />
      </div>
      <section
        aria-label="changed files"
        style={{ "--pane": `${leftWidth}px` }}
        className={cx("min-h-0 shrink-0 wide:w-(--pane)", shown("files"))}
      >
        {files}
      </section>
      <PaneHandle
        label="Width of changed files"
        side="left"
        width={leftWidth}
        min={200}
        max={520}
        onChange={setLeftWidth}
      />
      <section aria-label="changes" className={cx("min-h-0 min-w-0 wide:flex-1", shown("changes"))}>
        {changes}
      </section>
      <PaneHandle label="Width of why" side="right" width={rightWidth} min={240} max={600} onChange={setRightWidth} />
      <section
        aria-label="why and checks"
        style={{ "--pane": `${rightWidth}px` }}
        className={cx("min-h-0 shrink-0 overflow-y-auto wide:w-(--pane)", shown("why"))}
      >
        {why}
      </section>
    </div>
  );
}
