import type { Metadata } from "next";
import { orNotFound } from "@/app/(console)/_present/or-not-found";
import { HookPanel } from "@/components/schedules/hook-panel";
import { ScheduleActions } from "@/components/schedules/schedule-actions";
import { fieldsOf } from "@/components/schedules/schedule-fields";
import { EditScheduleForm } from "@/components/schedules/schedule-form";
import { ScheduleHead } from "@/components/schedules/schedule-head";
import { TicksTable } from "@/components/schedules/ticks-table";
import { TopBar } from "@/components/shell/top-bar";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import { ScheduleId } from "@/lib/core/ids";
import { engineIds } from "@/lib/engines/registry";
import { getSchedule } from "@/lib/schedules/get-schedule";
import { listTicks } from "@/lib/schedules/list-ticks";
import { presentSchedule } from "@/lib/schedules/present";
import { toScheduleItems, toTickItem } from "../_present/schedule-item";
import {
  archiveScheduleAction,
  pauseScheduleAction,
  previewCronAction,
  rotateHookSecretAction,
  runScheduleAction,
  unpauseScheduleAction,
  updateScheduleAction,
} from "../actions";

export const metadata: Metadata = { title: "Schedule" };

type Props = { params: Promise<{ schedule_id: string }>; searchParams: Promise<{ page?: string }> };

export default async function SchedulePage({ params, searchParams }: Props) {
  const ctx = await consoleContext();
  const scheduleId = ScheduleId.parse((await params).schedule_id);
  const { page } = await searchParams;
  const row = await orNotFound(getSchedule(ctx, scheduleId));
  const [history, [item]] = await Promise.all([listTicks(ctx, { scheduleId, page }), toScheduleItems(ctx, [row])]);
  const schedule = presentSchedule(row, ctx.now());
  const { hook } = schedule.triggers;
  const actions = row.archivedAt === null && (
    <ScheduleActions
      scheduleId={row.id}
      isPaused={row.isPaused}
      run={runScheduleAction}
      pause={pauseScheduleAction}
      unpause={unpauseScheduleAction}
      archive={archiveScheduleAction}
    />
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Schedules", href: "/schedules" }, { label: row.name }]} actions={actions} />
      <PageBody>
        {item && <ScheduleHead schedule={item} />}
        <section aria-labelledby="history" className="border-t">
          <h2 id="history" className="px-3 pt-4 pb-1 text-14 font-semibold">
            History
          </h2>
          {history.data.length === 0 ? (
            <p className="px-3 pb-4 text-13 text-ink-3">It has not run yet.</p>
          ) : (
            <TicksTable ticks={history.data.map(toTickItem)} />
          )}
          {history.nextPage && (
            <div className="p-3">
              <LinkButton size="sm" href={`/schedules/${row.id}?page=${encodeURIComponent(history.nextPage)}`}>
                Older runs
              </LinkButton>
            </div>
          )}
        </section>
        {row.archivedAt === null && hook && (
          <section aria-labelledby="hook" className="flex flex-col gap-2 border-t px-3 py-4">
            <h2 id="hook" className="text-14 font-semibold">
              Signed calls
            </h2>
            <HookPanel
              scheduleId={row.id}
              secretCreatedAt={hook.secret_created_at}
              exampleBody={JSON.stringify(exampleOf(hook.filter))}
              rotate={rotateHookSecretAction}
            />
          </section>
        )}
        {row.archivedAt === null && (
          <section aria-labelledby="settings" className="flex flex-col gap-4 border-t px-3 py-4">
            <h2 id="settings" className="text-14 font-semibold">
              Settings
            </h2>
            <EditScheduleForm
              scheduleId={row.id}
              initial={fieldsOf(schedule)}
              engines={enginesWith(row.modelId)}
              preview={previewCronAction}
              update={updateScheduleAction}
            />
          </section>
        )}
      </PageBody>
    </>
  );
}

/** An engine that is no longer served stays the schedule's own until another one is chosen. */
function enginesWith(modelId: string): { id: string; label: string }[] {
  return [...new Set([...engineIds(), modelId])].map((id) => ({ id, label: id }));
}

/** A body that the filter takes. */
function exampleOf(filter: { field: string; equals: string | number | boolean } | null): unknown {
  if (filter === null) return {};
  return filter.field.split(".").reduceRight<unknown>((value, key) => ({ [key]: value }), filter.equals);
}
