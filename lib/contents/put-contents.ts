import { byteLength, sha256 } from "@/lib/core/hash";
import type { WorkspaceId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { type ContentRow, insertContents } from "./repository";

/** Stores each text once per workspace and hash. @returns hash and size of each, in order */
export async function putContents(tx: Tx, workspaceId: WorkspaceId, texts: string[]): Promise<ContentRow[]> {
  const rows = texts.map((text) => ({ sha256: sha256(text), bytes: byteLength(text), text }));
  // In one order everywhere, so that two writers of the same texts never wait for each other in a circle.
  const ordered = rows.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  if (rows.length > 0) await insertContents(tx, workspaceId, ordered);
  return rows;
}
