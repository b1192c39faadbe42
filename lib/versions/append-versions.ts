import type { Context } from "@/lib/auth/context";
import type { Actor } from "@/lib/core/actor";
import type { Tx } from "@/lib/db/database";
import { insertVersions, type NewVersionRow } from "./repository";

export type AppendVersion = Omit<NewVersionRow, "workspaceId" | "actorType" | "actorId"> & {
  /** Left out: the context's. */
  actor?: Actor;
};

/** Adds versions to the history; part of the transaction that changes the memories. */
export async function appendVersions(ctx: Context, tx: Tx, versions: AppendVersion[]): Promise<void> {
  if (versions.length === 0) return;
  await insertVersions(
    tx,
    versions.map(({ actor = ctx.actor, ...version }) => ({
      ...version,
      actorType: actor.type,
      actorId: actor.id,
      workspaceId: ctx.workspaceId,
    })),
  );
}
