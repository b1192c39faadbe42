import { wireTime, wireTimeOrNull } from "@/lib/core/time";
import type { ImportedSession } from "./import-session";
import type { EventRow, ResourceRow, SessionRow, ThreadRow } from "./repository";
import type {
  EventResource,
  ImportedSessionResource,
  MemoryStoreResource,
  SessionResource,
  ThreadResource,
} from "./schema";

export function presentResource(row: ResourceRow): MemoryStoreResource {
  return {
    type: "memory_store",
    memory_store_id: row.storeId,
    access: row.access,
    instructions: row.instructions,
    name: row.name,
    description: row.description,
    mount_path: row.mountPath,
  };
}

export function presentSession(row: SessionRow): SessionResource {
  return {
    id: row.id,
    type: "session",
    status: row.status,
    title: row.title,
    environment_id: row.environmentId,
    agent: row.agent,
    resources: row.resources.map(presentResource),
    vault_ids: row.vaultIds,
    metadata: row.metadata,
    usage: row.usage,
    stats: {},
    budget: row.budget,
    outcome_evaluations: row.outcomeEvaluations,
    deployment_id: null,
    created_at: wireTime(row.createdAt),
    updated_at: wireTime(row.updatedAt),
    archived_at: wireTimeOrNull(row.archivedAt),
  };
}

export function presentImportedSession(imported: ImportedSession): ImportedSessionResource {
  const { session, alreadyImported, skipped } = imported;
  return {
    ...presentSession(session),
    import: { already_imported: alreadyImported, event_count: session.eventCount, skipped },
  };
}

export function presentThread(row: ThreadRow): ThreadResource {
  return {
    id: row.id,
    type: "session_thread",
    session_id: row.sessionId,
    parent_thread_id: row.parentThreadId,
    agent: row.agent,
    status: row.status,
    stats: null,
    usage: row.usage,
    workflow_run_id: null,
    created_at: wireTime(row.createdAt),
    updated_at: wireTime(row.updatedAt),
    archived_at: wireTimeOrNull(row.archivedAt),
  };
}

/** The payload cannot bring an `id`, `type` or `processed_at` of its own. */
export function presentEvent(row: Pick<EventRow, "id" | "type" | "processedAt" | "payload">): EventResource {
  return { ...row.payload, id: row.id, type: row.type, processed_at: row.processedAt };
}
