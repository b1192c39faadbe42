import type { WorkspaceId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";
import { findFirstWorkspaceId } from "./repository";

const known = new Map<string, WorkspaceId>();

/**
 * The workspace that answers name when the request's own is not known: no credential, no such address (contract 1.5).
 * Null before the bootstrap.
 */
export async function findDefaultWorkspace(db: Database): Promise<WorkspaceId | null> {
  const id = known.get(db.url) ?? (await findFirstWorkspaceId(db));
  if (id !== null) known.set(db.url, id);
  return id;
}
