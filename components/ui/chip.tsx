import type { ReactNode } from "react";
import { cx } from "./cx";

export type ChipTone = "plain" | "accent" | "added" | "removed" | "needs";

const TONE: Record<ChipTone, string> = {
  plain: "border-line text-ink-2",
  accent: "border-accent/40 bg-accent-soft text-accent",
  added: "border-added/40 bg-added-soft text-added",
  removed: "border-removed/40 bg-removed-soft text-removed",
  needs: "border-needs/40 bg-needs-soft text-needs",
};

/** A word about a thing. The tone only repeats what the word says. */
export function Chip({ tone = "plain", icon, children }: { tone?: ChipTone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-12 whitespace-nowrap",
        TONE[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
