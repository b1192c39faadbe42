import { type Context, requireScope } from "@/lib/auth/context";
import { withTransaction } from "@/lib/db/database";
import { writeNewEnvironment } from "./create-environment";
import { type EnvironmentRow, findImportedEnvironment } from "./repository";

const ORIGIN = { reverie_origin: "import" };

/** Where sessions ran that were recorded elsewhere: one environment a workspace; made when there is none. */
export async function ensureImportedEnvironment(ctx: Context): Promise<EnvironmentRow> {
  requireScope(ctx, "sessions:write");
  const known = await findImportedEnvironment(ctx.db, ctx.workspaceId, ORIGIN);
  if (known !== null) return known;
  return withTransaction(ctx.db, async (tx) => {
    // Imports that run side by side take turns here and share the one that the first of them makes.
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `imported environment ${ctx.workspaceId}`,
    ]);
    const made = await findImportedEnvironment(tx, ctx.workspaceId, ORIGIN);
    return (
      made ?? writeNewEnvironment(ctx, tx, { name: "imported", config: { type: "self_hosted" }, metadata: ORIGIN })
    );
  });
}
