import { correctionKey, wantedWords } from "@/lib/engines/local/preferences/correction-words";
import { textBlocks } from "@/lib/engines/local/text/event-text";
import { inlineOwn, plainLine, quotePiece } from "@/lib/engines/local/text/safe-text";
import type { Correction, EngineEvent, EngineTranscript } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";
import { readsAsInstruction } from "@/lib/safety/reads-as-instruction";

const CORRECTIONS_MAX = 50;
/** A longer message is a task with its material, not a remark on how to work. */
const MESSAGE_CHARACTERS_MAX = 1200;
const FIRST_MESSAGE_CHARACTERS_MAX = 400;
const SENTENCE_CHARACTERS_MAX = 160;
/** Marks of harnesses and of pasted material. */
const NOT_SPOKEN = /^\s*(?:[<>[|{@#$`]|\d{1,4}[:.)\t]|at |Traceback)/;
/** Said for all times. */
const LASTING =
  /\b(?:always|never|from now on|in (?:the )?future|going forward|every time|whenever you|by default|as a rule|for next time|remember (?:to|that))\b/i;
/** How to do things, as an order: what with, in which form, and what not to do at all. */
const MANNER =
  /^(?:please\s+)?(?:use|prefer|avoid|stick (?:to|with)|switch to|(?:answer|reply|respond|write|speak|explain|comment|talk)\b.{0,40}\bin\b|keep (?:it|the|your|answers?|messages?|commits?|responses?)\b.{0,30}\b(?:short|brief|concise|small|simple)|(?:indent|format|sign)\b)/i;
const DO_NOT =
  /^(?:please\s+|you should\s+)?(?:do not|don.t|stop|never|no more)\s+(?:ever\s+)?(?:use|using|add|adding|write|writing|create|creating|commit|committing|push|pushing|edit|editing|change|changing|touch|touching|run|running|install|installing|mock|mocking|delete|deleting|include|including|put|putting|answer|answering|guess|guessing|ask|asking|apologi[sz]e|apologi[sz]ing|skip|skipping|amend|amending|force|send|sending|post|posting|deploy|deploying|assume|assuming)\b/i;
const CORRECTING =
  /^(?:no|nope|not (?:like )?that|wrong|stop|wait|again|as i said|like i said|i (?:told|asked) you)\b[\s,.:!—–-]*(?:to\s+)?/i;
const INSTEAD =
  /^(?:please\s+)?(?:use|run|do|write|try|take|we use|i use)\b.{1,60}\b(?:instead of|rather than|not|never)\b/i;
const WE_USE =
  /^we (?:only |always |never )?(?:use|write|prefer|don.t use|do not use)\b.{2,60}(?:\bhere\b|, not\b|\bnot\b|\binstead\b)/i;
/** A wish that would weaken a check or move data is for a person to write down, whoever said it. */
const RISKY =
  /\b(?:secrets?|secretly|credentials?|passwords?|tokens?|api[- ]?keys?|approv\w*|confirm\w*|permissions?|certificates?|signatures?|security|sandbox\w*|safety|guard\w*|reviews?|audit\w*|curl|wget|sudo|chmod|ssh|base64|hide|conceal|bypass|disable|override|ignore|upload|download|send|post|e-?mail|verif\w*|users?)\b/i;
/** What belongs to this task only: names of its files, numbers of its tickets, its addresses. */
const THIS_TASK = /\bhttps?:|\S+@\S+\.\w|#\d|\b[A-Z]{2,}-\d|\b[0-9A-F]{6,}\b|\d{3,}/;

/** The instruction inside a sentence, without its polite and correcting beginning; null when it is none about the way of working. */
function instructionIn(sentence: string): string | null {
  if (sentence.length > SENTENCE_CHARACTERS_MAX || sentence.includes("?")) return null;
  if (THIS_TASK.test(sentence) || RISKY.test(sentence)) return null;
  const bare = sentence
    .replace(CORRECTING, "")
    .replace(/^(?:and|but|so|also|ok(?:ay)?|hey|hi)\b[\s,]*/i, "")
    .trim();
  const isLasting =
    LASTING.test(bare) &&
    !/^i\b|\b(?:it|this|that|he|she|they|i|which|users?|tests?)\s+(?:is |are |was )?(?:always|never)\b/i.test(bare);
  const isOrder = [MANNER, DO_NOT, INSTEAD, WE_USE].some((shape) => shape.test(bare));
  return isLasting || isOrder ? bare : null;
}

/** Sentences of a message, fences left out; each is a piece of the text. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/```[\s\S]{0,2000}?(?:```|$)/g, "\n")
    .split(/\r?\n|(?<=[.!?;])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "" && !NOT_SPOKEN.test(sentence));
}

function correctionIn(sessionId: string, event: EngineEvent, sentence: string): Correction | null {
  const told = instructionIn(sentence);
  const words = told === null ? null : wantedWords(told);
  if (told === null || words === null || readsAsInstruction(sentence) || !inlineOwn(told).startsWith("`")) return null;
  const quote = quotePiece(sentence);
  if (!quoteStandsIn(event, quote)) return null;
  const evidence = { session_id: sessionId, event_id: event.id, quote };
  return { key: correctionKey(words), text: plainLine(told).replace(/[.!;,]+$/, ""), evidence };
}

/**
 * What users of a session told the agent about how to work ("no, use pnpm, not npm", "always answer in German"). Only their
 * own short messages count, never tool results; what reads as an attempt to steer an agent against its users is left out.
 */
export function readCorrections(transcript: EngineTranscript): Correction[] {
  const found = new Map<string, Correction>();
  const messages = transcript.events.filter(({ type }) => type === "user.message");
  for (const event of messages) {
    const charactersMax = event === messages[0] ? FIRST_MESSAGE_CHARACTERS_MAX : MESSAGE_CHARACTERS_MAX;
    const texts = textBlocks(event).filter((text) => text.length <= charactersMax);
    for (const sentence of texts.flatMap(sentencesOf)) {
      const correction = correctionIn(transcript.sessionId, event, sentence);
      if (correction && found.size < CORRECTIONS_MAX && !found.has(correction.key))
        found.set(correction.key, correction);
    }
  }
  return [...found.values()];
}
