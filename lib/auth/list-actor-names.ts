import type { Context } from "./context";
import { listApiKeyNames, listUserNames } from "./repository";

/** Names of the workspace's people and API keys by id, for showing actors. */
export async function listActorNames(ctx: Context): Promise<Map<string, string>> {
  const [users, keys] = await Promise.all([
    listUserNames(ctx.db, ctx.workspaceId),
    listApiKeyNames(ctx.db, ctx.workspaceId),
  ]);
  return new Map([...users, ...keys].map((row) => [row.id, row.name]));
}
