"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { StoreDialog, type StoreFields } from "./store-dialog";

export function CreateStoreButton({ create }: { create: Action<StoreFields, { id: string }> }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="primary" onPress={() => setOpen(true)}>
        <Plus size={14} />
        New store
      </Button>
      <StoreDialog
        title="New store"
        verb="Create store"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        save={create}
        onSaved={(store) => router.push(`/stores/${store.id}`)}
      />
    </>
  );
}
