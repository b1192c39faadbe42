"use client";

import { type ReactNode, useState } from "react";
import { cx } from "./cx";
import { PaneHandle } from "./pane-handle";

export type Side = {
  label: string;
  content: ReactNode;
  width: number;
  min?: number;
  max?: number;
  /** Left out where the panes do not fit beside each other. */
  onlyWide?: boolean;
};

/**
 * Panes beside each other that scroll on their own; the middle takes what is left.
 * Below the `wide` breakpoint they stand one under the other and the page scrolls.
 */
export function SplitPane({ left, right, children }: { left?: Side; right?: Side; children: ReactNode }) {
  const [leftWidth, setLeftWidth] = useState(left?.width ?? 0);
  const [rightWidth, setRightWidth] = useState(right?.width ?? 0);
  return (
    <div className="flex min-h-0 flex-1 max-wide:flex-col">
      {left && (
        <>
          <SideView side={left} width={leftWidth} className="max-wide:border-b" />
          <PaneHandle
            label={`Width of ${left.label}`}
            side="left"
            width={leftWidth}
            min={left.min ?? 180}
            max={left.max ?? 480}
            onChange={setLeftWidth}
          />
        </>
      )}
      <div className="min-w-0 flex-1 wide:overflow-y-auto">{children}</div>
      {right && (
        <>
          <PaneHandle
            label={`Width of ${right.label}`}
            side="right"
            width={rightWidth}
            min={right.min ?? 220}
            max={right.max ?? 560}
            onChange={setRightWidth}
          />
          <SideView side={right} width={rightWidth} className="max-wide:border-t" />
        </>
      )}
    </div>
  );
}

function SideView({ side, width, className }: { side: Side; width: number; className: string }) {
  return (
    <section
      aria-label={side.label}
      style={{ "--pane": `${width}px` }}
      className={cx("shrink-0 wide:w-(--pane) wide:overflow-y-auto", side.onlyWide && "max-wide:hidden", className)}
    >
      {side.content}
    </section>
  );
}
