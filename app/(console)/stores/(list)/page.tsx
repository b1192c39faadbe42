import type { Metadata } from "next";
import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { loadDreamsByStore } from "@/app/(console)/_present/dreams-by-store";
import { toStoreItem } from "@/app/(console)/_present/store-item";
import { TopBar } from "@/components/shell/top-bar";
import { CreateStoreButton } from "@/components/stores/create-store-button";
import { StoresTable } from "@/components/stores/stores-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkSegments } from "@/components/ui/link-tabs";
import { PageBody } from "@/components/ui/page-body";
import { Snippet } from "@/components/ui/snippet";
import { consoleContext } from "@/lib/auth/console-context";
import { listStores } from "@/lib/stores/list-stores";
import { summarizeStores } from "@/lib/stores/summarize-stores";
import { createStoreAction } from "../actions";

export const metadata: Metadata = { title: "Stores" };

type Props = { searchParams: Promise<{ archived?: string; page?: string }> };

const CURL = `curl -X POST "$REVERIE_URL/v1/memory_stores" \\
  -H "x-api-key: $REVERIE_API_KEY" -H "content-type: application/json" \\
  -d '{"name": "Team SRE", "description": "What we learned on call."}'`;

export default async function StoresPage({ searchParams }: Props) {
  const ctx = await consoleContext();
  const { archived, page } = await searchParams;
  const includeArchived = archived === "1";
  const [list, dreams] = await Promise.all([
    listStores(ctx, { includeArchived, limit: 50, page }),
    loadDreamsByStore(ctx),
  ]);
  const summaries = await summarizeStores(
    ctx,
    list.data.map((store) => store.id),
  );
  const stores = list.data.map((row) => toStoreItem(row, summaries.get(row.id), dreams));
  const writers = stores.map((store) => store.last_write?.by ?? null);
  const names = await namesWithSessions(ctx, writers);
  return (
    <>
      <TopBar crumbs={[{ label: "Stores" }]} actions={<CreateStoreButton create={createStoreAction} />} />
      <PageBody>
        <div className="flex items-center border-b px-3 py-2">
          <LinkSegments
            label="Which stores"
            tabs={[
              { href: "/stores", label: "Active", current: !includeArchived },
              { href: "/stores?archived=1", label: "With archived", current: includeArchived },
            ]}
          />
        </div>
        {stores.length === 0 ? (
          <EmptyState
            title="No memory store yet."
            action={<CreateStoreButton create={createStoreAction} />}
            snippet={<Snippet label="curl" code={CURL} />}
          >
            A store is a tree of small text files that agents share.
          </EmptyState>
        ) : (
          <StoresTable stores={stores} names={names} />
        )}
        {list.nextPage && (
          <div className="p-3">
            <LinkButton
              size="sm"
              href={`/stores?${new URLSearchParams({ archived: archived ?? "", page: list.nextPage })}`}
            >
              Older stores
            </LinkButton>
          </div>
        )}
      </PageBody>
    </>
  );
}
