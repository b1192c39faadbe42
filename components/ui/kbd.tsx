import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-sm border border-line-strong/60 bg-panel px-1 font-mono text-12 text-ink-2">
      {children}
    </kbd>
  );
}
