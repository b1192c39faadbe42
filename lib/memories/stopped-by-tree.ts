import { violates } from "@/lib/db/database";

/** Whether the database refused a path: it is taken, or lies above or below another (contract 3.4). */
export function stoppedByTree(error: unknown): error is { message: string; detail?: string | undefined } {
  return violates(error, "memories_tree") || violates(error, "memories_store_id_path_key");
}
