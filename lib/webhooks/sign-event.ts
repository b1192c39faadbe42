import { Webhook } from "standardwebhooks";

/**
 * The headers that prove where a body comes from (standardwebhooks.com, contract 13): one signature for each secret, so
 * that receivers can go over to a new one.
 * @param secrets `whsec_…`, the newest first
 */
export function signEvent(event: { id: string; body: string }, secrets: string[], at: Date): Record<string, string> {
  return {
    "webhook-id": event.id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(event.id, at, event.body)).join(" "),
  };
}
