"use client";

import { Button } from "@/components/ui/button";
import { plural } from "@/components/ui/number-text";
import type { DreamDiff } from "./dream-diff";

/** `9 changes merge, 2 conflict, 1 is there already`; null while the store stands as the dream read it. */
export function driftText({ totals, files }: Pick<DreamDiff, "totals" | "files">): string | null {
  const merging = files.flatMap((file) => file.hunks).filter((hunk) => hunk.drift === "merges").length;
  const parts = (
    [
      [merging, "merges", "merge"],
      [totals.conflicts, "conflicts", "conflict"],
      [totals.already_there, "is there already", "are there already"],
    ] as const
  ).filter(([count]) => count > 0);
  if (parts.length === 0) return null;
  return parts
    .map(([count, one, many], at) => `${at === 0 ? plural(count, "change") : count} ${count === 1 ? one : many}`)
    .join(", ");
}

/** Says that the store moved on since the dream read it, and what that does to the proposal. */
export function DriftNote({ text, onReload }: { text: string | null; onReload: () => void }) {
  if (text === null) return null;
  return (
    <p
      role="status"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-needs-soft px-4 py-1.5 text-13"
    >
      The store moved on since the dream read it: {text}.
      <Button size="sm" onPress={onReload}>
        Refresh
      </Button>
    </p>
  );
}
