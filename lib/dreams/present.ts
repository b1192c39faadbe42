import { presentActor, requireActor } from "@/lib/core/actor";
import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import { presentEngineReport } from "@/lib/proposals/present-engine-report";
import { presentFinding } from "@/lib/proposals/present-finding";
import type { DreamProgress } from "./get-dream-progress";
import type { ReviewedDreamRow } from "./repository";
import type { DreamResource, ReviewResource } from "./schema";

export function presentDream(row: ReviewedDreamRow): DreamResource {
  return {
    id: row.id,
    type: "dream",
    status: row.status,
    inputs: [
      { type: "memory_store", memory_store_id: row.storeId },
      ...(row.origin === "writes" ? [] : [{ type: "sessions" as const, session_ids: row.sessionIds }]),
    ],
    outputs: row.outputStoreId === null ? [] : [{ type: "memory_store", memory_store_id: row.outputStoreId }],
    model: { id: row.modelId, speed: "standard" },
    instructions: row.instructions,
    output_behavior:
      row.outputBehavior === "create_new"
        ? { type: "create_new" }
        : { type: "update_existing", memory_store_id: row.storeId },
    session_id: row.sessionId,
    usage: {
      input_tokens: row.inputTokens,
      output_tokens: row.outputTokens,
      cache_creation_input_tokens: row.cacheCreationInputTokens,
      cache_read_input_tokens: row.cacheReadInputTokens,
    },
    error: row.errorType === null ? null : { type: row.errorType, message: row.errorMessage ?? "" },
    created_at: wireTime(row.createdAt),
    ended_at: wireTimeOrNull(row.endedAt),
    archived_at: wireTimeOrNull(row.archivedAt),
    ...(row.proposalSha256 === null ? {} : { review: presentReview(row) }),
  };
}

export function presentReview(row: ReviewedDreamRow): ReviewResource {
  return {
    status: row.reviewStatus,
    reviewed_at: wireTimeOrNull(row.reviewedAt),
    reviewed_by: presentActor(row.reviewedByType, row.reviewedById),
    reason: row.reviewReason,
    adopted: row.adopted,
    left_out: row.leftOut,
    adoptions: row.adoptions.map((adoption) => ({
      id: adoption.id,
      created_at: wireTime(new Date(adoption.createdAt)),
      created_by: requireActor(adoption.actorType, adoption.actorId),
      is_automatic: adoption.isAutomatic,
      undone_at: adoption.undoneAt === null ? null : wireTime(new Date(adoption.undoneAt)),
    })),
  };
}

/** Where a dream stands, for those who watch it. */
export function presentProgress({ dream, tasks, findings, report, memoryCount }: DreamProgress) {
  return {
    dream: presentDream(dream),
    stage: dream.stage,
    started_at: wireTimeOrNull(dream.startedAt),
    transcripts: tasks.map((task) => ({
      session_id: task.sessionId,
      title: task.title,
      status: task.status,
      event_count: task.eventCount,
      finding_count: task.findingCount,
    })),
    findings: findings.map(presentFinding),
    ...presentEngineReport(report),
    memory_count: memoryCount,
  };
}
export type ProgressResource = ReturnType<typeof presentProgress>;
