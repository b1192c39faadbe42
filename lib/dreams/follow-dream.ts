import type { Context } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { listen } from "@/lib/db/listen";
import { type DreamProgress, getDreamProgress } from "./get-dream-progress";
import { DREAMS_CHANNEL } from "./notify-dream";

/**
 * Calls `tell` with where the dream stands now, and again whenever that changes. Changes that come while one is being
 * read are told together. @returns how to stop
 * @throws AppError `not_found`
 */
export async function followDream(
  ctx: Context,
  dreamId: DreamId,
  tell: (progress: DreamProgress) => void,
): Promise<() => void> {
  let stopped = false;
  let reading = false;
  let again = false;
  const look = async () => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    do {
      again = false;
      const progress = await getDreamProgress(ctx, dreamId);
      if (!stopped) tell(progress);
    } while (again && !stopped);
    reading = false;
  };
  const unlisten = await listen(ctx.db.url, DREAMS_CHANNEL, (id) => {
    if (id !== "" && id !== dreamId) return;
    look().catch((error: unknown) => {
      reading = false;
      log.error({ err: error, dreamId }, "following a dream failed");
    });
  });
  const stop = () => {
    stopped = true;
    unlisten();
  };
  try {
    await look();
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
