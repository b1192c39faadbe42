import type { ReactNode } from "react";
import { loadFiles, loadStore } from "@/app/(console)/_present/load-store";
import { StoreFiles } from "@/components/memories/store-files";
import { consoleContext } from "@/lib/auth/console-context";
import { createMemoryAction } from "./actions";

type Props = { params: Promise<{ store_id: string }>; children: ReactNode };

export default async function FilesLayout({ params, children }: Props) {
  const ctx = await consoleContext();
  const { store_id } = await params;
  const store = await loadStore(ctx, store_id);
  const files = await loadFiles(ctx, store_id);
  return (
    <StoreFiles storeId={store.id} files={files} isArchived={store.archived_at !== null} create={createMemoryAction}>
      {children}
    </StoreFiles>
  );
}
