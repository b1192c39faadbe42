"use client";

import type { ReactElement } from "react";
import { Focusable } from "react-aria-components/Focusable";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";

/** Shows `text` on hover and on focus. The child must be able to take the focus. */
export function Tooltip({ text, children }: { text: string; children: ReactElement<object, string> }) {
  return (
    <TooltipTrigger delay={300} closeDelay={0}>
      <Focusable>{children}</Focusable>
      <AriaTooltip
        offset={4}
        className="max-w-72 rounded-sm border border-line bg-raised px-2 py-1 text-12 text-ink shadow-float"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
