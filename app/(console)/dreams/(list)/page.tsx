import type { Metadata } from "next";
import { toDreamItems } from "@/app/(console)/_present/dream-item";
import { DreamsTable } from "@/components/dreams/dreams-table";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { Snippet } from "@/components/ui/snippet";
import { consoleContext } from "@/lib/auth/console-context";
import { listDreams } from "@/lib/dreams/list-dreams";

export const metadata: Metadata = { title: "Dreams" };

type Props = { searchParams: Promise<{ page?: string }> };

const CURL = `curl -X POST "$REVERIE_URL/v1/dreams" \\
  -H "x-api-key: $REVERIE_API_KEY" -H "content-type: application/json" \\
  -d '{"model": "reverie-local", "inputs": [
        {"type": "memory_store", "memory_store_id": "memstore_…"},
        {"type": "sessions", "session_ids": ["sesn_…"]}]}'`;

export default async function DreamsPage({ searchParams }: Props) {
  const ctx = await consoleContext();
  const { page } = await searchParams;
  const list = await listDreams(ctx, { limit: 50, page });
  const start = (
    <LinkButton size="sm" variant="primary" href="/dreams/new">
      Start a dream
    </LinkButton>
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Dreams" }]} actions={start} />
      <PageBody>
        {list.data.length === 0 ? (
          <EmptyState title="No dream yet." action={start} snippet={<Snippet label="curl" code={CURL} />}>
            A dream reads past sessions together with a store and proposes a better version of it.
          </EmptyState>
        ) : (
          <DreamsTable label="Dreams" dreams={await toDreamItems(ctx, list.data)} />
        )}
        {list.nextPage && (
          <div className="p-3">
            <LinkButton size="sm" href={`/dreams?page=${encodeURIComponent(list.nextPage)}`}>
              Older dreams
            </LinkButton>
          </div>
        )}
      </PageBody>
    </>
  );
}
