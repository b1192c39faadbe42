import type { EngineRules } from "@/lib/engines/local/engine-rules";

/** What one request was understood as: the rules it sets (none: it cannot be done), and what a person is told. */
export type InstructionEffect = { change: ((rules: EngineRules) => EngineRules) | null; remark: string };

/** Reads one request in lower-case-insensitive plain English; null when it is about something else. */
export type InstructionReader = (sentence: string) => InstructionEffect | null;

/** A request that was understood and cannot be carried out. */
export function cannot(remark: string): InstructionEffect {
  return { change: null, remark };
}
