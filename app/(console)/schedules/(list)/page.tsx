import type { Metadata } from "next";
import { SchedulesTable } from "@/components/schedules/schedules-table";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { LinkSegments } from "@/components/ui/link-tabs";
import { PageBody } from "@/components/ui/page-body";
import { Snippet } from "@/components/ui/snippet";
import { consoleContext } from "@/lib/auth/console-context";
import { listSchedules } from "@/lib/schedules/list-schedules";
import { toScheduleItems } from "../_present/schedule-item";

export const metadata: Metadata = { title: "Schedules" };

type Props = { searchParams: Promise<{ archived?: string; page?: string }> };

const CURL = `curl -X POST "$REVERIE_URL/v1/dream_schedules" \\
  -H "x-api-key: $REVERIE_API_KEY" -H "content-type: application/json" \\
  -d '{"name": "Every night", "memory_store_id": "memstore_…",
       "model": "reverie-local",
       "cron": "30 2 * * *", "time_zone": "Asia/Kathmandu"}'`;

export default async function SchedulesPage({ searchParams }: Props) {
  const ctx = await consoleContext();
  const { archived, page } = await searchParams;
  const includeArchived = archived === "1";
  const list = await listSchedules(ctx, { includeArchived, limit: 50, page });
  const create = (
    <LinkButton size="sm" variant="primary" href="/schedules/new">
      Create a schedule
    </LinkButton>
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Schedules" }]} actions={create} />
      <PageBody>
        <div className="flex items-center border-b px-3 py-2">
          <LinkSegments
            label="Which schedules"
            tabs={[
              { href: "/schedules", label: "Active", current: !includeArchived },
              { href: "/schedules?archived=1", label: "With archived", current: includeArchived },
            ]}
          />
        </div>
        {list.data.length === 0 ? (
          <EmptyState title="No schedule yet." action={create} snippet={<Snippet label="curl" code={CURL} />}>
            A schedule starts dreams of a store by itself: at night, after sessions, or when another tool calls.
          </EmptyState>
        ) : (
          <SchedulesTable schedules={await toScheduleItems(ctx, list.data)} />
        )}
        {list.nextPage && (
          <div className="p-3">
            <LinkButton
              size="sm"
              href={`/schedules?${new URLSearchParams({ archived: archived ?? "", page: list.nextPage })}`}
            >
              Older schedules
            </LinkButton>
          </div>
        )}
      </PageBody>
    </>
  );
}
