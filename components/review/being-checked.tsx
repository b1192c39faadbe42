"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The checks take about a second; the button is for those who do not want to wait for the next look. */
const LOOK_MS = 1_500;

/** In place of a review to which an agent wrote just now: looks again by itself. */
export function BeingChecked() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), LOOK_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <EmptyState
      title="The newest write is being checked."
      action={<Button onPress={() => router.refresh()}>Look again</Button>}
    >
      Agents wrote to this proposal a moment ago. The review opens here as soon as the checks are done.
    </EmptyState>
  );
}
