import type { Context } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import { type HookId, newId, type ScheduleId } from "@/lib/core/ids";
import { newSecret } from "@/lib/webhooks/new-secret";
import { changeSchedule } from "./change-schedule";
import { requireLive } from "./rules";

export type HookSecret = { id: HookId; scheduleId: ScheduleId; secret: string; createdAt: Date };

/**
 * A new secret for the schedule's hook; the one before it ends at once. This is the only time that it is told.
 * @throws AppError `not_found`, `permission`, `invalid_request` (archived, or it has no hook)
 */
export async function rotateHookSecret(ctx: Context, scheduleId: ScheduleId): Promise<HookSecret> {
  const made = { id: newId("hook"), scheduleId, secret: newSecret(), createdAt: ctx.now() };
  await changeSchedule(ctx, scheduleId, (row) => {
    requireLive(row);
    if (!row.hookEnabled) {
      throw new AppError("invalid_request", "The schedule has no hook: set triggers.hook first, for instance to {}.");
    }
    return { hookId: made.id, secret: made.secret, hookCreatedAt: made.createdAt };
  });
  return made;
}
