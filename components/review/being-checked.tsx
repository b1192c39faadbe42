"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useRefreshWhile } from "@/components/ui/use-refresh-while";

/** In place of a review to which an agent wrote just now: looks again by itself, the button at once. */
export function BeingChecked() {
  const router = useRouter();
  useRefreshWhile(true);
  return (
    <EmptyState
      title="The newest write is being checked."
      action={<Button onPress={() => router.refresh()}>Look again</Button>}
    >
      Agents wrote to this proposal a moment ago. The review opens here as soon as the checks are done.
    </EmptyState>
  );
}
