"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";

type Props = {
  label: string;
  /** Pixels. */
  width: number;
  min: number;
  max: number;
  /** Which side of the handle the pane is on. */
  side: "left" | "right";
  onChange: (width: number) => void;
};

/** The line between two panes: drag it, or move it with the arrow keys. */
export function PaneHandle({ label, width, min, max, side, onChange }: Props) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const sign = side === "left" ? 1 : -1;
  const set = (next: number) => onChange(Math.min(max, Math.max(min, Math.round(next))));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    drag.current = { x: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current) set(drag.current.width + sign * (event.clientX - drag.current.x));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(width + sign * step);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is the ARIA window splitter; <hr> cannot take the focus
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      onKeyDown={onKeyDown}
      className="no-print relative z-10 -mx-1 w-2 shrink-0 cursor-col-resize touch-none self-stretch before:absolute before:inset-y-0 before:left-1/2 before:w-px before:bg-line hover:before:w-0.5 hover:before:bg-accent focus-visible:before:w-0.5 focus-visible:before:bg-accent max-wide:hidden"
    />
  );
}
