"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { Snippet } from "@/components/ui/snippet";

type Props = {
  /** Null: closed. */
  secret: string | null;
  /** Whether requests are also signed with an older one. */
  isRotation: boolean;
  onClose: () => void;
};

const VERIFY = `import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({ webhookKey: process.env.REVERIE_WEBHOOK_SECRET });
// The body as it came: parsed and printed again it would not fit its signature.
const event = client.beta.webhooks.unwrap(await request.text(), {
  headers: Object.fromEntries(request.headers),
});`;

/** The secret of an endpoint, the only time that it is shown. */
export function SecretDialog({ secret, isRotation, onClose }: Props) {
  return (
    <Dialog
      title={isRotation ? "The new secret" : "The endpoint's secret"}
      isOpen={secret !== null}
      onClose={onClose}
      size="md"
      isDismissable={false}
    >
      <div className="flex flex-col gap-3">
        <Note tone="needs" title="It is shown this once.">
          {isRotation
            ? "Give it to the receiver within 24 hours; until then requests are signed with the old one, too."
            : "Give it to the receiver now. If it gets lost, rotate it."}
        </Note>
        <Snippet label="Secret" code={secret ?? ""} className="break-all whitespace-pre-wrap" />
        <Snippet label="Check requests with the SDK" code={VERIFY} />
      </div>
      <DialogActions>
        <Button variant="primary" onPress={onClose}>
          I have kept it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
