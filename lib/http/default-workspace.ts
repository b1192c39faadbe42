import { findDefaultWorkspace } from "@/lib/auth/find-default-workspace";
import type { WorkspaceId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";

/** For the headers of an error whose request has no workspace; null also while there is no database to ask. */
export async function defaultWorkspace(): Promise<WorkspaceId | null> {
  try {
    return await findDefaultWorkspace(database());
  } catch {
    // The failure at hand is the one to report, not a second one about its headers.
    return null;
  }
}
