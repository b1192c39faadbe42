import { sha256 } from "@/lib/core/hash";
import type { AttemptErrorType, DisabledReason, WebhookEventType } from "./schema";

/** Contract 13. */
export const ATTEMPTS_MAX = 3;

/** Seconds after the first and the second attempt: from, to (contract 13: 5 to 120 s with jitter). */
const RETRY_SECONDS = [
  [5, 30],
  [30, 120],
] as const;

const DAY_MS = 24 * 60 * 60 * 1_000;
/** An endpoint whose deliveries all failed for that long, or that many of them, is disabled. */
const FAILING_MS_MAX = 5 * DAY_MS;
const FAILED_IN_ROW_MAX = 500;

/** How long the secret before a rotation still signs. */
export const PREVIOUS_SECRET_MS = DAY_MS;

/** How long events and their deliveries are kept. */
export const KEPT_MS = 30 * DAY_MS;

/** What an endpoint may have subscribed to, to be told of this type: `a.b.c` is asked for by itself, `a.b.*`, `a.*`, `*`. */
export function subscriptionsTo(type: WebhookEventType): string[] {
  const parts = type.split(".");
  return ["*", type, ...parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join(".")}.*`)];
}

/**
 * Milliseconds from a failed attempt to the next. The jitter is a hash of the delivery and the attempt: deliveries that
 * fail together come back spread out, and each at a time that can be told beforehand.
 */
export function retryDelayMs(deliveryId: string, attempt: number): number {
  const [from, to] = RETRY_SECONDS[attempt - 1] ?? RETRY_SECONDS[1];
  const fraction = Number.parseInt(sha256(`${deliveryId} ${attempt}`).slice(0, 8), 16) / 0xffff_ffff;
  return Math.round((from + (to - from) * fraction) * 1_000);
}

export type AttemptOutcome =
  | { statusCode: number; errorType: null }
  | { statusCode: null; errorType: AttemptErrorType };

export type AttemptDecision = {
  status: "succeeded" | "retry" | "failed";
  /** What ends the endpoint at once. */
  disable: DisabledReason | null;
};

/** What becomes of a delivery after its `attempt`-th attempt. */
export function decideAttempt({ statusCode, errorType }: AttemptOutcome, attempt: number): AttemptDecision {
  if (errorType === "private_address") return { status: "failed", disable: "private_address" };
  if (statusCode !== null && statusCode >= 200 && statusCode < 300) return { status: "succeeded", disable: null };
  if (statusCode !== null && statusCode >= 300 && statusCode < 400) return { status: "failed", disable: "redirect" };
  if (statusCode === 410) return { status: "failed", disable: "gone" };
  return { status: attempt < ATTEMPTS_MAX ? "retry" : "failed", disable: null };
}

/** Whether an endpoint has failed for too long, counting the delivery that failed at `at`. */
export function hasFailedTooLong(endpoint: { failingSince: Date; failedInRow: number }, at: Date): boolean {
  return endpoint.failedInRow >= FAILED_IN_ROW_MAX || at.getTime() - endpoint.failingSince.getTime() >= FAILING_MS_MAX;
}

const ERROR_MESSAGES: Record<AttemptErrorType, string> = {
  private_address:
    "The host has an address that is not on the public internet; REVERIE_WEBHOOK_PRIVATE=allow permits it.",
  host_not_found: "The host's name has no address.",
  connection_refused: "Nothing accepts connections there.",
  connection_closed: "The connection ended before an answer came.",
  timeout: "No answer came within 10 seconds.",
  tls: "The host's certificate or its TLS set-up is not valid.",
  network: "The request did not reach the host.",
};

export function errorMessage(type: AttemptErrorType): string {
  return ERROR_MESSAGES[type];
}
