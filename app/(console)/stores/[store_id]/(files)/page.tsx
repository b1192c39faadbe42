import { redirect } from "next/navigation";
import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { loadFiles, loadStore } from "@/app/(console)/_present/load-store";
import { toVersionItem } from "@/app/(console)/_present/version-item";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";
import { Snippet } from "@/components/ui/snippet";
import { VersionsTable } from "@/components/versions/versions-table";
import { consoleContext } from "@/lib/auth/console-context";
import type { StoreId } from "@/lib/core/ids";
import { listVersions } from "@/lib/versions/list-versions";

type Props = { params: Promise<{ store_id: string }>; searchParams: Promise<{ path?: string }> };

/** No file is open: the latest changes. With `?path=` the file at that path is opened. */
export default async function StorePage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const [{ store_id }, { path }] = await Promise.all([params, searchParams]);
  const [store, files] = await Promise.all([loadStore(ctx, store_id), loadFiles(ctx, store_id)]);
  const wanted = files.find((file) => file.path === path);
  if (wanted) redirect(`/stores/${store_id}/files/${wanted.id}`);
  const list = await listVersions(ctx, { storeId: store_id as StoreId, limit: 30 });
  if (files.length === 0 && list.data.length === 0) return <EmptyStore storeId={store.id} />;
  const versions = list.data.map((row) => toVersionItem(row, undefined));
  return (
    <>
      {path && (
        <Note tone="needs" className="m-4" title={`There is no file at ${path}.`}>
          It may have been moved or deleted since. Look for it in the{" "}
          <TextLink href={`/stores/${store_id}/history`}>history</TextLink>.
        </Note>
      )}
      <h2 className="px-3 pt-3 pb-1 text-13 font-medium">Latest changes</h2>
      <VersionsTable
        storeId={store.id}
        names={
          await namesWithSessions(
            ctx,
            versions.map((version) => version.created_by),
          )
        }
        versions={versions}
      />
    </>
  );
}

function EmptyStore({ storeId }: { storeId: string }) {
  const code = `curl -X POST "$REVERIE_URL/v1/memory_stores/${storeId}/memories" \\
  -H "x-api-key: $REVERIE_API_KEY" -H "content-type: application/json" \\
  -d '{"path": "/triage.md", "content": "# Triage\\n"}'`;
  return (
    <EmptyState title="This store is empty." snippet={<Snippet label="curl" code={code} />}>
      Agents write here as they work; with “New file” you write the first one yourself.
    </EmptyState>
  );
}
