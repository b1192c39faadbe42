import { ensureImportedAgent } from "@/lib/agents/ensure-imported-agent";
import { presentAgentSnapshot } from "@/lib/agents/present";
import { completeModel } from "@/lib/agents/rules";
import type { AgentSnapshot } from "@/lib/agents/schema";
import { type Context, requireScope } from "@/lib/auth/context";
import { canonicalJson, sha256 } from "@/lib/core/hash";
import type { Metadata } from "@/lib/core/metadata";
import { withTransaction } from "@/lib/db/database";
import { ensureImportedEnvironment } from "@/lib/environments/ensure-imported-environment";
import { noteSessionEnd } from "@/lib/schedules/note-session-end";
import { parseClaudeCode } from "@/lib/transcripts/claude-code";
import { parseManagedAgents } from "@/lib/transcripts/managed-agents";
import type { ParsedTranscript } from "@/lib/transcripts/types";
import { attachStores } from "./attach-stores";
import { eventsToStore } from "./events-to-store";
import { recordSession } from "./record-session";
import { findSessionByImport, type SessionRow } from "./repository";
import { resolveAgent } from "./resolve-agent";
import { asInvalidRequest } from "./rules";
import type { AgentReference, NamedAgent, SessionResourceInput, SessionUsage } from "./schema";

type Source = { format: "managed_agents"; events: unknown[] } | { format: "claude_code"; transcript: string };

export type ImportSession = Source & {
  title?: string | null | undefined;
  createdAt?: Date | null | undefined;
  /** One that is known here, or the name of one that is not. */
  agent?: AgentReference | NamedAgent | null | undefined;
  resources?: SessionResourceInput[] | null | undefined;
  metadata?: Metadata | null | undefined;
};

export type ImportedSession = {
  session: SessionRow;
  /** The same transcript with the same resources was there; nothing was stored. */
  alreadyImported: boolean;
  skipped: Record<string, number>;
};

/**
 * Makes a finished, idle session of a whole transcript, in one transaction. The same transcript with the same resources
 * is one session, however often and in parallel it is imported; title, agent and metadata are then those of the first.
 * @throws AppError `invalid_request` naming line or event and fault; `not_found` (agent, store)
 */
export async function importSession(ctx: Context, input: ImportSession): Promise<ImportedSession> {
  requireScope(ctx, "sessions:write");
  const parsed = parse(input);
  const { skipped } = parsed;
  const key = { workspaceId: ctx.workspaceId, importSha256: hashOf(input) };
  const known = await findSessionByImport(ctx.db, key);
  if (known !== null) return { session: known, alreadyImported: true, skipped };
  const resources = await attachStores(ctx, input.resources ?? []);
  const agent = await agentOf(ctx, input, parsed);
  const environment = await ensureImportedEnvironment(ctx);
  const createdAt = input.createdAt ?? (parsed.createdAt === null ? ctx.now() : new Date(parsed.createdAt));
  const made = await withTransaction(ctx.db, async (tx) => {
    const session = await recordSession(ctx, tx, {
      origin: "import",
      agent,
      environmentId: environment.id,
      title: input.title ?? parsed.title,
      metadata: input.metadata,
      resources,
      usage: usageOf(parsed),
      createdAt,
      importSha256: key.importSha256,
      ...eventsToStore(parsed, { agent, createdAt }),
    });
    if (session !== null) await noteSessionEnd(tx, session, ctx.now());
    return session;
  });
  if (made !== null) return { session: made, alreadyImported: false, skipped };
  // Another import of the same transcript was faster; the unique index waited for it to be committed.
  const first = await findSessionByImport(ctx.db, key);
  return { session: first as SessionRow, alreadyImported: true, skipped };
}

function parse(input: Source): ParsedTranscript {
  try {
    return input.format === "claude_code" ? parseClaudeCode(input.transcript) : parseManagedAgents(input.events);
  } catch (error) {
    throw asInvalidRequest(error);
  }
}

/** What makes two imports the same. */
function hashOf(input: ImportSession): string {
  const resources = (input.resources ?? [])
    .map(({ memory_store_id, access, instructions }) => ({
      memory_store_id,
      access: access ?? "read_write",
      instructions: instructions ?? null,
    }))
    .sort((a, b) => (a.memory_store_id < b.memory_store_id ? -1 : 1));
  const content = input.format === "claude_code" ? input.transcript : canonicalJson(input.events);
  return sha256(canonicalJson({ format: input.format, resources, content: sha256(content) }));
}

/** The agent that the caller names, or a stand-in by the name that the caller or the transcript gives. */
async function agentOf(ctx: Context, input: ImportSession, parsed: ParsedTranscript): Promise<AgentSnapshot> {
  const { agent } = input;
  if (typeof agent === "string" || (agent && "type" in agent)) return resolveAgent(ctx, agent);
  const told: NamedAgent = agent ?? { name: parsed.agentName ?? "imported" };
  const snapshot = presentAgentSnapshot(await ensureImportedAgent(ctx, told.name));
  const model = told.model ?? parsed.model;
  return model ? { ...snapshot, model: completeModel(model) } : snapshot;
}

function usageOf({ usage }: ParsedTranscript): SessionUsage {
  return {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_input_tokens: usage.cacheReadInputTokens,
    cache_creation: {
      ephemeral_1h_input_tokens: usage.cacheCreation1hInputTokens,
      ephemeral_5m_input_tokens: usage.cacheCreation5mInputTokens,
    },
  };
}
