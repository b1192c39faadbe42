import { cx } from "./cx";

export type ButtonVariant = "primary" | "default" | "quiet" | "danger";
export type ButtonSize = "sm" | "md";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-on-accent hover:bg-accent-strong hover:border-accent-strong",
  default: "border-line-strong/60 bg-raised text-ink hover:bg-hover",
  quiet: "border-transparent text-ink-2 hover:bg-hover hover:text-ink",
  danger: "border-removed/50 bg-raised text-removed hover:bg-removed-soft",
};

const SIZE: Record<ButtonSize, string> = {
  sm: "h-7 px-2 text-13 gap-1.5",
  md: "h-8 px-3 text-14 gap-2",
};

/** The look of a button, shared by real buttons and by links that look like one. */
export function buttonClass(variant: ButtonVariant = "default", size: ButtonSize = "md", extra?: string): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md border font-medium select-none",
    "disabled:opacity-50 aria-disabled:opacity-60",
    VARIANT[variant],
    SIZE[size],
    extra,
  );
}
