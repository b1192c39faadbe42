import type { Context } from "@/lib/auth/context";
import { SCOPES } from "@/lib/auth/scopes";
import { newId, type StoreId, type WorkspaceId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";
import { createMemory } from "@/lib/memories/create-memory";
import { MemoryPath } from "@/lib/memories/path";
import type { MemoryRow } from "@/lib/memories/repository";
import { MemoryContent } from "@/lib/memories/schema";
import { createStore } from "@/lib/stores/create-store";
import type { StoreRow } from "@/lib/stores/repository";
import { testDatabase } from "./database";

/** A context by an API key in `workspaceId`; the clock stands at `at` until `advance` moves it. */
export function aContext(db: Database, workspaceId: WorkspaceId, at = new Date("2026-11-20T09:00:00Z")) {
  let now = at;
  const ctx: Context = {
    workspaceId,
    actor: { type: "api_actor", id: newId("apikey") },
    scopes: new Set(SCOPES),
    db,
    now: () => now,
    requestId: newId("req"),
    limits: { memoriesPerStoreMax: 10_000, writeSafety: "off" },
  };
  return {
    ctx,
    advance: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
}

/** A workspace of its own, so that suites never meet. */
export async function aWorkspace() {
  const db = await testDatabase();
  const workspaceId = newId("wrkspc");
  await db.prisma.workspace.create({ data: { id: workspaceId, name: "Test", createdAt: new Date() } });
  return { db, workspaceId, ...aContext(db, workspaceId) };
}

/** The texts as the doors would have parsed them. */
export const aPath = (path: string): MemoryPath => MemoryPath.parse(path);
export const aText = (content: string): MemoryContent => MemoryContent.parse(content);

export function aStore(ctx: Context, name = "Team SRE"): Promise<StoreRow> {
  return createStore(ctx, { name });
}

export function aMemory(ctx: Context, storeId: StoreId, path = "/a.md", content = "one\n"): Promise<MemoryRow> {
  return createMemory(ctx, { storeId, path: aPath(path), content: aText(content) });
}
