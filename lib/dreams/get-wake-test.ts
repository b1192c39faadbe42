import type { Context } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import type { WakeTest } from "@/lib/wake/run-wake-test";
import { getDream } from "./get-dream";
import { findWakeTest } from "./repository";

/**
 * What the old and the proposed store answer to questions from the dream's transcripts; null before there is a proposal.
 * @throws AppError `not_found`
 */
export async function getWakeTest(ctx: Context, input: { dreamId: DreamId }): Promise<WakeTest | null> {
  const dream = await getDream(ctx, input.dreamId);
  return findWakeTest(ctx.db, dream.id);
}
