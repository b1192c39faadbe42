"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { EndpointDialog, type EndpointFields } from "./endpoint-dialog";
import { SecretDialog } from "./secret-dialog";

export type CreatedEndpoint = { id: string; secret: string };

export function CreateEndpointButton({ create }: { create: Action<EndpointFields, CreatedEndpoint> }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedEndpoint | null>(null);
  return (
    <>
      <Button size="sm" variant="primary" onPress={() => setOpen(true)}>
        <Plus size={14} />
        New endpoint
      </Button>
      <EndpointDialog
        title="New webhook endpoint"
        verb="Create endpoint"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        save={create}
        onSaved={(endpoint) => {
          setOpen(false);
          setCreated(endpoint);
        }}
      />
      <SecretDialog
        secret={created?.secret ?? null}
        isRotation={false}
        onClose={() => {
          if (created) router.push(`/settings/webhooks/${created.id}`);
          setCreated(null);
        }}
      />
    </>
  );
}
