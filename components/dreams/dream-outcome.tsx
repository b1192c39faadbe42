import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import type { DreamItem } from "./dream-item";

type Props = { dream: DreamItem; outputStoreId: string | null };

/** How a dream ended and what to do next; nothing while it runs. */
export function DreamOutcome({ dream, outputStoreId }: Props) {
  if (dream.status === "failed") {
    return (
      <Strip>
        <Note
          tone="error"
          title={`The dream failed: ${dream.error?.message ?? "the cause is not known"}`}
          actions={
            <LinkButton size="sm" href={`/dreams/new?store=${dream.store.id}`}>
              Start it again
            </LinkButton>
          }
        >
          {dream.store.name} was not changed. What was read and found until then stands below.
        </Note>
      </Strip>
    );
  }
  if (dream.status === "canceled") {
    return (
      <Strip>
        <Note title="This dream was canceled.">Nothing is proposed; {dream.store.name} was not changed.</Note>
      </Strip>
    );
  }
  if (dream.status !== "completed") return null;
  return (
    <Strip>
      <p className="min-w-[24ch] flex-1 text-14">{outcomeText(dream)}</p>
      {outputStoreId && outputStoreId !== dream.store.id && (
        <LinkButton size="sm" href={`/stores/${outputStoreId}`}>
          Open the result as a store
        </LinkButton>
      )}
      {dream.review_status !== "unchanged" && dream.review_status !== "none" && (
        <LinkButton
          size="sm"
          variant={dream.review_status === "waiting" ? "primary" : "default"}
          href={`/dreams/${dream.id}/review`}
        >
          {dream.review_status === "waiting" ? "Review the proposal" : "See what was decided"}
        </LinkButton>
      )}
    </Strip>
  );
}

function Strip({ children }: { children: ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b px-4 py-3 *:[[role]]:flex-1">{children}</div>
  );
}

function outcomeText(dream: DreamItem): string {
  switch (dream.review_status) {
    case "waiting":
      return "The proposal waits for a person.";
    case "unchanged":
      return "No change is proposed: everything it read is already said well in the store.";
    case "adopted":
      return "The proposal was adopted.";
    case "rejected":
      return "The proposal was rejected.";
    case "superseded":
      return "The proposal was superseded: the store came to hold all of it in another way.";
    case "none":
      return "The dream completed.";
  }
}
