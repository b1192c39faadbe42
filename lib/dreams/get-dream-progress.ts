import type { Context } from "@/lib/auth/context";
import type { DreamId } from "@/lib/core/ids";
import { getEngineReport } from "@/lib/proposals/get-engine-report";
import { listFindings } from "@/lib/proposals/list-findings";
import { findSessions } from "@/lib/sessions/find-sessions";
import { getDream } from "./get-dream";
import type { ReviewedDreamRow } from "./repository";
import { countBaseFiles } from "./snapshot-repository";
import { listTasks, type TaskRow } from "./task-repository";

export type DreamProgress = {
  dream: ReviewedDreamRow;
  /** One per transcript; before the dream has started, all of them pending. */
  tasks: (Pick<TaskRow, "sessionId" | "status" | "eventCount" | "findingCount"> & { title: string | null })[];
  findings: Awaited<ReturnType<typeof listFindings>>;
  report: Awaited<ReturnType<typeof getEngineReport>>;
  /** Files of the snapshot; 0 before there is one. */
  memoryCount: number;
};

/** Where a dream stands: its stage, each transcript's state, and what the engine found. @throws AppError `not_found` */
export async function getDreamProgress(ctx: Context, dreamId: DreamId): Promise<DreamProgress> {
  const dream = await getDream(ctx, dreamId);
  const [rows, sessions, findings, report, memoryCount] = await Promise.all([
    listTasks(ctx.db, dreamId),
    findSessions(ctx, dream.sessionIds),
    listFindings(ctx, dreamId),
    getEngineReport(ctx, dreamId),
    countBaseFiles(ctx.db, dreamId),
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
  return { dream, tasks, findings, report, memoryCount };
}
