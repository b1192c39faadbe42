"use client";

import { Ellipsis, KeyRound, Pencil, Power, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { ErrorDialog } from "@/components/ui/error-dialog";
import { MenuButton, type MenuEntry } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { WebhookEndpointResource } from "@/lib/webhooks/schema";
import { DeleteEndpointDialog, RotateSecretDialog } from "./endpoint-confirm";
import { EndpointDialog, type EndpointFields } from "./endpoint-dialog";
import { SecretDialog } from "./secret-dialog";

type Target = { endpoint_id: string };

export type EndpointVerbs = {
  update: Action<Target & Partial<EndpointFields> & { enabled?: boolean }>;
  rotate: Action<Target, { secret: string }>;
  test: Action<Target>;
  remove: Action<Target>;
};

type Props = { endpoint: WebhookEndpointResource; verbs: EndpointVerbs };

type Question = "edit" | "rotate" | "delete";

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint, verbs }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<Question | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const test = useAction(verbs.test);
  const update = useAction(verbs.update);
  const isEnabled = endpoint.enabled;
  const target = { endpoint_id: endpoint.id };
  const close = () => setOpen(null);
  const done = (text: string) => {
    close();
    toast({ text });
    router.refresh();
  };
  return (
    <>
      <Button
        size="sm"
        isPending={test.isPending}
        onPress={() => test.run(target, () => done("A test is on its way."))}
      >
        Send test
      </Button>
      <MenuButton
        label="More about this endpoint"
        icon={<Ellipsis size={16} />}
        entries={entriesOf(isEnabled, {
          ask: setOpen,
          toggle: () =>
            update.run({ ...target, enabled: !isEnabled }, () =>
              done(isEnabled ? "It is disabled." : "It is enabled."),
            ),
        })}
      />
      <EndpointDialog
        title="Address and events"
        verb="Save"
        initial={endpoint}
        isOpen={open === "edit"}
        onClose={close}
        save={(fields) => verbs.update({ ...target, ...fields })}
        onSaved={() => done("Saved.")}
      />
      <RotateSecretDialog
        isOpen={open === "rotate"}
        onClose={close}
        rotate={() => verbs.rotate(target)}
        onRotated={(rotated) => {
          close();
          setSecret(rotated.secret);
        }}
      />
      <DeleteEndpointDialog
        isOpen={open === "delete"}
        onClose={close}
        remove={() => verbs.remove(target)}
        onRemoved={() => router.push("/settings/webhooks")}
      />
      <ErrorDialog
        error={test.error ?? update.error}
        onClose={() => {
          test.setError(null);
          update.setError(null);
        }}
      />
      <SecretDialog
        secret={secret}
        isRotation
        onClose={() => {
          setSecret(null);
          router.refresh();
        }}
      />
    </>
  );
}

function entriesOf(isEnabled: boolean, act: { ask: (question: Question) => void; toggle: () => void }): MenuEntry[] {
  const ask = (question: Question) => () => act.ask(question);
  return [
    { id: "edit", label: "Address and events", icon: <Pencil size={14} />, onAction: ask("edit") },
    { id: "toggle", label: isEnabled ? "Disable" : "Enable", icon: <Power size={14} />, onAction: act.toggle },
    { id: "rotate", label: "Rotate secret", icon: <KeyRound size={14} />, onAction: ask("rotate") },
    { id: "delete", label: "Delete", icon: <Trash2 size={14} />, danger: true, onAction: ask("delete") },
  ];
}
