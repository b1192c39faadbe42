import type { Metadata } from "next";
import { toSessionItem } from "@/app/(console)/_present/session-item";
import { SessionsTable } from "@/components/sessions/sessions-table";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkSegments } from "@/components/ui/link-tabs";
import { PageBody } from "@/components/ui/page-body";
import { Snippet } from "@/components/ui/snippet";
import { consoleContext } from "@/lib/auth/console-context";
import { listSessions } from "@/lib/sessions/list-sessions";

export const metadata: Metadata = { title: "Sessions" };

type Props = { searchParams: Promise<{ archived?: string; page?: string }> };

export default async function SessionsPage({ searchParams }: Props) {
  const ctx = await consoleContext();
  const { archived, page } = await searchParams;
  const includeArchived = archived === "1";
  const list = await listSessions(ctx, { includeArchived, limit: 50, page });
  const older = new URLSearchParams({ ...(includeArchived ? { archived: "1" } : {}), page: list.nextPage ?? "" });
  return (
    <>
      <TopBar crumbs={[{ label: "Sessions" }]} />
      <PageBody>
        <div className="flex items-center border-b px-3 py-2">
          <LinkSegments
            label="Which sessions"
            tabs={[
              { href: "/sessions", label: "Active", current: !includeArchived },
              { href: "/sessions?archived=1", label: "With archived and dreams", current: includeArchived },
            ]}
          />
        </div>
        {list.data.length === 0 ? (
          <EmptyState
            title="No session yet."
            snippet={<Snippet label="Import transcripts" code="npx reverie import session.jsonl --store memstore_…" />}
          >
            Sessions come from agents that use the API, or from transcripts that you import.
          </EmptyState>
        ) : (
          <SessionsTable sessions={list.data.map(toSessionItem)} />
        )}
        {list.nextPage && (
          <div className="p-3">
            <LinkButton size="sm" href={`/sessions?${older}`}>
              Older sessions
            </LinkButton>
          </div>
        )}
      </PageBody>
    </>
  );
}
