import type { ReactNode } from "react";
import { cx } from "./cx";

/** The part of a page below its top bar that scrolls on its own where there is room. */
export function PageBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx("min-h-0 flex-1 wide:overflow-y-auto", className)}>{children}</div>;
}
