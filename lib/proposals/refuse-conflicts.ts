import { AppError } from "@/lib/core/errors";
import type { Conflict } from "./plan-writes";

/**
 * Ends a request that meets newer changes; the caller gets all it needs to resolve each, or to leave its file out.
 * @param outcome what did not happen, as the beginning of a sentence
 * @throws AppError `conflict`, unless there are none
 */
export function refuseConflicts(conflicts: Conflict[], outcome: string): void {
  if (conflicts.length === 0) return;
  const names = conflicts.map(({ path }) => path).join(", ");
  throw new AppError(
    "conflict",
    `${outcome}: the store has changed since in ${names}. Resolve each in \`resolutions\`, or leave it out.`,
    { extra: { conflicts: conflicts.map(presentConflict) } },
  );
}

function presentConflict({ path, reason, base, live, wanted }: Conflict) {
  return {
    path,
    reason,
    base_content: base?.content ?? null,
    live_content: live?.content ?? null,
    live_path: live?.path ?? null,
    live_sha256: live?.contentSha256 ?? null,
    proposed_content: wanted?.content ?? null,
  };
}
