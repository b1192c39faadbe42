import { MoonStar } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { namesWithSessions } from "@/app/(console)/_present/actor-names";
import { loadStore } from "@/app/(console)/_present/load-store";
import { TopBar } from "@/components/shell/top-bar";
import { StoreHeader } from "@/components/stores/store-header";
import { StoreMenu } from "@/components/stores/store-menu";
import { StoreTabs } from "@/components/stores/store-tabs";
import { LinkButton } from "@/components/ui/link-button";
import { consoleContext } from "@/lib/auth/console-context";
import { archiveStoreAction, deleteStoreAction, updateStoreAction } from "../actions";
import { forkStoreAction, restoreStoreAction } from "./actions";

type Props = { params: Promise<{ store_id: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const store = await loadStore(await consoleContext(), (await params).store_id);
  return { title: store.name };
}

export default async function StoreLayout({ params, children }: Props) {
  const ctx = await consoleContext();
  const { store_id } = await params;
  const store = await loadStore(ctx, store_id);
  const names = await namesWithSessions(ctx, [store.last_write?.by ?? null]);
  const actions = {
    update: updateStoreAction,
    archive: archiveStoreAction,
    remove: deleteStoreAction,
    fork: forkStoreAction,
    restore: restoreStoreAction,
  };
  return (
    <>
      <TopBar
        crumbs={[{ label: "Stores", href: "/stores" }, { label: store.name }]}
        actions={
          <>
            {!store.archived_at && (
              <LinkButton size="sm" href={`/dreams/new?store=${store.id}`}>
                <MoonStar size={14} aria-hidden />
                Dream
              </LinkButton>
            )}
            <StoreMenu store={store} actions={actions} />
          </>
        }
      />
      <StoreHeader store={store} names={names} tabs={<StoreTabs storeId={store.id} />} />
      {children}
    </>
  );
}
