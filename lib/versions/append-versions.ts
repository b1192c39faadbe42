import type { Context } from "@/lib/auth/context";
import type { Tx } from "@/lib/db/database";
import { insertVersions, type NewVersionRow } from "./repository";

export type AppendVersion = Omit<NewVersionRow, "workspaceId" | "actorType" | "actorId">;

/** Adds versions by the context's actor to the history; part of the transaction that changes the memories. */
export async function appendVersions(ctx: Context, tx: Tx, versions: AppendVersion[]): Promise<void> {
  if (versions.length === 0) return;
  const actor = { actorType: ctx.actor.type, actorId: ctx.actor.id };
  await insertVersions(
    tx,
    versions.map((version) => ({ ...version, ...actor, workspaceId: ctx.workspaceId })),
  );
}
