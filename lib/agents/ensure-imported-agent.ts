import { type Context, requireScope } from "@/lib/auth/context";
import { withTransaction } from "@/lib/db/database";
import { writeNewAgent } from "./create-agent";
import { type AgentRow, findImportedAgent } from "./repository";

/** Marks what imports made, so that they never take a person's agent of the same name. */
const ORIGIN = { reverie_origin: "import" };

/** The stand-in for an agent that ran elsewhere, one for each name; made when there is none. */
export async function ensureImportedAgent(ctx: Context, name: string): Promise<AgentRow> {
  requireScope(ctx, "sessions:write");
  const key = { workspaceId: ctx.workspaceId, name };
  const known = await findImportedAgent(ctx.db, key, ORIGIN);
  if (known !== null) return known;
  return withTransaction(ctx.db, async (tx) => {
    // Imports that run side by side take turns here and share the one that the first of them makes.
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`imported agent ${ctx.workspaceId}`]);
    const made = await findImportedAgent(tx, key, ORIGIN);
    return made ?? writeNewAgent(ctx, tx, { name, model: "unknown", metadata: ORIGIN });
  });
}
