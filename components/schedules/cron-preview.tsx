"use client";

import { useEffect, useState } from "react";
import type { Action } from "@/components/ui/action";

export type CronPreviewData = {
  words: string;
  /** The next runs in the zone's own time. */
  runs: string[];
};

export type PreviewCron = Action<{ cron: string; time_zone: string }, CronPreviewData>;

type Shown = { of: string; data: CronPreviewData | null; fault: string | null };

/** A key that is pressed next within that time needs no answer for the one before. */
const TYPING_MS = 200;

/** What a cron means while it is typed: its words and next runs, or what is wrong with it. */
export function useCronPreview(preview: PreviewCron, cron: string, timeZone: string) {
  const [shown, setShown] = useState<Shown>({ of: "", data: null, fault: null });
  const asked = `${cron.trim().replace(/\s+/g, " ")}\n${timeZone.trim()}`;
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const [pattern = "", zone = ""] = asked.split("\n");
      const answer = await preview({ cron: pattern, time_zone: zone }).catch(() => null);
      if (!isCurrent) return;
      if (answer === null) setShown({ of: asked, data: null, fault: "The server did not answer." });
      else if (answer.ok) setShown({ of: asked, data: answer.data, fault: null });
      else setShown({ of: asked, data: null, fault: answer.error.message });
    }, TYPING_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [preview, asked]);
  return { ...shown, isStale: shown.of !== asked };
}

/** Keeps its height while the next answer is on its way. */
export function CronPreview({ data, isStale }: { data: CronPreviewData | null; isStale: boolean }) {
  return (
    <div aria-live="polite" className="min-h-34 self-start rounded-md border bg-panel px-3 py-2 text-13">
      {data === null ? (
        <p className="text-ink-3">{isStale ? "Reading…" : "No run until the times are right."}</p>
      ) : (
        <div className={isStale ? "text-ink-3" : undefined}>
          <p className="font-medium [overflow-wrap:anywhere]">{data.words}</p>
          <ol className="mt-1 text-ink-2 tabular-nums">
            {data.runs.map((run) => (
              <li key={run}>{run}</li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}
