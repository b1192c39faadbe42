import { randomBytes } from "node:crypto";

/** As many as the hosted API's keys have (contract 13); Standard Webhooks allows 24 to 64. */
const SECRET_BYTES = 32;

/** A secret of Standard Webhooks, for requests that we sign and for calls that others do: `whsec_` and random bytes in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}
