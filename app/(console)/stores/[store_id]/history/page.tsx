import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { loadFiles, loadStore } from "@/app/(console)/_present/load-store";
import { toVersionItem } from "@/app/(console)/_present/version-item";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkSegments } from "@/components/ui/link-tabs";
import { PageBody } from "@/components/ui/page-body";
import { DeletedFilesTable } from "@/components/versions/deleted-files-table";
import { VersionsTable } from "@/components/versions/versions-table";
import { consoleContext } from "@/lib/auth/console-context";
import type { StoreId } from "@/lib/core/ids";
import { listVersions } from "@/lib/versions/list-versions";
import { restoreMemoryAction } from "../actions";

type Props = { params: Promise<{ store_id: string }>; searchParams: Promise<{ show?: string; page?: string }> };

/** Every change of the store, whichever file; or only the files that were deleted, to bring them back. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const [{ store_id }, { show, page }] = await Promise.all([params, searchParams]);
  const isDeleted = show === "deleted";
  const operation = isDeleted ? ("deleted" as const) : undefined;
  const list = await listVersions(ctx, { storeId: store_id as StoreId, operation, limit: 100, page });
  const versions = list.data.map((row) => toVersionItem(row, undefined));
  const writers = versions.map((version) => version.created_by);
  const shared = { storeId: store_id, names: await namesWithSessions(ctx, writers) };
  const base = `/stores/${store_id}/history`;
  const older = new URLSearchParams({ ...(isDeleted ? { show: "deleted" } : {}), page: list.nextPage ?? "" });
  return (
    <PageBody>
      <div className="flex items-center border-b px-3 py-2">
        <LinkSegments
          label="Which changes"
          tabs={[
            { href: base, label: "All changes", current: !isDeleted },
            { href: `${base}?show=deleted`, label: "Deleted files", current: isDeleted },
          ]}
        />
      </div>
      {versions.length === 0 && <Empty isDeleted={isDeleted} />}
      {versions.length > 0 && !isDeleted && <VersionsTable {...shared} versions={versions} />}
      {versions.length > 0 && isDeleted && (
        <DeletedFilesTable
          {...shared}
          deletions={versions}
          idByPath={new Map((await loadFiles(ctx, store_id)).map((file) => [file.path, file.id]))}
          restore={(await loadStore(ctx, store_id)).archived_at === null ? restoreMemoryAction : null}
        />
      )}
      {list.nextPage && (
        <div className="p-3">
          <LinkButton size="sm" href={`${base}?${older}`}>
            {isDeleted ? "Deleted earlier" : "Older changes"}
          </LinkButton>
        </div>
      )}
    </PageBody>
  );
}

function Empty({ isDeleted }: { isDeleted: boolean }) {
  if (isDeleted) return <EmptyState title="No file of this store has been deleted." />;
  return <EmptyState title="Nothing has been written to this store yet." />;
}
