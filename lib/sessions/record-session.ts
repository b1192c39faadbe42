import type { AgentSnapshot } from "@/lib/agents/schema";
import { type Context, requireScope } from "@/lib/auth/context";
import { type EnvironmentId, type EventId, newId, type SessionId, type ThreadId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import { wireTime } from "@/lib/core/time";
import type { Tx } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import {
  type EventRow,
  insertEvents,
  insertResources,
  insertSession,
  insertThreads,
  type ResourceRow,
  type SessionOrigin,
  type SessionRow,
  type ThreadRow,
} from "./repository";
import { NO_USAGE } from "./rules";
import type { SessionStatus, SessionUsage } from "./schema";

/** An event that is to be stored. Without an id it gets one. */
export type NewEvent = {
  id?: EventId | undefined;
  threadId: ThreadId;
  type: string;
  /** RFC 3339 in UTC; null while it waits for the agent; left out: now. */
  processedAt?: string | null | undefined;
  /** Every key but `id`, `type` and `processed_at`. */
  payload: Record<string, unknown>;
};

export type NewThread = { id: ThreadId; agent: AgentSnapshot; createdAt?: Date };

export type RecordSession = {
  id?: SessionId;
  origin: SessionOrigin;
  agent: AgentSnapshot;
  environmentId: EnvironmentId;
  title?: string | null | undefined;
  status?: SessionStatus;
  metadata?: Metadata | null | undefined;
  resources?: ResourceRow[];
  vaultIds?: string[] | null | undefined;
  budget?: SessionRow["budget"] | undefined;
  usage?: SessionUsage;
  createdAt?: Date;
  /** Unique in the workspace. */
  importSha256?: string | null;
  primaryThreadId: ThreadId;
  /** Below the primary thread. */
  threads?: NewThread[];
  events?: NewEvent[];
};

/**
 * Writes a whole session in the caller's transaction: its row, resources, threads and events, in a number of statements
 * that grows with one in 500 events. @returns null when a session with that `importSha256` exists; nothing was written
 */
export async function recordSession(ctx: Context, tx: Tx, input: RecordSession): Promise<SessionRow | null> {
  requireScope(ctx, "sessions:write");
  const at = ctx.now();
  const events = input.events ?? [];
  const row: SessionRow = {
    id: input.id ?? newId("sesn"),
    workspaceId: ctx.workspaceId,
    status: input.status ?? "idle",
    title: input.title ?? null,
    environmentId: input.environmentId,
    agentId: input.agent.id,
    agentVersion: input.agent.version,
    agent: input.agent,
    vaultIds: input.vaultIds ?? [],
    metadata: input.metadata ?? {},
    usage: input.usage ?? NO_USAGE,
    budget: input.budget ?? null,
    outcomeEvaluations: [],
    origin: input.origin,
    eventCount: events.length,
    createdAt: input.createdAt ?? at,
    updatedAt: at,
    archivedAt: null,
    resources: input.resources ?? [],
  };
  const inserted = await insertSession(tx, { ...row, importSha256: input.importSha256 ?? null });
  if (!inserted) return null;
  await insertResources(tx, row.id, row.resources);
  await insertThreads(tx, threadRows(row, input));
  await insertEvents(tx, { workspaceId: row.workspaceId, id: row.id, at }, numberEvents(events, { at, first: 0 }));
  await emitEvent(ctx, tx, { type: "session.created", objectId: row.id });
  return row;
}

function threadRows(session: SessionRow, input: RecordSession): ThreadRow[] {
  const { id: sessionId, workspaceId, status, updatedAt } = session;
  const common = { workspaceId, sessionId, status, usage: null, updatedAt, archivedAt: null };
  const primary: ThreadRow = {
    ...common,
    id: input.primaryThreadId,
    parentThreadId: null,
    agent: session.agent,
    createdAt: session.createdAt,
  };
  const others = (input.threads ?? []).map(({ id, agent, createdAt }) => ({
    ...common,
    id,
    agent,
    parentThreadId: primary.id,
    createdAt: createdAt ?? session.createdAt,
  }));
  return [primary, ...others];
}

/** The events as rows, at positions from `first` on. */
export function numberEvents(events: readonly NewEvent[], { at, first }: { at: Date; first: number }): EventRow[] {
  return events.map(({ id, threadId, type, processedAt, payload }, index) => ({
    id: id ?? newId("sevt"),
    threadId,
    position: first + index,
    type,
    processedAt: processedAt === undefined ? wireTime(at) : processedAt,
    payload,
  }));
}
