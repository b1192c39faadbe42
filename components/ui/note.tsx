import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

type Tone = "info" | "needs" | "error";

const LOOK: Record<Tone, string> = {
  info: "border-line bg-panel text-ink",
  needs: "border-needs/40 bg-needs-soft text-ink",
  error: "border-removed/40 bg-removed-soft text-ink",
};

const ICON = { info: Info, needs: TriangleAlert, error: CircleAlert };
const INK: Record<Tone, string> = { info: "text-ink-3", needs: "text-needs", error: "text-removed" };

type Props = { tone?: Tone; title?: ReactNode; children?: ReactNode; actions?: ReactNode; className?: string };

/** A remark in the flow of the page. Errors say what is wrong, what would be right, what was kept. */
export function Note({ tone = "info", title, children, actions, className }: Props) {
  const Icon = ICON[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={cx("flex gap-2.5 rounded-md border px-3 py-2.5 text-13", LOOK[tone], className)}
    >
      <Icon size={16} aria-hidden className={cx("mt-0.5 shrink-0", INK[tone])} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-ink-2">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
