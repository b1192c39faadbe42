"use client";

import { Archive, Download, Ellipsis, GitFork, History, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { MenuButton, type MenuEntry } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { ExportDialog } from "./export-dialog";
import { ForkDialog, type ForkStore } from "./fork-dialog";
import { type RestoreStore, RestoreStoreDialog } from "./restore-store-dialog";
import { ArchiveStoreDialog, DeleteStoreDialog } from "./retire-store-dialogs";
import { StoreDialog, type StoreFields } from "./store-dialog";

export type StoreActions = {
  update: Action<StoreFields & { store_id: string }, { id: string }>;
  archive: Action<{ store_id: string }>;
  remove: Action<{ store_id: string }>;
  fork: ForkStore;
  restore: RestoreStore;
};

type Props = {
  store: { id: string; name: string; description: string; archived_at: string | null };
  actions: StoreActions;
};

/** What can be done with a whole store; an archived one can still be copied and taken along. */
export function StoreMenu({ store, actions }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "export" | "fork" | "restore" | "archive" | "delete" | null>(null);
  const done = (text: string) => {
    setOpen(null);
    toast({ text });
    router.refresh();
  };
  const isActive = store.archived_at === null;
  const close = () => setOpen(null);
  const edit = {
    id: "edit",
    label: "Name and description",
    icon: <Pencil size={14} />,
    onAction: () => setOpen("edit"),
  };
  const back = {
    id: "restore",
    label: "Restore to a moment",
    icon: <History size={14} />,
    onAction: () => setOpen("restore"),
  };
  const archive = { id: "archive", label: "Archive", icon: <Archive size={14} />, onAction: () => setOpen("archive") };
  const entries: MenuEntry[] = [
    ...(isActive ? [edit] : []),
    { id: "export", label: "Export", icon: <Download size={14} />, onAction: () => setOpen("export") },
    { id: "fork", label: "Fork", icon: <GitFork size={14} />, onAction: () => setOpen("fork") },
    ...(isActive ? [back, archive] : []),
    { id: "delete", label: "Delete", icon: <Trash2 size={14} />, danger: true, onAction: () => setOpen("delete") },
  ];
  return (
    <>
      <MenuButton label="More about this store" icon={<Ellipsis size={16} />} entries={entries} />
      <StoreDialog
        title="Name and description"
        verb="Save"
        initial={{ name: store.name, description: store.description }}
        isOpen={open === "edit"}
        onClose={close}
        save={(fields) => actions.update({ ...fields, store_id: store.id })}
        onSaved={() => done("Saved.")}
      />
      <ExportDialog store={store} isOpen={open === "export"} onClose={close} />
      <ForkDialog store={store} isOpen={open === "fork"} onClose={close} fork={actions.fork} />
      <RestoreStoreDialog store={store} isOpen={open === "restore"} onClose={close} restore={actions.restore} />
      <ArchiveStoreDialog
        store={store}
        isOpen={open === "archive"}
        onClose={close}
        archive={actions.archive}
        onDone={() => done(`${store.name} is archived.`)}
      />
      <DeleteStoreDialog
        store={store}
        isOpen={open === "delete"}
        onClose={close}
        remove={actions.remove}
        onDone={() => router.push("/stores")}
      />
    </>
  );
}
