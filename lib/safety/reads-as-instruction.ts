import { findInstructions } from "@/lib/safety/find-instructions";

/** Text that people wrote or that describes work: only what plainly tries to steer an agent. */
export const INSTRUCTION_THRESHOLD = 0.6;
/** Text of a stranger (tool results, web pages) on its way into memory: also orders, requests and questions. */
export const STRANGER_THRESHOLD = 0.3;

/** True when `text` holds something that reads as an instruction with at least this confidence, 0 to 1. */
export function readsAsInstruction(text: string, threshold = INSTRUCTION_THRESHOLD): boolean {
  return findInstructions(text).some(({ confidence }) => confidence >= threshold);
}
