import type { Metadata } from "next";
import { Suspense } from "react";
import { toDreamItems } from "@/app/(console)/_present/dream-item";
import { DreamsTable } from "@/components/dreams/dreams-table";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { plural } from "@/components/ui/number-text";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import type { DreamId } from "@/lib/core/ids";
import { listDreams } from "@/lib/dreams/list-dreams";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { presentDreamDiff } from "@/lib/proposals/present";

export const metadata: Metadata = { title: "Review" };

/** Each has to be compared with the store as it is now. */
const NOTED_MAX = 20;

const NOTE_LOOK = "mt-0.5 text-12 text-ink-3";

/** What waits for a person. */
export default async function ReviewInboxPage() {
  const ctx = await consoleContext();
  const list = await listDreams(ctx, { reviewStatus: "waiting", includeWrites: true, limit: 100 });
  return (
    <>
      <TopBar crumbs={[{ label: "Review" }]} />
      <PageBody>
        {list.data.length === 0 ? (
          <EmptyState title="Nothing waits for you." action={<LinkButton href="/dreams/new">Start a dream</LinkButton>}>
            When a dream proposes a change to a store, or agents write to one that reviews their writes, it appears
            here.
          </EmptyState>
        ) : (
          <DreamsTable
            label="Proposals that wait"
            dreams={await toDreamItems(ctx, list.data)}
            notes={Object.fromEntries(
              list.data.slice(0, NOTED_MAX).map(({ id }) => [
                id,
                <Suspense key={id} fallback={<p className={NOTE_LOOK}>…</p>}>
                  <ProposalNote dreamId={id} />
                </Suspense>,
              ]),
            )}
          />
        )}
      </PageBody>
    </>
  );
}

/** How much waits, and what the store's newer state does to it. */
async function ProposalNote({ dreamId }: { dreamId: DreamId }) {
  const ctx = await consoleContext();
  const { totals } = presentDreamDiff(await getDreamDiff(ctx, { dreamId, includeTexts: false }));
  const drift = [
    ...(totals.conflicts > 0 ? [`${totals.conflicts} now conflict`] : []),
    ...(totals.already_there > 0 ? [`${totals.already_there} in the store already`] : []),
  ];
  return (
    <p className={NOTE_LOOK}>
      {plural(totals.hunks, "change")} in {plural(totals.files, "file")}
      {drift.length > 0 && <span className="text-needs">, {drift.join(", ")}</span>}
    </p>
  );
}
