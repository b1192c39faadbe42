import { type Context, requireScope } from "@/lib/auth/context";
import { newId, type StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { requireEngine } from "@/lib/engines/find-engine";
import { getStore } from "@/lib/stores/get-store";
import { requireActive } from "@/lib/stores/lock-store";
import { checkOutput } from "./check-output";
import { insertSchedule, type ScheduleRow, type ScheduleSettings } from "./repository";
import { checkSettings, nextAtOf } from "./rules";
import { DEFAULT_SETTINGS } from "./settings";

export type CreateSchedule = {
  storeId: StoreId;
  /** Whether it starts paused. */
  isPaused?: boolean | undefined;
  /** The store that results are said to go into; has to be the schedule's own. */
  outputStoreId?: StoreId | undefined;
  settings: Pick<ScheduleSettings, "name" | "modelId"> & Partial<ScheduleSettings>;
};

/**
 * A schedule whose dreams are started in the creator's name. Its first run lies ahead: nothing of the past is caught up.
 * @throws AppError `permission`, `not_found`, `invalid_request` (archived store, unknown engine, settings that do not fit)
 */
export async function createSchedule(ctx: Context, input: CreateSchedule): Promise<ScheduleRow> {
  requireScope(ctx, "dreams:write");
  requireScope(ctx, "sessions:read");
  const settings: ScheduleSettings = { ...DEFAULT_SETTINGS, ...input.settings };
  checkOutput(ctx, { ...settings, storeId: input.storeId }, input.outputStoreId);
  checkSettings(settings);
  requireEngine(settings.modelId);
  requireActive(await getStore(ctx, input.storeId));
  const at = ctx.now();
  const row: ScheduleRow = {
    ...settings,
    id: newId("sched"),
    workspaceId: ctx.workspaceId,
    storeId: input.storeId,
    hookId: null,
    secret: null,
    hookCreatedAt: null,
    isPaused: input.isPaused ?? false,
    nextAt: null,
    revision: 0,
    actorType: ctx.actor.type,
    actorId: ctx.actor.id,
    createdAt: at,
    updatedAt: at,
    archivedAt: null,
  };
  const ready = { ...row, nextAt: nextAtOf(row, at) };
  await withTransaction(ctx.db, (tx) => insertSchedule(tx, ready));
  return ready;
}
