import { presentMemory } from "@/lib/memories/present";
import type { View } from "@/lib/memories/schema";
import type { AppliedOperation } from "./apply-batch";
import type { BatchResult } from "./schema";

export function presentResult({ type, memory }: AppliedOperation, view: View): BatchResult {
  return type === "delete"
    ? { type, memory: { id: memory.id, type: "memory_deleted" } }
    : { type, memory: presentMemory(memory, view) };
}
