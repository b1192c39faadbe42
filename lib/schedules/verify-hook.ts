import { timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";

export type SignedCall = { id: string; timestamp: string; signature: string; body: string };

/** Standard Webhooks 1.0, "Verifying webhook authenticity": as its libraries do, also for clocks that are ahead. */
const TOLERANCE_SECONDS = 5 * 60;
const ID_CHARACTERS_MAX = 256;

/**
 * What is wrong with a signed call, in words; null when one of its signatures is by the secret and its time is right.
 * The library makes the signature; its own check would take the time from the system's clock.
 */
export function hookFault(secret: string, call: SignedCall, now: Date): string | null {
  if (call.id === "" || call.id.length > ID_CHARACTERS_MAX) return "webhook-id must have 1 to 256 characters";
  if (!/^\d{1,12}$/.test(call.timestamp)) return "webhook-timestamp must be seconds since 1970";
  const seconds = Number(call.timestamp);
  if (Math.abs(now.getTime() / 1_000 - seconds) > TOLERANCE_SECONDS) {
    return "webhook-timestamp is more than five minutes away from the server's clock";
  }
  const expected = Buffer.from(new Webhook(secret).sign(call.id, new Date(seconds * 1_000), call.body));
  const isSigned = call.signature.split(" ").some((text) => {
    const given = Buffer.from(text);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isSigned ? null : "webhook-signature is not by this schedule's secret";
}
