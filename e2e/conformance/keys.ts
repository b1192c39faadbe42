import { SCOPES } from "@/lib/auth/scopes";
import { sha256 } from "@/lib/core/hash";
import { newId } from "@/lib/core/ids";

export type Query = <Row extends object>(text: string, values: unknown[]) => Promise<Row[]>;

const READ_ONLY_KEY = "sk-conformance-read-only-0123456789";
const STRANGER_KEY = "sk-conformance-stranger-0123456789";

/** Adds a key that may only read in the first workspace, and one of a workspace of its own. */
export async function addKeys(query: Query): Promise<{ readOnlyKey: string; strangerKey: string }> {
  const [own] = await query<{ id: string }>("select id from workspaces order by created_at limit 1", []);
  const strangerId = newId("wrkspc");
  await query("insert into workspaces (id, name, created_at) values ($1, 'Stranger', now())", [strangerId]);
  const readScopes = SCOPES.filter((scope) => scope.endsWith(":read"));
  for (const [workspaceId, key, scopes] of [
    [own?.id, READ_ONLY_KEY, readScopes],
    [strangerId, STRANGER_KEY, SCOPES],
  ]) {
    await query(
      `insert into api_keys (id, workspace_id, name, key_sha256, hint, scopes, created_at)
       values ($1, $2, 'Conformance', $3, 'test', $4, now())`,
      [newId("apikey"), workspaceId, sha256(String(key)), scopes],
    );
  }
  return { readOnlyKey: READ_ONLY_KEY, strangerKey: STRANGER_KEY };
}
