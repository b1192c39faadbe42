import { newId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";
import type { Context } from "./context";
import { operatorLimits } from "./operator-limits";
import { findFirstUser } from "./repository";
import { SCOPES } from "./scopes";

/** A context in which the server's first person acts, for seeds; null before the bootstrap. */
export async function findOperator(db: Database, now: () => Date): Promise<Context | null> {
  const user = await findFirstUser(db);
  if (user === null) return null;
  return {
    workspaceId: user.workspaceId,
    actor: { type: "user_actor", id: user.id },
    scopes: new Set(SCOPES),
    db,
    now,
    requestId: newId("req"),
    limits: operatorLimits(),
  };
}
