import type { AgentSnapshot } from "@/lib/agents/schema";
import type { Context } from "@/lib/auth/context";
import { newId, type SessionId, type ThreadId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import type { Tx } from "@/lib/db/database";
import { emitEvent } from "@/lib/webhooks/emit-event";
import { recordSession } from "./record-session";

export type OpenOwnSession = {
  title: string;
  agentName: string;
  modelId: string;
  metadata: Metadata;
  /** One name per sub-agent. */
  threadNames: string[];
};

/**
 * A running session of the server's own (a dream), with a thread for each sub-agent. Its agent and environment are
 * synthetic: they stand in the session's snapshot, not among the workspace's agents and environments (contract 14, 21).
 */
export async function openOwnSession(
  ctx: Context,
  tx: Tx,
  input: OpenOwnSession,
): Promise<{ sessionId: SessionId; threadId: ThreadId; threadIds: ThreadId[] }> {
  const sessionId = newId("sesn");
  const primaryThreadId = newId("sthr");
  const threads = input.threadNames.map((name) => ({ id: newId("sthr"), agent: syntheticAgent(name, input.modelId) }));
  await recordSession(ctx, tx, {
    id: sessionId,
    origin: "dream",
    status: "running",
    agent: syntheticAgent(input.agentName, input.modelId),
    environmentId: newId("env"),
    title: input.title,
    metadata: input.metadata,
    primaryThreadId,
    threads,
  });
  await emitEvent(
    ctx,
    tx,
    { type: "session.status_run_started", objectId: sessionId },
    ...threads.map(({ id }) => ({ type: "session.thread_created" as const, objectId: sessionId, threadId: id })),
  );
  return { sessionId, threadId: primaryThreadId, threadIds: threads.map(({ id }) => id) };
}

function syntheticAgent(name: string, modelId: string): AgentSnapshot {
  return {
    id: newId("agent"),
    type: "agent",
    version: 1,
    name,
    description: null,
    system: null,
    model: { id: modelId, speed: "standard" },
    tools: [],
    mcp_servers: [],
    skills: [],
    multiagent: null,
    execution_identity: { type: "service_account" },
  };
}
