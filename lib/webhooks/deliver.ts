import type { WebhookDeliveryId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import {
  type ClaimedDelivery,
  cancelDeliveries,
  claimDelivery,
  endAttempt,
  moveDelivery,
  releaseDelivery,
} from "./delivery-repository";
import { type Network, operatorNetwork } from "./operator-network";
import { type Posted, postEvent } from "./post-event";
import { type EndpointRow, lockEndpoint, updateEndpointRow } from "./repository";
import { type AttemptDecision, decideAttempt, hasFailedTooLong, retryDelayMs } from "./rules";
import { signEvent } from "./sign-event";

/** Well above the time limit of a request; whoever has not recorded an outcome by then is dead. */
const CLAIM_MS = 60_000;

export type DeliverOptions = {
  /** Ends the attempt: it is given back and does not count. */
  signal?: AbortSignal | undefined;
  network?: Network | undefined;
};

/** Makes one attempt of a delivery if it is due, and records what came of it. */
export async function deliver(job: JobContext, id: WebhookDeliveryId, options: DeliverOptions = {}): Promise<void> {
  const now = job.now();
  const claimed = await claimDelivery(job.db, id, { now, until: new Date(now.getTime() + CLAIM_MS) });
  if (claimed === null) return;
  const { url, body } = claimed;
  const headers = signEvent({ id: claimed.eventId, body }, secretsOf(claimed, now), now);
  let posted: Posted;
  try {
    posted = await postEvent(options.network ?? operatorNetwork(), { url, body, headers, signal: options.signal });
  } catch (error) {
    await releaseDelivery(job.db, claimed, job.now());
    throw error;
  }
  await withTransaction(job.db, (tx) => record(job, tx, claimed, posted));
}

function secretsOf(claimed: ClaimedDelivery, now: Date): string[] {
  const { secret, previousSecret, previousSecretUntil } = claimed;
  const isValid = previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > now;
  return isValid ? [secret, previousSecret] : [secret];
}

async function record(job: JobContext, tx: Tx, claimed: ClaimedDelivery, posted: Posted): Promise<void> {
  const endpoint = await lockEndpoint(tx, { workspaceId: claimed.workspaceId, id: claimed.endpointId });
  if (endpoint === null) return;
  await endAttempt(tx, claimed, posted);
  const at = job.now();
  const decision = decideAttempt(posted, claimed.attempt);
  const retries = decision.status === "retry" && endpoint.isEnabled;
  const moved = await moveDelivery(tx, claimed, {
    status: retries ? "pending" : endedStatus(decision),
    dueAt: retries ? new Date(at.getTime() + retryDelayMs(claimed.id, claimed.attempt)) : null,
    endedAt: retries ? null : at,
  });
  if (!moved || retries) return;
  const changed = afterDelivery(endpoint, decision, at);
  if (changed === null) return;
  await updateEndpointRow(tx, changed);
  if (!changed.isEnabled) await cancelDeliveries(tx, endpoint.id, at);
}

/** A retry for an endpoint that was disabled meanwhile does not come. */
const endedStatus = ({ status }: AttemptDecision) => (status === "succeeded" ? "succeeded" : "failed");

/** The endpoint after a delivery that ended; null when nothing changes. */
function afterDelivery(endpoint: EndpointRow, decision: AttemptDecision, at: Date): EndpointRow | null {
  if (decision.status === "succeeded") {
    return endpoint.failedInRow === 0 ? null : { ...endpoint, failedInRow: 0, failingSince: null };
  }
  const failing = { failedInRow: endpoint.failedInRow + 1, failingSince: endpoint.failingSince ?? at };
  const reason = decision.disable ?? (hasFailedTooLong(failing, at) ? "failing" : null);
  if (reason === null || !endpoint.isEnabled) return { ...endpoint, ...failing };
  return { ...endpoint, ...failing, isEnabled: false, disabledReason: reason, updatedAt: at };
}
