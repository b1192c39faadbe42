import { type EngineRules, NO_RULES } from "@/lib/engines/local/engine-rules";
import type { InstructionReader } from "@/lib/engines/local/instructions/instruction-effect";
import { readKindOff, readKindsOnly, readOldValues } from "@/lib/engines/local/instructions/instruction-kinds";
import { readProtection } from "@/lib/engines/local/instructions/instruction-paths";
import { instructionSentences } from "@/lib/engines/local/instructions/instruction-sentences";
import { readFileSize, readSplitBy } from "@/lib/engines/local/instructions/instruction-shape";
import { readIgnored } from "@/lib/engines/local/instructions/instruction-topics";
import { cut, plainLine } from "@/lib/engines/local/text/safe-text";
import { maskSecrets } from "@/lib/engines/local/text/secrets";
import type { InstructionOutcome } from "@/lib/engines/types";

/** Most specific first: "skip the index" is about the index, not about entries that hold the word. */
const READERS: readonly InstructionReader[] = [
  readProtection,
  readKindsOnly,
  readKindOff,
  readOldValues,
  readFileSize,
  readSplitBy,
  readIgnored,
];
const SENTENCE_CHARACTERS_MAX = 500;
const TEXT_CHARACTERS_MAX = 200;
/** Reported one by one; whoever writes more writes for a model. */
const SENTENCES_MAX = 50;
const NOT_UNDERSTOOD = "This engine does not understand it; a model engine may.";

/** One spelling of blanks and apostrophes. */
function plainSentence(text: string): string {
  return plainLine(text).replaceAll("’", "'").replaceAll("‘", "'");
}

/**
 * What the caller's instructions ask for, as rules, and what became of each sentence. Only the wordings of a small set are
 * understood (docs/local-engine.md); everything else is reported as not applied. A later sentence wins over an earlier one.
 */
export function readInstructions(text: string | null): { rules: EngineRules; outcomes: InstructionOutcome[] } {
  const sentences = instructionSentences(text ?? "");
  let rules = NO_RULES;
  const outcomes = sentences.slice(0, SENTENCES_MAX).map((given): InstructionOutcome => {
    const told = cut(maskSecrets(plainLine(given)), TEXT_CHARACTERS_MAX);
    const sentence = plainSentence(given);
    if (sentence.length > SENTENCE_CHARACTERS_MAX) return { text: told, isApplied: false, remark: NOT_UNDERSTOOD };
    for (const read of READERS) {
      const effect = read(sentence);
      if (effect === null) continue;
      if (effect.change !== null) rules = effect.change(rules);
      return { text: told, isApplied: effect.change !== null, remark: effect.remark };
    }
    return { text: told, isApplied: false, remark: NOT_UNDERSTOOD };
  });
  const more = sentences.length - outcomes.length;
  if (more > 0)
    outcomes.push({
      text: `${more} more`,
      isApplied: false,
      remark: `Only the first ${SENTENCES_MAX} sentences are read.`,
    });
  return { rules, outcomes };
}
