import type { Context } from "@/lib/auth/context";
import { operatorLimits } from "@/lib/auth/operator-limits";
import { SCOPES } from "@/lib/auth/scopes";
import { newId } from "@/lib/core/ids";
import type { JobContext } from "@/lib/jobs/define-job";
import type { DreamRow } from "./repository";

/** The context a dream's step acts in: its own session is the author of what it writes (contract 5.8). */
export function dreamContext(job: JobContext, dream: Pick<DreamRow, "workspaceId" | "sessionId">): Context {
  return {
    workspaceId: dream.workspaceId,
    actor: { type: "session_actor", id: dream.sessionId ?? "" },
    scopes: new Set(SCOPES),
    db: job.db,
    now: job.now,
    requestId: newId("req"),
    limits: operatorLimits(),
  };
}
