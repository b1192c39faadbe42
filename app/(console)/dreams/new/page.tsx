import type { Metadata } from "next";
import { LaunchForm } from "@/components/dreams/launch-form";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import { wireTime } from "@/lib/core/time";
import { engineIds } from "@/lib/engines/registry";
import { listSessions } from "@/lib/sessions/list-sessions";
import { listStores } from "@/lib/stores/list-stores";
import { summarizeStores } from "@/lib/stores/summarize-stores";
import { launchDreamAction } from "../actions";

export const metadata: Metadata = { title: "Start a dream" };

/** The newest sessions that are offered; older ones go through the API. */
const SESSIONS_OFFERED = 500;

type Props = { searchParams: Promise<{ store?: string }> };

export default async function NewDreamPage({ searchParams }: Props) {
  const ctx = await consoleContext();
  const { store } = await searchParams;
  const [stores, sessions] = await Promise.all([
    listStores(ctx, { limit: 100 }),
    listSessions(ctx, { includeArchived: true, limit: SESSIONS_OFFERED }),
  ]);
  const summaries = await summarizeStores(
    ctx,
    stores.data.map((row) => row.id),
  );
  const readable = sessions.data.filter((session) => session.origin !== "dream");
  return (
    <>
      <TopBar crumbs={[{ label: "Dreams", href: "/dreams" }, { label: "Start a dream" }]} />
      <PageBody>
        {stores.data.length === 0 ? (
          <EmptyState
            title="A dream needs a store to start from."
            action={<LinkButton href="/stores">Go to the stores</LinkButton>}
          />
        ) : (
          <LaunchForm
            stores={stores.data.map((row) => ({
              id: row.id,
              name: row.name,
              file_count: summaries.get(row.id)?.memoryCount ?? 0,
            }))}
            sessions={readable.map((session) => ({
              id: session.id,
              title: session.title,
              created_at: wireTime(session.createdAt),
              event_count: session.eventCount,
              store_ids: session.resources.map((resource) => resource.storeId),
            }))}
            engines={engineIds().map((id) => ({ id, label: id }))}
            initialStoreId={stores.data.find((row) => row.id === store)?.id ?? null}
            launch={launchDreamAction}
          />
        )}
      </PageBody>
    </>
  );
}
