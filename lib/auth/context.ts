import type { Actor } from "@/lib/core/actor";
import { AppError } from "@/lib/core/errors";
import type { WorkspaceId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";
import type { WriteSafety } from "@/lib/env";
import type { Scope } from "./scopes";

/** Limits that an operator sets. */
export type Limits = { memoriesPerStoreMax: number; writeSafety: WriteSafety };

/** Who acts, where and when. Doors and tests build it; verbs take nothing from elsewhere. */
export type Context = {
  workspaceId: WorkspaceId;
  actor: Actor;
  scopes: ReadonlySet<Scope>;
  db: Database;
  now(): Date;
  requestId: string;
  limits: Limits;
  /** What verbs have to say about a request that succeeds, short ASCII texts; a door that shows them brings a list. */
  warnings?: string[];
};

/** @throws AppError `permission` */
export function requireScope(ctx: Context, scope: Scope): void {
  if (!ctx.scopes.has(scope)) {
    throw new AppError("permission", `This credential may not do that: it lacks the scope ${scope}.`);
  }
}
