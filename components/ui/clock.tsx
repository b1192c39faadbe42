"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

const STEP_MS = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let now = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
      now = 0;
    }
  };
}

function clientNow(): number {
  if (now === 0) now = Date.now();
  return now;
}

const ServerNow = createContext(0);

/** Carries the server's instant to the first render in the browser, so that both write the same words. */
export function ClockProvider({ now, children }: { now: number; children: ReactNode }) {
  return <ServerNow value={now}>{children}</ServerNow>;
}

/** Milliseconds since the epoch, moving every 15 seconds. */
export function useClock(): number {
  const serverNow = useContext(ServerNow);
  return useSyncExternalStore(subscribe, clientNow, () => serverNow);
}
