import { setImmediate as nextTurn } from "node:timers/promises";

/** Keeps a long search from holding up other requests, and ends it in time. */
export type Pace = {
  /** Whether the time is up or the caller has gone. */
  isOver(): boolean;
  /** Whether others have waited long enough; then `rest`. */
  isDue(): boolean;
  /** Lets other work of this process run. */
  rest(): Promise<void>;
};

/** Work between two rests, in milliseconds: below what a person or a health check notices. */
const TURN_MS = 10;

/** `limitMs` counts from now. */
export function startPace(limitMs: number, signal?: AbortSignal | undefined): Pace {
  const endAt = performance.now() + limitMs;
  let restedAt = performance.now();
  return {
    isOver: () => (signal?.aborted ?? false) || performance.now() >= endAt,
    isDue: () => performance.now() - restedAt >= TURN_MS,
    async rest() {
      await nextTurn();
      restedAt = performance.now();
    },
  };
}
