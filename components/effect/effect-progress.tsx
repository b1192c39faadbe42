"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Note } from "@/components/ui/note";
import { countText, plural } from "@/components/ui/number-text";

/** Milliseconds between an answer and the next question; each one reads on for about a second. */
const PAUSE_MS = 1_000;

/** How many transcripts have been read. The page asks again until all have. */
export function EffectProgress({ pending, total }: { pending: number; total: number }) {
  const router = useRouter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer brings a new count and starts the next pause
  useEffect(() => {
    const timer = setTimeout(() => router.refresh(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [router, pending, total]);
  return (
    <Note title={`Reading transcripts: ${countText(total - pending)} of ${plural(total, "session")}`}>
      The figures below are provisional until all are read; what is read is kept.
    </Note>
  );
}
