import { localEngine } from "@/lib/engines/local/local-engine";
import type { DreamEngine } from "@/lib/engines/types";

const ENGINES: readonly DreamEngine[] = [localEngine];

/** The engine that serves a model id, or null when none does. */
export function findEngine(modelId: string): DreamEngine | null {
  return ENGINES.find((engine) => engine.id === modelId) ?? null;
}

/** The model ids that engines serve, in the order in which to offer them. */
export function engineIds(): string[] {
  return ENGINES.map((engine) => engine.id);
}
