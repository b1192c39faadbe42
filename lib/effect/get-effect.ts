import { type Context, requireScope } from "@/lib/auth/context";
import { AppError } from "@/lib/core/errors";
import type { AgentId, StoreId } from "@/lib/core/ids";
import { requireStore } from "@/lib/stores/require-store";
import { type AdoptionEffect, compareAdoptions, WINDOW_MS } from "./compare-adoptions";
import { meanOf } from "./compare-means";
import { knownSince, measureSession, type SessionEffect, valuesOf } from "./measures";
import { readPending } from "./read-pending";
import {
  type AdoptionMark,
  listAdoptionMarks,
  listEffectRows,
  listFirstFailures,
  listNotedMistakes,
} from "./repository";
import { MEASURES, type Measure } from "./schema";

const DAYS = 90;
const DAY_MS = 86_400_000;
/** More sessions than this are not looked at; the newest count. */
const SESSIONS_MAX = 5_000;
const ADOPTIONS_MAX = 500;

export type GetEffect = {
  storeId: StoreId;
  /** Of sessions' beginnings, both included; the last 90 days unless set. */
  from?: Date | undefined;
  to?: Date | undefined;
  agentId?: string | undefined;
  timeLimitMs?: number | undefined;
  signal?: AbortSignal | undefined;
};

export type AgentEffect = {
  id: AgentId;
  name: string | null;
  sessionCount: number;
  means: Record<Measure, number | null>;
};

export type StoreEffect = {
  storeId: StoreId;
  from: Date;
  to: Date;
  agentId: string | null;
  /** Sessions of the store up to `to` whose transcripts wait to be read, of all. */
  pending: number;
  total: number;
  isTruncated: boolean;
  /** Of all agents, by name. */
  agents: AgentEffect[];
  /** Oldest first. */
  sessions: SessionEffect[];
  /** Those within [from, to], oldest first. */
  adoptions: AdoptionEffect[];
};

function agentsOf(sessions: readonly SessionEffect[]): AgentEffect[] {
  const byId = new Map<AgentId, SessionEffect[]>();
  for (const session of sessions) byId.set(session.agentId, [...(byId.get(session.agentId) ?? []), session]);
  const agents = [...byId].map(([id, own]) => ({
    id,
    name: own.at(-1)?.agentName ?? null,
    sessionCount: own.length,
    means: Object.fromEntries(
      MEASURES.map((measure) => [measure, meanOf(valuesOf(own, measure))]),
    ) as AgentEffect["means"],
  }));
  return agents.sort((a, b) =>
    (a.name ?? "") === (b.name ?? "") ? compare(a.id, b.id) : compare(a.name ?? "", b.name ?? ""),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1);

/** The sessions from 30 days before the earliest adoption that is shown to 30 days after the latest. */
async function measuredSessions(ctx: Context, storeId: StoreId, range: { from: Date; to: Date }) {
  const key = { workspaceId: ctx.workspaceId, storeId };
  const from = new Date(range.from.getTime() - WINDOW_MS);
  const to = new Date(range.to.getTime() + WINDOW_MS);
  const [rows, failures, notes] = await Promise.all([
    listEffectRows(ctx.db, key, { from, to, limit: SESSIONS_MAX + 1 }),
    listFirstFailures(ctx.db, key, to),
    listNotedMistakes(ctx.db, key),
  ]);
  const known = knownSince(failures, notes);
  const sessions = rows.slice(0, SESSIONS_MAX).map((row) => measureSession(row, known));
  return { sessions: sessions.reverse(), isTruncated: rows.length > SESSIONS_MAX };
}

/**
 * How sessions with the store went over time, and before and after each adoption. Transcripts are read once and their
 * figures kept; a call reads on for about a second and tells how many wait.
 * @throws AppError `not_found`, `invalid_request`
 */
export async function getEffect(ctx: Context, input: GetEffect): Promise<StoreEffect> {
  requireScope(ctx, "sessions:read");
  requireScope(ctx, "memories:read");
  const now = ctx.now();
  const to = input.to ?? now;
  const from = input.from ?? new Date(to.getTime() - DAYS * DAY_MS);
  if (from > to) throw new AppError("invalid_request", "from must not be after to.");
  const { id: storeId } = await requireStore(ctx, input.storeId);
  const { timeLimitMs, signal } = input;
  const { pending, total } = await readPending(ctx, {
    storeId,
    to: new Date(to.getTime() + WINDOW_MS),
    timeLimitMs,
    signal,
  });
  const [{ sessions, isTruncated }, marks] = await Promise.all([
    measuredSessions(ctx, storeId, { from, to }),
    listAdoptionMarks(ctx.db, { workspaceId: ctx.workspaceId, storeId }, ADOPTIONS_MAX),
  ]);
  const isShown = ({ createdAt }: SessionEffect | AdoptionMark) => createdAt >= from && createdAt <= to;
  const own = input.agentId === undefined ? sessions : sessions.filter(({ agentId }) => agentId === input.agentId);
  return {
    storeId,
    from,
    to,
    agentId: input.agentId ?? null,
    pending,
    total,
    isTruncated,
    agents: agentsOf(sessions.filter(isShown)),
    sessions: own.filter(isShown),
    adoptions: compareAdoptions({ shown: marks.filter(isShown), all: marks, sessions: own, now }),
  };
}
