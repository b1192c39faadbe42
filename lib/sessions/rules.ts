import { AppError } from "@/lib/core/errors";
import { TranscriptError } from "@/lib/transcripts/transcript-error";
import type { SessionRow } from "./repository";
import type { SessionUsage } from "./schema";

export const NO_USAGE: SessionUsage = {
  input_tokens: 0,
  output_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
};

/** Where each store is mounted (contract 8.4), in the order given: names become slugs, and no two are alike. */
export function mountPaths(stores: readonly { id: string; name: string }[]): string[] {
  const taken = new Set<string>();
  return stores.map(({ id, name }) => {
    const words = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    const slug = words.replace(/^-+|-+$/g, "") || id.toLowerCase().replaceAll("_", "-");
    let free = slug;
    for (let number = 2; taken.has(free); number += 1) free = `${slug}-${number}`;
    taken.add(free);
    return `/mnt/memory/${free}`;
  });
}

/** @throws AppError `invalid_request` when the session is archived or terminated */
export function requireOpen(row: Pick<SessionRow, "id" | "status" | "archivedAt">): void {
  if (row.archivedAt !== null || row.status === "terminated") {
    throw new AppError("invalid_request", `Session ${row.id} is over: it takes no events and no changes.`);
  }
}

/** @throws AppError `invalid_request` while the session runs; `action` is what the caller wants, such as "archived" */
export function requireAtRest(row: Pick<SessionRow, "id" | "status">, action: string): void {
  if (row.status === "running" || row.status === "rescheduling") {
    throw new AppError(
      "invalid_request",
      `Session ${row.id} is ${row.status}: it cannot be ${action} before it is idle.`,
    );
  }
}

/** A transcript's fault as what the caller gets; any other error as it is. */
export function asInvalidRequest(error: unknown): unknown {
  return error instanceof TranscriptError
    ? new AppError("invalid_request", `${error.message}.`, { cause: error })
    : error;
}
