"use client";

import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-style";

export type ButtonProps = Omit<AriaButtonProps, "className" | "children"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** While `isPending` the button keeps its focus and cannot be pressed again. */
export function Button({ variant = "default", size = "md", className, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonClass(variant, size, className)}>
      {children}
    </AriaButton>
  );
}

/** A square button that shows an icon only; the label is read out and shown by the browser on hover. */
export function IconButton({ label, size = "sm", variant = "quiet", ...props }: ButtonProps & { label: string }) {
  return (
    <AriaButton
      {...props}
      aria-label={label}
      className={buttonClass(variant, size, `${size === "sm" ? "w-7" : "w-8"} px-0! ${props.className ?? ""}`)}
    >
      {props.children}
    </AriaButton>
  );
}
