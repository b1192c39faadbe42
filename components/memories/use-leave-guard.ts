"use client";

import { useEffect, useState } from "react";
import { leave, setLeaveGuard } from "@/components/ui/leave-guard";

/**
 * While `isDirty`, holds back links, shortcuts and closing of the tab. `pending` is the way that was held back:
 * call it to go, or `stay` to forget it.
 */
export function useLeaveGuard(isDirty: boolean): { pending: (() => void) | null; stay: () => void } {
  const [pending, setPending] = useState<(() => void) | null>(null);

  useEffect(() => {
    if (!isDirty) return;
    setLeaveGuard((go) => setPending(() => go));
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.origin !== location.origin) return;
      event.preventDefault();
      event.stopPropagation();
      leave(() => {
        setLeaveGuard(null);
        document.removeEventListener("click", onClick, true);
        link.click();
      });
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      setLeaveGuard(null);
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [isDirty]);

  return { pending, stay: () => setPending(null) };
}
