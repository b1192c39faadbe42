import { checkWritesJob } from "@/lib/dreams/check-writes.job";
import { consolidateDreamJob } from "@/lib/dreams/consolidate-dream.job";
import { readTranscriptJob } from "@/lib/dreams/read-transcript.job";
import { startDreamJob } from "@/lib/dreams/start-dream.job";
import { writeOutputJob } from "@/lib/dreams/write-output.job";
import { autoAdoptJob } from "@/lib/policies/auto-adopt.job";
import { runRedactionJob } from "@/lib/redactions/run-redaction.job";
import { deliverJob } from "@/lib/webhooks/deliver.job";
import type { Job } from "./define-job";

/** Every job that a worker works off. Each parses its own payload, so the list may forget the payloads' types. */
export const JOBS = [
  startDreamJob,
  readTranscriptJob,
  consolidateDreamJob,
  writeOutputJob,
  checkWritesJob,
  autoAdoptJob,
  runRedactionJob,
  deliverJob,
] as unknown as Job[];
