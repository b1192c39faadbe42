import type { Context } from "@/lib/auth/context";
import { operatorLimits } from "@/lib/auth/operator-limits";
import type { Scope } from "@/lib/auth/scopes";
import { newId } from "@/lib/core/ids";
import type { JobContext } from "@/lib/jobs/define-job";
import type { ScheduleRow } from "./repository";

const SCOPES: Scope[] = ["stores:read", "sessions:read", "dreams:read", "dreams:write"];

/** The context that a schedule starts dreams in: in its creator's name, with no more than that needs. */
export function scheduleContext(job: JobContext, row: ScheduleRow): Context {
  return {
    workspaceId: row.workspaceId,
    actor: { type: row.actorType, id: row.actorId },
    scopes: new Set(row.outputBehavior === "update_existing" ? [...SCOPES, "memories:write"] : SCOPES),
    db: job.db,
    now: job.now,
    requestId: newId("req"),
    limits: operatorLimits(),
  };
}
