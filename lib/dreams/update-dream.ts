import type { Tx } from "@/lib/db/database";
import { notifyDream } from "./notify-dream";
import { type DreamChange, type DreamRow, updateDreamRow } from "./repository";

/** Writes a change of a locked dream and tells those who watch it. @returns the dream as it is afterwards */
export async function updateDream(tx: Tx, dream: DreamRow, change: DreamChange): Promise<DreamRow> {
  await updateDreamRow(tx, dream.id, change);
  await notifyDream(tx, dream.id);
  return { ...dream, ...change };
}
