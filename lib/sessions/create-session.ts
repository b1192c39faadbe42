import { type Context, requireScope } from "@/lib/auth/context";
import { type EnvironmentId, newId } from "@/lib/core/ids";
import type { Metadata } from "@/lib/core/metadata";
import { withTransaction } from "@/lib/db/database";
import { getEnvironment } from "@/lib/environments/get-environment";
import { environmentArchived } from "@/lib/environments/rules";
import { noteSessionEnd } from "@/lib/schedules/note-session-end";
import { attachStores } from "./attach-stores";
import { checkInitialEvents } from "./check-events";
import { recordSession } from "./record-session";
import type { SessionRow } from "./repository";
import { resolveAgent } from "./resolve-agent";
import type { AgentReference, SessionResourceInput } from "./schema";

export type CreateSession = {
  agent: AgentReference;
  environmentId: EnvironmentId;
  title?: string | null | undefined;
  metadata?: Metadata | null | undefined;
  resources?: SessionResourceInput[] | null | undefined;
  vaultIds?: string[] | null | undefined;
  initialEvents?: ({ type: string } & Record<string, unknown>)[] | null | undefined;
  budget?: SessionRow["budget"] | undefined;
};

/**
 * A session with a snapshot of its agent and of the stores attached to it. No agent runs here: it is idle, also with
 * initial events, which wait (contract 9.6).
 * @throws AppError `not_found`, `invalid_request` (archived agent, environment or store; a bad event)
 */
export async function createSession(ctx: Context, input: CreateSession): Promise<SessionRow> {
  requireScope(ctx, "sessions:write");
  const primaryThreadId = newId("sthr");
  const initial = checkInitialEvents(input.initialEvents ?? []);
  const events = initial.map((event) => ({ ...event, threadId: primaryThreadId, processedAt: null }));
  const [agent, environment, resources] = await Promise.all([
    resolveAgent(ctx, input.agent),
    getEnvironment(ctx, input.environmentId),
    attachStores(ctx, input.resources ?? []),
  ]);
  if (environment.archivedAt !== null) throw environmentArchived(environment.id);
  return withTransaction(ctx.db, async (tx) => {
    const session = await recordSession(ctx, tx, {
      origin: "api",
      agent,
      environmentId: environment.id,
      title: input.title,
      metadata: input.metadata,
      resources,
      vaultIds: input.vaultIds,
      budget: input.budget,
      primaryThreadId,
      events,
    });
    // Only an import's hash can be taken.
    const row = session as SessionRow;
    await noteSessionEnd(tx, row, ctx.now());
    return row;
  });
}
