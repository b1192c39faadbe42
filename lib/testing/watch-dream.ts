import type { Context } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { listen } from "@/lib/db/listen";
import { getDream } from "@/lib/dreams/get-dream";
import { DREAMS_CHANNEL } from "@/lib/dreams/notify-dream";
import type { ReviewedDreamRow } from "@/lib/dreams/repository";

/** Resolves with the dream as soon as `isThere` holds, woken by its notifications. */
export async function untilDream(
  ctx: Context,
  dreamId: DreamId,
  isThere: (dream: ReviewedDreamRow) => boolean,
): Promise<ReviewedDreamRow> {
  return new Promise((resolve, reject) => {
    let unlisten = () => {};
    const look = () =>
      getDream(ctx, dreamId).then((dream) => {
        if (!isThere(dream)) return;
        unlisten();
        resolve(dream);
      }, reject);
    listen(ctx.db.url, DREAMS_CHANNEL, () => void look()).then((stop) => {
      unlisten = stop;
      void look();
    }, reject);
  });
}

export function untilDreamEnds(ctx: Context, dreamId: DreamId): Promise<ReviewedDreamRow> {
  return untilDream(ctx, dreamId, (dream) => dream.endedAt !== null);
}
