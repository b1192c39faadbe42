import { uuidv7obj } from "uuidv7";
import { z } from "zod";

/** Base58 in ASCII order, so ids made later sort later (with COLLATE "C"). */
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** 58^22 > 2^128. */
const DIGITS = 22;

/** Digits that one division yields: 58^5 times 2^16 is still exact in a double. */
const CHUNK_DIGITS = 5;
const CHUNK = 58 ** CHUNK_DIGITS;

/** 16 bytes, most significant first. Long division in limbs of 16 bits: BigInt took 8 us an id, this takes below 1. */
export function base58(bytes: Uint8Array): string {
  const limbs = Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));
  let text = "";
  while (text.length < DIGITS) {
    let rest = 0;
    for (let at = 0; at < limbs.length; at++) {
      const value = rest * 65_536 + (limbs[at] as number);
      limbs[at] = Math.floor(value / CHUNK);
      rest = value % CHUNK;
    }
    for (let digit = 0; digit < CHUNK_DIGITS && text.length < DIGITS; digit++) {
      text = ALPHABET.charAt(rest % 58) + text;
      rest = Math.floor(rest / 58);
    }
  }
  return text;
}

/** A new id such as `mem_01…`: prefix, underscore, `01`, then a UUIDv7 (RFC 9562, section 5.7) as 22 base58 digits. */
export function newId<P extends IdPrefix>(prefix: P): string & z.BRAND<P> {
  return `${prefix}_01${base58(uuidv7obj().bytes)}` as string & z.BRAND<P>;
}

export type IdPrefix =
  | "wrkspc"
  | "user"
  | "apikey"
  | "req"
  | "memstore"
  | "mem"
  | "memver"
  | "agent"
  | "env"
  | "sesn"
  | "sthr"
  | "sevt"
  | "drm"
  | "fnd"
  | "redact"
  | "adopt"
  | "reject"
  | "sched"
  | "tick"
  | "hook"
  | "whend"
  | "whe"
  | "whdel";

/** Any text is taken: ids are opaque, and a malformed one is simply not found. */
const idOf = <P extends IdPrefix>(prefix: P, what: string) =>
  z
    .string()
    .max(256)
    .brand<P>()
    .meta({ description: `Id of ${what} (\`${prefix}_…\`).`, examples: [`${prefix}_01PqTz7mVwKc4hYdR2nBxGfE`] });

export const WorkspaceId = idOf("wrkspc", "a workspace");
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export const StoreId = idOf("memstore", "a memory store");
export type StoreId = z.infer<typeof StoreId>;
export const MemoryId = idOf("mem", "a memory");
export type MemoryId = z.infer<typeof MemoryId>;
export const VersionId = idOf("memver", "a memory version");
export type VersionId = z.infer<typeof VersionId>;
export const AgentId = idOf("agent", "an agent");
export type AgentId = z.infer<typeof AgentId>;
export const EnvironmentId = idOf("env", "an environment");
export type EnvironmentId = z.infer<typeof EnvironmentId>;
export const SessionId = idOf("sesn", "a session");
export type SessionId = z.infer<typeof SessionId>;
export const ThreadId = idOf("sthr", "a session thread");
export type ThreadId = z.infer<typeof ThreadId>;
export const EventId = idOf("sevt", "a session event");
export type EventId = z.infer<typeof EventId>;
export const DreamId = idOf("drm", "a dream");
export type DreamId = z.infer<typeof DreamId>;
export const FindingId = idOf("fnd", "a finding");
export type FindingId = z.infer<typeof FindingId>;
export const RedactionId = idOf("redact", "a redaction");
export type RedactionId = z.infer<typeof RedactionId>;

export const AdoptionId = idOf("adopt", "an adoption");
export type AdoptionId = z.infer<typeof AdoptionId>;
export const RejectionId = idOf("reject", "a rejected finding");
export type RejectionId = z.infer<typeof RejectionId>;
export const ScheduleId = idOf("sched", "a dream schedule");
export type ScheduleId = z.infer<typeof ScheduleId>;
export const TickId = idOf("tick", "one run of a dream schedule");
export type TickId = z.infer<typeof TickId>;
export const HookId = idOf("hook", "an inbound hook of a dream schedule");
export type HookId = z.infer<typeof HookId>;
export const WebhookEndpointId = idOf("whend", "a webhook endpoint");
export type WebhookEndpointId = z.infer<typeof WebhookEndpointId>;
export const WebhookEventId = idOf("whe", "a webhook event");
export type WebhookEventId = z.infer<typeof WebhookEventId>;
export const WebhookDeliveryId = idOf("whdel", "a delivery of a webhook event");
export type WebhookDeliveryId = z.infer<typeof WebhookDeliveryId>;
