import type { Metadata } from "next";
import { Suspense } from "react";
import { toDreamItems } from "@/app/(console)/_present/dream-item";
import { DreamsTable } from "@/components/dreams/dreams-table";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import type { DreamId } from "@/lib/core/ids";
import { listDreams } from "@/lib/dreams/list-dreams";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { presentDreamDiff } from "@/lib/proposals/present";

export const metadata: Metadata = { title: "Review" };

/** Each has to be compared with the store as it is now. */
const DRIFT_SHOWN_MAX = 20;

/** What waits for a person. */
export default async function ReviewInboxPage() {
  const ctx = await consoleContext();
  const list = await listDreams(ctx, { reviewStatus: "waiting", limit: 100 });
  return (
    <>
      <TopBar crumbs={[{ label: "Review" }]} />
      <PageBody>
        {list.data.length === 0 ? (
          <EmptyState title="Nothing waits for you." action={<LinkButton href="/dreams/new">Start a dream</LinkButton>}>
            When a dream proposes a change to a store, it appears here.
          </EmptyState>
        ) : (
          <DreamsTable
            label="Proposals that wait"
            dreams={await toDreamItems(ctx, list.data)}
            notes={Object.fromEntries(
              list.data.slice(0, DRIFT_SHOWN_MAX).map(({ id }) => [
                id,
                <Suspense key={id} fallback={null}>
                  <DriftLine dreamId={id} />
                </Suspense>,
              ]),
            )}
          />
        )}
      </PageBody>
    </>
  );
}

/** What the store's newer state does to a proposal that waits; nothing while that is nothing. */
async function DriftLine({ dreamId }: { dreamId: DreamId }) {
  const ctx = await consoleContext();
  const { totals } = presentDreamDiff(await getDreamDiff(ctx, { dreamId, includeTexts: false }));
  const hunks = `${totals.hunks} hunks`;
  const words = [
    ...(totals.conflicts > 0 ? [`${totals.conflicts} of ${hunks} now conflict`] : []),
    ...(totals.already_there > 0 ? [`${totals.already_there} of ${hunks} are in the store already`] : []),
  ];
  return words.length > 0 && <p className="mt-0.5 text-12 text-needs">{words.join(", ")}</p>;
}
