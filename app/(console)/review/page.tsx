import type { Metadata } from "next";
import { toDreamItems } from "@/app/(console)/_present/dream-item";
import { DreamsTable } from "@/components/dreams/dreams-table";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import { listDreams } from "@/lib/dreams/list-dreams";

export const metadata: Metadata = { title: "Review" };

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
          <DreamsTable label="Proposals that wait" dreams={await toDreamItems(ctx, list.data)} />
        )}
      </PageBody>
    </>
  );
}
