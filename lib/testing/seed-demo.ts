import type { Context } from "@/lib/auth/context";
import type { DreamId, SessionId, StoreId } from "@/lib/core/ids";
import { parseTime } from "@/lib/core/time";
import { withTransaction } from "@/lib/db/database";
import { createDream } from "@/lib/dreams/create-dream";
import { listDreams } from "@/lib/dreams/list-dreams";
import { lockMemories } from "@/lib/memories/lock-memories";
import type { MemoryRow } from "@/lib/memories/repository";
import { writeMemories } from "@/lib/memories/write-memories";
import { importSession } from "@/lib/sessions/import-session";
import { createStore } from "@/lib/stores/create-store";
import { listStores } from "@/lib/stores/list-stores";
import { lockStore } from "@/lib/stores/lock-store";
import { listVersions } from "@/lib/versions/list-versions";
import { buildDemo } from "./demo/build-demo";
import type { DemoScenario, DemoStore, StoreKey } from "./demo/types";

const DEMO_KEY = "demo";
const DEMO_TIME = "demo_time";

export type SeededDemo = {
  stores: Record<StoreKey, StoreId>;
  sessionIds: SessionId[];
  dreamId: DreamId;
};

/**
 * The on-call scenario through the real verbs: two stores with their history, five sessions, and a dream over them that
 * a worker has yet to work off. What is there already is kept, so an interrupted seed goes on where it stopped.
 */
export async function seedDemo(ctx: Context): Promise<SeededDemo> {
  const { stores, scenario } = await ensureStores(ctx);
  const sessions = await importSessions(ctx, scenario, stores);
  for (const store of scenario.stores) await writeHistory(ctx, store, stores[store.key], sessions);
  const sessionIds = [...sessions.values()];
  const team = stores["team-sre"];
  const [known] = (await listDreams(ctx, { storeId: team, includeArchived: true })).data;
  const dream = known ?? (await createDream(ctx, { storeId: team, sessionIds, modelId: "reverie-local" }));
  return { stores, sessionIds, dreamId: dream.id };
}

/** A context whose clock stands at `at`; the actor is the session when one is given. */
function contextAt(ctx: Context, at: Date, sessionId?: SessionId): Context {
  return { ...ctx, now: () => at, ...(sessionId ? { actor: { type: "session_actor", id: sessionId } } : {}) };
}

/** The scenario's instant is kept in the stores' metadata: going on later must not move the week. */
async function ensureStores(ctx: Context) {
  const known = (await listStores(ctx, { includeArchived: true, limit: 100 })).data;
  const kept = known.findLast((store) => store.metadata[DEMO_TIME] !== undefined)?.metadata[DEMO_TIME];
  const now = parseTime(kept ?? "") ?? ctx.now();
  const scenario = buildDemo({ now });
  const stores = new Map<StoreKey, StoreId>();
  for (const store of scenario.stores) {
    // The oldest: forks and outputs of dreams carry its metadata on.
    const found = known.findLast((row) => row.metadata[DEMO_KEY] === store.key);
    const made =
      found ??
      (await createStore(contextAt(ctx, store.history[0]?.at ?? now), {
        name: store.name,
        description: store.description,
        metadata: { [DEMO_KEY]: store.key, [DEMO_TIME]: now.toISOString() },
      }));
    stores.set(store.key, made.id);
  }
  return { stores: Object.fromEntries(stores) as Record<StoreKey, StoreId>, scenario };
}

async function importSessions(ctx: Context, scenario: DemoScenario, stores: Record<StoreKey, StoreId>) {
  const sessions = new Map<string, SessionId>();
  for (const session of scenario.sessions) {
    const { session: row } = await importSession(ctx, {
      format: "managed_agents",
      events: session.events,
      title: session.title,
      createdAt: session.createdAt,
      agent: { name: session.agentName },
      metadata: { [DEMO_KEY]: session.key },
      resources: session.resources.map((resource) => ({
        type: "memory_store",
        memory_store_id: stores[resource.store],
        access: resource.access,
        instructions: resource.instructions,
      })),
    });
    sessions.set(session.key, row.id);
  }
  return sessions;
}

async function writeHistory(
  ctx: Context,
  store: DemoStore,
  storeId: StoreId,
  sessions: Map<string, SessionId>,
): Promise<void> {
  if ((await listVersions(ctx, { storeId, limit: 1 })).data.length > 0) return;
  await withTransaction(ctx.db, async (tx) => {
    await lockStore(ctx, tx, storeId);
    const live = new Map<string, MemoryRow>();
    for (const change of store.history) {
      const author = change.actor === "person" ? undefined : sessions.get(change.actor.session);
      const acting = contextAt(ctx, change.at, author);
      const before = live.get(change.path);
      const { path, content } = change;
      const write = before
        ? ({
            operation: "modified",
            memory: (await lockMemories(ctx, tx, { storeId, memoryIds: [before.id] })).get(before.id) as MemoryRow,
            path,
            content,
          } as const)
        : ({ operation: "created", path, content } as const);
      const [after] = await writeMemories(acting, tx, { storeId, writes: [write] });
      if (after) live.set(path, after);
    }
  });
}
