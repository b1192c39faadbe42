import type { SafetyHit } from "@/lib/safety/types";

/** Sentences and clauses: behind a full stop, a colon, a bracket or quote, a line break, a mark of a list or comment. */
const SENTENCE = /[^\n.!?;:：。！？…|<>]{2,600}(?:[.](?=\S)[^\n.!?;:：。！？…|<>]{1,200}){0,8}[.!?;：。！？…]?/gu;
const LEAD =
  /^(?:[\s"'“”‘’«»`*_#>()[\]{}\-–—•/\\,]|\d{1,3}[.)]|(?:please|kindly|now|then|also|next|finally|first|lastly|just|simply|actually|instead|ok(?:ay)?|so|and|but|or|oh|hey|hi|hello|additionally|seamlessly|carefully|immediately|always|again|q|to proceed|in (?:your|the|this) \w{1,20}|after (?:that|this)|before (?:that|this)|if (?:so|possible))\b[\s,]*)+/i;
const POLITE =
  /^[\s"'“‘(*>_-]*(?:please|kindly)\b|\bplease\s+(?!(?:see|check|refer|consult|wait|try|retry|contact)\b)[a-z]{2,15}\b|^请|請(?:你|您|为|為)?|ください|下さい|てくれ|십시오|(?:하|해|주)세요|해\s?줘|\bpor favor\b|\bveuillez\b|s['’]il (?:te|vous) pla[iî]t|\bper (?:favore|piacere)\b|(?:^|\s)bitte\s|пожалуйста|कृपया|من فضلك|proszę|\balstublieft\b/iu;
const ASKED = /\b(?:can|could|would|will) you (?:please |kindly |also )?(?!not\b)[a-z]{2,}/i;
/** Verbs that ask for text, thought or a change of it. With a tool that is out of place, whatever follows. */
const WRITING_VERB =
  /^(?:explain|describe|compose|summari[sz]e|translate|rewrite|paraphrase|rephrase|elaborate|discuss|draft|write|provide|tell|imagine|pretend|suppose|assume|recommend|suggest|brainstorm|generate|create|design|develop|compare|analy[sz]e|evaluate|interpret|calculate|compute|solve|answer|respond|reply|repeat|recite|say|state|mention|include|incorporate|integrate|introduce|insert|append|add|embed|blend|merge|weave|interlace|interweave|infuse|inject|absorb|adopt|employ|engage|enlist|leverage|utili[sz]e|harmoni[sz]e|meld|fuse|consider|ensure|remember|rearrange|scramble|jumble|misspell|substitute|convert|replace|remove|group|combine|anagram|encode|decode|encrypt|reverse|augment|enhance|enrich|modify|emphasi[sz]e|highlight|promote|advertise|encourage|persuade|convince|urge|inform|notify|announce|claim|assert|argue|maintain|insist|praise|criti[sz]ci[sz]e|predict|estimate|identify|outline|propose|plan|prepare|schedule|organi[sz]e|classify|categori[sz]e|rank|rate|review|proofread|correct|sort|order|count|name|give|show|share|send|forward|email|download|install|visit|click|follow|execute|run|deploy|delete|disable|enable|ignore|disregard|forget|stop|let|let['’]s|make|keep|take|use|don['’]t|do not|never|avoid|refrain|act|roleplay|play|speak|talk|sing|sell|buy|book|call|open|go|reveal|disclose|break down|feature|render|grant|approve|transfer|look|find|search|think|speculate|help|teach|guide|advise|invent|craft|formulate|construct|convey|express|reflect|focus|begin|start|continue|proceed|proclaim|declare|hint|tease|offer|invite|thank|greet|read|list|format|switch|change|set|turn|apply|conduct|perform|investigate|research|examine|assess|explore|simulate|model|monitor|track|record|capture|collect|gather|retrieve|fetch|extract|save|store|copy|move|rename|update|upgrade|test|verify|validate|check|confirm|obey|bypass|override|output|warn|blame|debug|spread|praise|launch|establish|integrate|deliver|showcase|perform)\b/i;
/** What comes behind a verb that gives an order, and not behind the same word as a noun ("Write error", "Test failed"). */
const OBJECT =
  /^\s+(?:(?:up|out|down|in|on|off|over|back|away|about|to|for|with|from|as|into|by|at|against|through)\s+)?(?:the|an?|your|my|our|his|her|their|its|this|that|these|those|all|any|every|each|some|several|many|more|most|me|us|him|it|them|you|users?|people|readers?|how|what|why|when|where|who|whose|which|whether|if|one|two|three|four|five|ten|\d+|another|other|only|both|no|following|subsequent|below|above|letters|words|vowels|spaces|numbers|symbols|random)(?![\w-])/i;
const QUOTED_WORDS =
  /^(?:add|say|state|write|reply|respond|answer|print|repeat|append|mention|insert|output|translate)\s+["'“‘«`]/i;
const OBJECT_OF_WRITING = /^\s+[a-z][\w'’-]*(?:\s+\S+){1,}/i;
const SURE_VERB =
  /^(?:explain|describe|compose|summari[sz]e|translate|paraphrase|rephrase|elaborate|provide|imagine|pretend|recommend|suggest|brainstorm|generate|incorporate|integrate|introduce|interlace|interweave|infuse|utili[sz]e|harmoni[sz]e|ensure|rearrange|scramble|jumble|misspell|substitute|augment|enhance|enrich|emphasi[sz]e|persuade|convince|inform|remember|consider|discuss|include|tell|remove|replace|convert|combine|disregard|ignore|forget|modify|render|employ|leverage|embed|insert|append|analy[sz]e|evaluate|compare|develop|create|write|draft|calculate|solve|identify|outline|encourage|promote|highlight|reveal|maintain|assert|claim|argue|schedule|organi[sz]e|let['’]s|don['’]t)\b/i;
/** Plain words behind a verb: no statement about what failed or was done, no option, path or number of a command. */
const PLAIN_WORDS =
  /^\s+(?!(?:of|is|was|has|had|are|were|been|be|did|does|and|or|not|no|to|for|on|at|took|returned|exited|step|job|task|tests?|build|error|errors|timeout)\b|\w+ed\b)[a-z][a-z'-]+(?:\s+[a-z][a-z'-]*(?=[\s,!"')]|\.?$)|[\s.,!]*$)/i;
const TROUBLE =
  /\b(?:error|fail\w*|cannot|can't|could not|not|no|denied|undefined|exception|invalid|refused|timed out|timeout|unable|unknown|unexpected|missing|exit\w*)\b/i;
/** The second half of an order: "and send them". */
const AND_ORDER =
  /\b(?:and|then)\s+(?:send|report|print|tell|forward|post|upload|e-?mail|reply|share|say|give|write)\s+(?:it|them|the|all|an?|this|that|everything|me|us)\b/i;
/** What an agent is to do, said of it and not to it. */
const AGENTS_DUTY =
  /\b(?:assistants?|agents?|chatbots?|language models?|llms?)\b[^.\n]{0,40}\b(?:must|should|shall|has to|have to|needs? to|(?:is|are) (?:required|instructed|ordered|obliged|expected) to)\b/i;
const GREETING =
  /^[\s"'“(*]{0,3}(?:hello|hi|hey|greetings|dear|good (?:morning|evening|afternoon|day))(?:,|!|\s+\p{L})/iu;
/** "Write", "explain", "translate", "tell" at the start of a sentence in other languages. */
const FOREIGN_ORDER =
  /^[\s"'“«(*]{0,3}(?:(?:écri(?:s|vez)|expliqu(?:e|ez)|tradui(?:s|sez)|donne[zr]?|raconte[zr]?|décri(?:s|vez)|escrib[ae]|explica|traduce|traduzca|dime|dame|cuéntame|haz|напиши(?:те)?|объясни(?:те)?|переведи(?:те)?|расскажи(?:те)?|опиши(?:те)?|schreib(?:e|en sie)?|erklär(?:e|en sie)|übersetz(?:e|en sie)|erzähl(?:e|en sie)|nenne|scrivi|spiega|traduci|descrivi|raccontami|escreva|traduza|descreva|schrijf|vertaal|napisz)(?!\p{L})|写|寫|翻译|翻譯|解释|解釋|告诉|告訴|描述|列出|总结|生成|创建)|(?:書いて|教えて|説明して|翻訳して)/iu;
/** Any word in the form of a bare verb before an article or pronoun: "harmonize the …", "weave your …". */
const BARE_VERB =
  /^(?!(?:in|on|at|by|for|from|of|to|with|within|without|into|onto|under|over|after|before|during|since|until|while|when|where|if|unless|because|though|although|as|than|that|this|these|those|the|and|or|but|nor|so|yet|not|no|is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|it|he|she|they|we|you|i|there|here|then|also|only|just|even|still|both|either|neither|all|any|some|each|every|most|more|less|such|what|which|who|whom|whose|why|how|against|between|among|through|across|about|above|below|behind|beside|beyond|near|off|out|up|down|per|via|upon|like|unlike|except|plus|minus|cannot|got|found|saw|said|told|gave|took|went|came|made|left|sent|lost|kept|held|read|put|cut|hit|let|set|hash|array|error|warning|note|info|debug|fatal|panic)\b)[a-z]{2,14}(?<!ed|ing|ly|tion|ness|ment|ity|ous|ful|able|ance|ence|[^s]s|er|or)\s+(?:the|an?|your|my|our|this|these|those|every|each|all|some|me|us|it|them|its|following|subsequent)\s+\S/i;
/** Also where the mark is missing, far behind or cut off. */
const QUESTION_WORDS =
  /^(?:what(?:['’]s)?|who(?:['’]s)?|whom|whose|which|when|where|why|how)\s+(?:(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|to|many|much)\b|\w{2,15}\s+(?:is|are|do|does|did|can|should|would)\b)|^(?:who|what)\s+\w{2,15}\s+(?:the|a|an)\b/i;
const QUESTION =
  /^\s*\S+\s+\S+[^\n]*[?？]\s*$|\p{Script=Greek};\s*$|[?？]\s*$(?<=[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}][?？]\s*)|(?:か|까)[。.？?]?\s*$/u;
const SPOKEN =
  /(?<![\w'’])(?:I|I['’](?:m|ve|d|ll)|you['’](?:re|ll|ve)|your|we['’](?:re|ve|ll))(?![\w'’])|\b(?:you (?:will|should|must|can|could|may|need|might|are)|we (?:might|could|should|can) (?:state|say))\b|\b(?:ich|mir|ihnen|ihr|je|vous|votre|nous|yo|usted|tu|eu|voc[eê]|sto|miei|mia|io)\s+\p{L}+/u;
const MAYBE_REQUEST = /[A-Za-z?？;。\u0370-\u{2FFFF}]/u;

/** The order that a sentence begins with, or null. */
/** "start must be a timestamp": the first word is what the sentence is about. */
const SUBJECT_FIRST =
  /^["'`]?[\w.-]+["'`]?\s+(?:must|is|are|was|were|has|have|cannot|can't|could not|may not|does|did|should)\b/i;

function orderIn(bare: string): { rule: string; confidence: number } | null {
  if (SUBJECT_FIRST.test(bare)) return null;
  const verb = WRITING_VERB.exec(bare);
  if (verb !== null) {
    const rest = bare.slice(verb[0].length);
    if (OBJECT.test(rest) || QUOTED_WORDS.test(bare)) return { rule: "imperative", confidence: 0.4 };
    const isPlain = PLAIN_WORDS.test(rest) && !TROUBLE.test(bare);
    if (isPlain || (SURE_VERB.test(bare) && OBJECT_OF_WRITING.test(rest)))
      return { rule: "imperative", confidence: 0.35 };
  }
  return BARE_VERB.test(bare) || AND_ORDER.test(bare) ? { rule: "imperative", confidence: 0.35 } : null;
}

/** What a sentence asks of its reader, or null. */
function classify(sentence: string): { rule: string; confidence: number } | null {
  if (POLITE.test(sentence)) return { rule: "polite-request", confidence: 0.45 };
  if (ASKED.test(sentence)) return { rule: "asked", confidence: 0.45 };
  if (FOREIGN_ORDER.test(sentence)) return { rule: "foreign-order", confidence: 0.4 };
  if (AGENTS_DUTY.test(sentence)) return { rule: "agents-duty", confidence: 0.4 };
  const order = orderIn(sentence.replace(LEAD, ""));
  if (order !== null) return order;
  const bare = sentence.replace(LEAD, "");
  if (QUESTION.test(sentence) || QUESTION_WORDS.test(bare)) return { rule: "question", confidence: 0.35 };
  return SPOKEN.test(sentence) || GREETING.test(sentence) ? { rule: "spoken-to-reader", confidence: 0.3 } : null;
}

/**
 * Sentences that ask something of whoever reads them: orders, polite requests, questions, talk to "you". Ordinary notes
 * and runbooks are full of them, so their confidence stays below 0.5: only text that a stranger wrote is held to it.
 */
export function findRequests(text: string): SafetyHit[] {
  if (!MAYBE_REQUEST.test(text)) return [];
  const hits: SafetyHit[] = [];
  for (const match of text.matchAll(SENTENCE)) {
    const found = classify(match[0]);
    if (found === null) continue;
    hits.push({ kind: "instruction", ...found, start: match.index, end: match.index + match[0].length });
  }
  return hits;
}
