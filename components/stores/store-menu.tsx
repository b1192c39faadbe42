"use client";

import { Archive, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { MenuButton, type MenuEntry } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { ArchiveStoreDialog, DeleteStoreDialog } from "./retire-store-dialogs";
import { StoreDialog, type StoreFields } from "./store-dialog";

export type StoreActions = {
  update: Action<StoreFields & { store_id: string }, { id: string }>;
  archive: Action<{ store_id: string }>;
  remove: Action<{ store_id: string }>;
};

type Props = {
  store: { id: string; name: string; description: string; archived_at: string | null };
  actions: StoreActions;
};

export function StoreMenu({ store, actions }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "archive" | "delete" | null>(null);
  const done = (text: string) => {
    setOpen(null);
    toast({ text });
    router.refresh();
  };
  const entries: MenuEntry[] = [
    ...(store.archived_at
      ? []
      : [
          { id: "edit", label: "Name and description", icon: <Pencil size={14} />, onAction: () => setOpen("edit") },
          { id: "archive", label: "Archive", icon: <Archive size={14} />, onAction: () => setOpen("archive") },
        ]),
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
        onClose={() => setOpen(null)}
        save={(fields) => actions.update({ ...fields, store_id: store.id })}
        onSaved={() => done("Saved.")}
      />
      <ArchiveStoreDialog
        store={store}
        isOpen={open === "archive"}
        onClose={() => setOpen(null)}
        archive={actions.archive}
        onDone={() => done(`${store.name} is archived.`)}
      />
      <DeleteStoreDialog
        store={store}
        isOpen={open === "delete"}
        onClose={() => setOpen(null)}
        remove={actions.remove}
        onDone={() => router.push("/stores")}
      />
    </>
  );
}
