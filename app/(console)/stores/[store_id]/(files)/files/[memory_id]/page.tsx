import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { loadStore } from "@/app/(console)/_present/load-store";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { SplitPane } from "@/components/ui/split-pane";
import { VersionTimeline } from "@/components/versions/version-timeline";
import { consoleContext } from "@/lib/auth/console-context";
import { redactVersionAction, restoreMemoryAction } from "../../../actions";
import { FileView } from "./_components/file-view";
import { loadFilePage } from "./_components/load-file-page";

type Props = {
  params: Promise<{ store_id: string; memory_id: string }>;
  searchParams: Promise<{
    view?: string;
    version?: string;
    from?: string;
    to?: string;
    older?: string;
    lines?: string;
  }>;
};

/** One file: read, edited or compared in the middle, its versions on the right. */
export default async function FilePage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const [{ store_id, memory_id }, query] = await Promise.all([params, searchParams]);
  const [store, file] = await Promise.all([
    loadStore(ctx, store_id),
    loadFilePage(ctx, { ...query, storeId: store_id, memoryId: memory_id }),
  ]);
  const compared = file.compared ? [file.compared.from.version, file.compared.to.version] : [];
  const shown = [...file.versions, ...(file.version ? [file.version.version] : []), ...compared];
  const writers = [...shown, ...(file.blame?.lines ?? [])].map((each) => each.created_by);
  const names = await namesWithSessions(ctx, writers);
  const href = `/stores/${store_id}/files/${memory_id}`;
  if (file.versions.length === 0) {
    return (
      <EmptyState
        title="There is no such file in this store."
        action={<LinkButton href={`/stores/${store_id}`}>All files</LinkButton>}
      />
    );
  }
  const versioned = {
    storeId: store_id,
    memoryId: memory_id,
    headId: file.memory?.memory_version_id ?? null,
    currentPath: file.memory?.path ?? null,
    isArchived: store.archived_at !== null,
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <SplitPane
        right={{
          label: "versions",
          width: 304,
          content: (
            <VersionTimeline
              versions={file.versions}
              file={versioned}
              actions={{ restore: restoreMemoryAction, redact: redactVersionAction }}
              fileHref={href}
              shownIds={file.shownIds}
              names={names}
              olderHref={file.olderPage && `${href}?older=${encodeURIComponent(file.olderPage)}`}
            />
          ),
        }}
      >
        <FileView file={file} view={query.view ?? "read"} href={href} names={names} versioned={versioned} />
      </SplitPane>
    </div>
  );
}
