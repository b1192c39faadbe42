import { notFound } from "@/lib/core/errors";
import type { MemoryId } from "@/lib/core/ids";
import type { Desk } from "./open-desk";
import type { MemoryRow } from "./repository";

/** The memory with its content as its writer meets it, locked. @throws AppError `not_found` */
export async function requireMemory(desk: Desk, memoryId: MemoryId): Promise<MemoryRow> {
  const row = (await desk.lock([memoryId])).get(memoryId);
  if (row === undefined) throw notFound("Memory", memoryId);
  return row;
}
