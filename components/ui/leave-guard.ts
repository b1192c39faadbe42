"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";

/** Asks whether the page may be left; calls `go` when it may. */
export type LeaveGuard = (go: () => void) => void;

let guard: LeaveGuard | null = null;

/** Sets the one guard of the page (an editor with unsaved text), or lifts it. */
export function setLeaveGuard(next: LeaveGuard | null): void {
  guard = next;
}

/** Runs `go` now, or when the guard of the page lets it. */
export function leave(go: () => void): void {
  if (guard) guard(go);
  else go();
}

/** Like `router.push`, but never past unsaved text. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  return useCallback((href: string) => leave(() => router.push(href)), [router]);
}
