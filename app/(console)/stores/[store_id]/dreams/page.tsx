import { toDreamItems } from "@/app/(console)/_present/dream-item";
import { DreamsTable } from "@/components/dreams/dreams-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import { listDreams } from "@/lib/dreams/list-dreams";

type Props = { params: Promise<{ store_id: string }> };

/** The dreams over one store, and the proposals of what agents wrote to it. */
export default async function StoreDreamsPage({ params }: Props) {
  const ctx = await consoleContext();
  const { store_id } = await params;
  const list = await listDreams(ctx, { storeId: store_id, includeWrites: true, limit: 100 });
  return (
    <PageBody>
      {list.data.length === 0 ? (
        <EmptyState
          title="Nothing has dreamed over this store yet."
          action={
            <LinkButton variant="primary" href={`/dreams/new?store=${store_id}`}>
              Start a dream
            </LinkButton>
          }
        />
      ) : (
        <DreamsTable label="Dreams of this store" dreams={await toDreamItems(ctx, list.data)} />
      )}
    </PageBody>
  );
}
