"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { isFinal, type WireProgress } from "./progress";

export type LiveProgress = {
  progress: WireProgress;
  /** When this was true. */
  at: string;
  /** False while the stream is broken; the browser reconnects by itself. */
  isLive: boolean;
};

/** The newest progress of a dream, until it ends. `at`: when the first was true. */
export function useProgress(initial: WireProgress, at: string): LiveProgress {
  const router = useRouter();
  const [known, setKnown] = useState({ progress: initial, at });
  const [isLive, setLive] = useState(true);
  const dreamId = initial.dream.id;
  const isOver = isFinal(known.progress.dream.status);
  // What the server rendered around this view (header, outcome) goes by the status alone.
  const shownStatus = initial.dream.status;

  useEffect(() => {
    if (isOver) return;
    const source = new EventSource(`/api/dreams/${dreamId}/progress`);
    source.addEventListener("open", () => setLive(true));
    source.addEventListener("error", () => setLive(false));
    source.addEventListener("progress", (message: MessageEvent<string>) => {
      const progress = JSON.parse(message.data) as WireProgress;
      setLive(true);
      setKnown({ progress, at: new Date().toISOString() });
      if (progress.dream.status === shownStatus) return;
      if (isFinal(progress.dream.status)) source.close();
      router.refresh();
    });
    return () => source.close();
  }, [dreamId, isOver, router, shownStatus]);

  return { ...known, isLive };
}
