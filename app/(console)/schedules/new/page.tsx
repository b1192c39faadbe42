import type { Metadata } from "next";
import { CreateScheduleForm } from "@/components/schedules/schedule-form";
import { TopBar } from "@/components/shell/top-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageBody } from "@/components/ui/page-body";
import { consoleContext } from "@/lib/auth/console-context";
import { engineIds } from "@/lib/engines/registry";
import { listStores } from "@/lib/stores/list-stores";
import { createScheduleAction, previewCronAction } from "../actions";

export const metadata: Metadata = { title: "Create a schedule" };

type Props = { searchParams: Promise<{ store?: string }> };

export default async function NewSchedulePage({ searchParams }: Props) {
  const ctx = await consoleContext();
  const { store } = await searchParams;
  const stores = (await listStores(ctx, { limit: 100 })).data;
  return (
    <>
      <TopBar crumbs={[{ label: "Schedules", href: "/schedules" }, { label: "Create a schedule" }]} />
      <PageBody>
        {stores.length === 0 ? (
          <EmptyState
            title="A schedule needs a store to dream of."
            action={<LinkButton href="/stores">Go to the stores</LinkButton>}
          />
        ) : (
          <CreateScheduleForm
            stores={stores.map((row) => ({ id: row.id, label: row.name }))}
            initialStoreId={stores.find((row) => row.id === store)?.id ?? null}
            engines={engineIds().map((id) => ({ id, label: id }))}
            preview={previewCronAction}
            create={createScheduleAction}
          />
        )}
      </PageBody>
    </>
  );
}
