import { log } from "@/lib/core/log";
import type { JobContext } from "@/lib/jobs/define-job";
import { announceChanges } from "./announce-changes";
import { deliverDue } from "./deliver-due";

const INTERVAL_MS = 2_000;

/**
 * In a worker: takes up deliveries when they are due, and tells of changed stores. A look that takes longer than the
 * interval is not joined by another one. Stopping ends requests at work; they are made again.
 */
export function watchWebhooks(job: JobContext): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const watches = [
    repeat("delivering webhooks failed", () => deliverDue(job, { signal: stopping.signal })),
    repeat("telling of changed memories failed", () => announceChanges(job)),
  ];
  return {
    async stop() {
      stopping.abort(new Error("the worker stops"));
      await Promise.all(watches.map((stop) => stop()));
    },
  };
}

function repeat(fault: string, look: () => Promise<unknown>): () => Promise<void> {
  let atWork: Promise<void> | null = null;
  const timer = setInterval(() => {
    atWork ??= look()
      .then(
        () => {},
        (error: unknown) => log.error({ err: error }, fault),
      )
      .finally(() => {
        atWork = null;
      });
  }, INTERVAL_MS);
  return async () => {
    clearInterval(timer);
    await atWork;
  };
}
