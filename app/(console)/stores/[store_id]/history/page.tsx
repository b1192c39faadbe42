import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { toVersionItem } from "@/app/(console)/_present/version-item";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { VersionsTable } from "@/components/versions/versions-table";
import { consoleContext } from "@/lib/auth/console-context";
import type { StoreId } from "@/lib/core/ids";
import { listVersions } from "@/lib/versions/list-versions";

type Props = { params: Promise<{ store_id: string }>; searchParams: Promise<{ page?: string }> };

/** Every change of the store, whichever file. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const [{ store_id }, { page }] = await Promise.all([params, searchParams]);
  const list = await listVersions(ctx, { storeId: store_id as StoreId, limit: 100, page });
  const versions = list.data.map((row) => toVersionItem(row, undefined));
  return (
    <PageBody>
      {list.data.length === 0 ? (
        <EmptyState title="Nothing has been written to this store yet." />
      ) : (
        <VersionsTable
          storeId={store_id}
          names={
            await namesWithSessions(
              ctx,
              versions.map((version) => version.created_by),
            )
          }
          versions={versions}
        />
      )}
      {list.nextPage && (
        <div className="p-3">
          <LinkButton size="sm" href={`/stores/${store_id}/history?page=${encodeURIComponent(list.nextPage)}`}>
            Older changes
          </LinkButton>
        </div>
      )}
    </PageBody>
  );
}
