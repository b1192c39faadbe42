import { toSessionItem } from "@/app/(console)/_present/session-item";
import { SessionsTable } from "@/components/sessions/sessions-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import { listSessions } from "@/lib/sessions/list-sessions";

type Props = { params: Promise<{ store_id: string }>; searchParams: Promise<{ page?: string }> };

/** The sessions that had the store attached. */
export default async function StoreSessionsPage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const [{ store_id }, { page }] = await Promise.all([params, searchParams]);
  const list = await listSessions(ctx, { storeId: store_id, includeArchived: true, limit: 50, page });
  return (
    <PageBody>
      {list.data.length === 0 ? (
        <EmptyState title="No session has had this store attached yet." />
      ) : (
        <SessionsTable sessions={list.data.map(toSessionItem)} />
      )}
      {list.nextPage && (
        <div className="p-3">
          <LinkButton size="sm" href={`/stores/${store_id}/sessions?page=${encodeURIComponent(list.nextPage)}`}>
            Older sessions
          </LinkButton>
        </div>
      )}
    </PageBody>
  );
}
