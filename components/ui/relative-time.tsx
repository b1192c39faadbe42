"use client";

import { useClock } from "./clock";
import { exactTime, relativeTime } from "./time-text";

/** How long ago; the exact instant on hover, and in a table while its row has the focus. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useClock();
  const exact = exactTime(at);
  return (
    <time dateTime={at} title={exact} className={`whitespace-nowrap ${className ?? ""}`}>
      <span className="group-has-[:focus-visible]/row:hidden">{relativeTime(at, now)}</span>
      <span className="hidden group-has-[:focus-visible]/row:inline">{exact}</span>
    </time>
  );
}
