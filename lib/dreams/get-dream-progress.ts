import type { Context } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { listFindings } from "@/lib/proposals/list-findings";
import { findSessions } from "@/lib/sessions/find-sessions";
import { getDream } from "./get-dream";
import { listTasks, type ReviewedDreamRow, type TaskRow } from "./repository";

export type DreamProgress = {
  dream: ReviewedDreamRow;
  /** One per transcript; before the dream has started, all of them pending. */
  tasks: (Pick<TaskRow, "sessionId" | "status" | "eventCount" | "findingCount"> & { title: string | null })[];
  findings: Awaited<ReturnType<typeof listFindings>>;
};

/** Where a dream stands: its stage, each transcript's state, and the findings so far. @throws AppError `not_found` */
export async function getDreamProgress(ctx: Context, dreamId: DreamId): Promise<DreamProgress> {
  const dream = await getDream(ctx, dreamId);
  const [rows, sessions, findings] = await Promise.all([
    listTasks(ctx.db, dreamId),
    findSessions(ctx, dream.sessionIds),
    listFindings(ctx, dreamId),
  ]);
  const titles = new Map(sessions.map((session) => [session.id, session.title]));
  const started = new Map(rows.map((row) => [row.sessionId, row]));
  const tasks = dream.sessionIds.map((sessionId) => {
    const row = started.get(sessionId);
    return {
      sessionId,
      title: titles.get(sessionId) ?? null,
      status: row?.status ?? ("pending" as const),
      eventCount: row?.eventCount ?? 0,
      findingCount: row?.findingCount ?? 0,
    };
  });
  return { dream, tasks, findings };
}
