import type { WorkspaceId } from "@/lib/core/ids";
import type { Sql } from "@/lib/db/database";
import { findContents } from "./repository";

/** Texts by hash; a hash that is not stored is left out. */
export async function getContents(sql: Sql, workspaceId: WorkspaceId, hashes: string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await findContents(sql, workspaceId, [...new Set(hashes)]);
  return new Map(rows.map((row) => [row.sha256, row.text]));
}
