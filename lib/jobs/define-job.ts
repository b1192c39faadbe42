import type { z } from "zod";
import type { Database } from "@/lib/db/database";

/** What a job works in. Its verb makes the Context of whom it acts for. */
export type JobContext = { db: Database; now(): Date };

export type Job<Payload = unknown> = {
  /** Also the queue's name. */
  name: string;
  /** Ids, never snapshots: the job reads the truth when it starts. */
  payload: z.ZodType<Payload>;
  /** A failed attempt is tried again after a delay that doubles. */
  retry: { attemptsMax: number; delaySecondsFirst: number };
  /** An attempt that takes longer is aborted and counts as failed. */
  timeoutSeconds: number;
  /** How many run at once in one worker process. */
  concurrency: number;
  /** May run twice: each step checks the state or writes under a unique key. */
  run(ctx: JobContext, payload: Payload, signal: AbortSignal): Promise<void>;
  /** Called when the last attempt failed, so that whoever waits for the work learns of it. */
  giveUp(ctx: JobContext, payload: Payload, error: unknown): Promise<void>;
};

/** Types a job's functions by its payload. */
export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}
