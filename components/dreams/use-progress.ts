"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { type DreamProgress, isFinal } from "./progress";

/** The newest progress of a dream. `isLive` is false while the stream is broken; the browser reconnects by itself. */
export function useProgress(initial: DreamProgress): { progress: DreamProgress; isLive: boolean } {
  const router = useRouter();
  const [progress, setProgress] = useState(initial);
  const [isLive, setLive] = useState(true);
  const isOver = isFinal(progress.status);

  useEffect(() => {
    if (isOver) return;
    const source = new EventSource(`/api/dreams/${initial.dream_id}/progress`);
    source.addEventListener("open", () => setLive(true));
    source.addEventListener("error", () => setLive(false));
    source.addEventListener("progress", (message: MessageEvent<string>) => {
      const next = JSON.parse(message.data) as DreamProgress;
      setLive(true);
      setProgress(next);
      if (!isFinal(next.status)) return;
      source.close();
      router.refresh();
    });
    return () => source.close();
  }, [initial.dream_id, isOver, router]);

  return { progress, isLive };
}
