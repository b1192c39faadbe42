"use client";

import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from "react-aria-components/Checkbox";
import { cx } from "./cx";

type Props = Omit<AriaCheckboxProps, "className" | "children"> & { children?: ReactNode; className?: string };

export function Checkbox({ children, className, ...props }: Props) {
  return (
    <AriaCheckbox
      {...props}
      className={cx("group inline-flex min-h-6 items-center gap-2 text-14 outline-none", className)}
    >
      {({ isSelected, isIndeterminate, isFocusVisible }) => (
        <>
          <span
            className={cx(
              "grid size-4 shrink-0 place-items-center rounded-sm border",
              isSelected || isIndeterminate
                ? "border-accent bg-accent text-on-accent"
                : "border-line-strong bg-raised group-data-[hovered]:border-ink-2",
              isFocusVisible && "outline-2 outline-offset-2 outline-accent",
            )}
          >
            {isIndeterminate ? <Minus size={12} strokeWidth={3} /> : null}
            {isSelected && !isIndeterminate ? <Check size={12} strokeWidth={3} /> : null}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  );
}
