/** A phrase that tries to change what an agent does, with how sure it is. */
export type InstructionShape = { rule: string; shape: RegExp; confidence: number };

const WHAT =
  "(?:instructions?|prompts?|directions?|directives?|commands?|guidelines|guidance|rules|orders|tasks?|messages?|context|training|programming|constraints|restrictions)";
const EARLIER =
  "(?:previous|prior|preceding|above|earlier|former|foregoing|existing|original|initial|past|other|current|given|system|safety)";

function shape(rule: string, confidence: number, pattern: string): InstructionShape {
  return { rule, confidence, shape: new RegExp(pattern, "giu") };
}

const OVERRIDES: readonly InstructionShape[] = [
  shape(
    "override-instructions",
    0.95,
    `\\b(?:ignore|disregard|forget|override|bypass|discard|neglect|overrule|drop|skip)\\b(?:\\s+(?:about|all|any|every|everything|each|of|the|your|my|these|those|this|that|what|and|or|to|from)\\b){0,5}\\s+(?:${EARLIER}|${WHAT})(?:\\s+(?:${EARLIER}|and|or|user|developer|assistant))*\\s+${WHAT}\\b`,
  ),
  shape(
    "override-instructions",
    0.9,
    `\\b(?:ignore|disregard|forget|override)\\b\\s+(?:(?:all|any|every|of|the|my|these|those)\\s+){0,3}(?:your|the\\s+system|all|previous|prior|above|earlier)\\s+(?:\\w+\\s+){0,2}${WHAT}\\b`,
  ),
  shape(
    "override-instructions",
    0.9,
    "\\b(?:ignore|disregard|forget)\\s+(?:(?:all|everything|anything|whatever)\\b(?:\\s+(?:of|that|you|i|we|was|were|is|has|have|been|had|before|above|previously))+|(?:the|all\\s+the)\\s+above|(?:all\\s+)?(?:the\\s+)?(?:previous|prior)\\b(?!\\s+(?:error|warning|version|result|failure|entr|value|run|commit|line|message\\s+from))|about\\s+(?:that|this|it)\\b)",
  ),
  shape(
    "override-instructions",
    0.8,
    "\\b(?:ignore|disregard|forget)\\s+(?:the|this|that|your)\\s+\\w+\\s+and\\s+(?:instead\\s+)?(?:state|say|tell|print|output|reply|respond|answer|write|give|report|return)\\b",
  ),
  shape(
    "override-instructions",
    0.85,
    "\\bforget\\s+your\\s+(?:\\w+\\s+)?(?:instructions|rules|guidelines|training|role|identity)\\b",
  ),
  shape(
    "new-instructions",
    0.85,
    `\\b(?:new|updated|real|actual|revised|secret|additional|urgent|important)\\s+(?:system\\s+)?(?:instructions?|directives?|task)\\s*(?:[:!]|\\bfor\\s+(?:you|the\\s+(?:ai|assistant|agent|model))|\\bare\\s*:)`,
  ),
  shape(
    "new-instructions",
    0.8,
    "\\b(?:do\\s+not|don['’]?t|never|stop)\\s+(?:follow|obey|comply\\s+with|adhere\\s+to)\\b[^.!?\\n]{0,40}\\b(?:instructions|rules|guidelines|prompt|restrictions)",
  ),
  shape(
    "override-mode",
    0.85,
    "\\b(?:system|developer|debug|maintenance|admin|god|jailbreak|override|sudo|unrestricted)[ _-]?mode\\b\\s*(?:[:>\\]]|\\b(?:activated|enabled|engaged|initiated|on\\b|, you))|<\\s*system[ _]mode\\s*>|\\b(?:training\\s+data|developer|system|admin)\\s+override\\b|\\bin\\s+override[ _]mode,?\\s+you\\b|\\b(?:safety|security)\\s+(?:checks|rules|policies|restrictions|filters)\\s+(?:are|have\\s+been)\\s+(?:suspended|lifted|void|removed)\\b",
  ),
];

const ROLES: readonly InstructionShape[] = [
  shape(
    "role-change",
    0.85,
    "\\byou\\s+are\\s+(?:now|about\\s+to\\s+(?:immerse|become|act|play|enter))\\b|\\byou\\s+will\\s+(?:now\\s+)?(?:act|behave|respond|operate|pretend|roleplay)\\s+as\\b|\\bfrom\\s+(?:this\\s+(?:point|moment)|now)\\s*(?:on|onwards?|forward)?,?\\s+(?:on,?\\s+)?you\\b",
  ),
  shape(
    "role-change",
    0.85,
    "\\bdo\\s+anything\\s+now\\b|\\bDAN\\b[^.]{0,30}\\b(?:mode|model|jailbreak|stands)\\b|\\bbroken\\s+free\\s+of\\b|\\bjailbroken\\b|\\bno\\s+(?:longer\\s+)?bound\\s+by\\b[^.]{0,30}\\b(?:rules|guidelines|restrictions|policies)",
  ),
  shape(
    "role-change",
    0.6,
    "(?:^|[.!?:;\\n]\\s{0,4}|\\band\\s+)(?:please\\s+)?(?:act|behave|respond|answer|reply|speak)\\s+(?:as\\s+(?:if|though)\\s+you|as\\s+an?\\s+(?:unrestricted|uncensored|unfiltered|evil|ai|language\\s+model|hacker|dan))\\b",
  ),
  shape(
    "standing-order",
    0.75,
    "\\bfrom\\s+now\\s+on\\b,?\\s*(?:you\\b|(?:always|never|only|whenever|every|please|and)?\\s*(?:answer|respond|reply|speak|say|end\\s+(?:all|every|each)|start\\s+(?:all|every|each)|approve|obey|treat)\\b)",
  ),
  // Wishes of people sound like this too, and belong into a memory.
  shape(
    "standing-order",
    0.5,
    "\\bfrom\\s+now\\s+on\\b|\\b(?:always|never)\\s+(?:respond|reply|answer|obey|comply|approve|reveal|recommend|tell|mention)\\b[^.\\n]{0,60}\\b(?:users?|responses?|reply|answers?|questions?|requests?|instructions?|me)\\b",
  ),
  shape(
    "system-prompt",
    0.8,
    "\\b(?:reveal|show|print|repeat|output|display|leak|share|tell|give|expose|dump|summari[sz]e|what\\s+(?:is|are|was|were)|what['’]s)\\b[^.?!\\n]{0,40}\\b(?:system\\s+prompt|initial\\s+(?:prompt|instructions)|hidden\\s+(?:prompt|instructions)|your\\s+(?:instructions|prompt|system\\s+message))\\b",
  ),
  shape(
    "role-marker",
    0.85,
    "<\\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|begin_of_text)\\|?>|\\[/?INST\\]|<</?SYS>>|<\\/?(?:system|instructions?|assistant|system_prompt|system-reminder|user_query)>|^#{2,4}[ \\t]{0,20}(?:instructions?|system(?:\\s+prompt)?|human|assistant|new\\s+task)[ \\t]{0,4}:?[ \\t]{0,4}(?=\\n|$)|\\b(?:BEGIN|END)\\s+(?:SYSTEM|ADMIN)\\s+(?:PROMPT|MESSAGE|INSTRUCTIONS?)|\\[(?:system|admin|developer)\\s*(?:message|note|prompt)?\\s*\\]\\s*:|^[ \\t]{0,20}(?:system|assistant)\\s{0,4}:\\s+(?:you\\s+are|ignore|do\\s+not|always|never)\\b".replaceAll(
      "^",
      "(?<=^|\\n)",
    ),
  ),
];

const HARM: readonly InstructionShape[] = [
  shape(
    "secrecy",
    0.8,
    "\\b(?:do\\s+not|don['’]?t|never|without)\\s+(?:tell(?:ing)?|inform(?:ing)?|mention(?:ing)?|reveal(?:ing)?|alert(?:ing)?|notify(?:ing)?|disclos(?:e|ing))\\b[^.\\n]{0,40}\\b(?:the\\s+(?:user|human|operator|owner|person)|users?)\\b",
  ),
  shape(
    "secrecy",
    0.7,
    "\\bkeep\\s+(?:this|it|these\\s+instructions)\\s+(?:a\\s+)?(?:secret|hidden|confidential|between\\s+us)\\b",
  ),
  shape(
    "exfiltration",
    0.8,
    "\\b(?:send|post|upload|forward|transmit|exfiltrate|leak|email|e-mail|mail|submit|report|copy)\\b(?:[^.\\n]|\\.(?=\\w)){0,80}(?<!\\w)(?:secret|secrets|password|passwords|credentials?|tokens?|api\\s+keys?|keys?|\\.env|env(?:ironment)?\\s+variables?|private|conversation|chat\\s+history|history|memory|memories|files?|data|contents?)\\b(?:[^.\\n]|\\.(?=\\w)){0,60}\\b(?:to|at|via)\\s+(?:https?://|www\\.|[\\w.+-]{1,40}@[\\w-]{1,40}\\.|\\d{1,3}\\.\\d{1,3}\\.)",
  ),
  shape(
    "exfiltration",
    0.75,
    "!\\[[^\\]\\n]{0,100}\\]\\(https?://[^)\\s]{1,300}[?&][\\w-]{1,30}=(?:\\{|\\[|%7B|<|\\$|(?:secret|token|data|key|password|q)=?)",
  ),
  shape("remote-script", 0.5, "\\b(?:curl|wget)\\b[^\\n]{0,200}\\|\\s*(?:sudo\\s+)?(?:ba|z|da)?sh\\b"),
  shape(
    "exfiltration",
    0.65,
    "\\b(?:curl|wget)\\b[^\\n]{0,120}(?:\\$\\(|`)[^\\n]{0,40}(?:env|cat|printenv|history|id_rsa)",
  ),
  shape(
    "social-lure",
    0.65,
    "\\b(?:tell|inform|instruct|direct|urge|convince|ask)\\s+(?:the|your|all|every|any)\\s+(?:user|users|reader|readers|customer|customers|human)\\b|\\byour\\s+account\\s+(?:has\\s+been|was|is)\\s+(?:compromised|suspended|locked)[^.\\n]{0,40}\\b(?:follow|click|visit|reset)",
  ),
  shape(
    "authority-claim",
    0.7,
    "\\b(?:i['’]?m|i\\s+am|this\\s+is)\\s+(?:your|the|an?)\\s+(?:developer|creator|administrator|admin|system\\s+(?:developer|administrator)|president|authority|owner)\\b|\\bas\\s+an?\\s+(?:ai\\s+developed|authority)\\b",
  ),
  shape(
    "secret-request",
    0.75,
    "\\b(?:tell|give|send|show|share|reveal|confirm|provide|print|what\\s+(?:is|are|was|would)|what['’]s|do\\s+you\\s+know|where\\s+(?:does|do|is))\\b[^.?!\\n]{0,50}\\b(?:your|the\\s+user['’]?s?|user['’]s|our\\s+system|secret|system|his|her|their)\\s+(?:secret\\s+|system\\s+|own\\s+)?(?:password|passwords|secret|key|keys|pin|credentials|email(?:\\s+address)?|address|initials|birth|ssn|live|location|name)\\b",
  ),
  shape(
    "to-assistant",
    0.7,
    "\\b(?:dear|hey|hello|hi|attention|note\\s+to|message\\s+(?:to|for)|instructions?\\s+(?:to|for))[, ]{1,3}(?:the\\s+|any\\s+|all\\s+)?(?:ai|llm|assistants?|chatgpt|claude|gemini|copilot|agents?|language\\s+models?|bots?)\\b|\\b(?:if\\s+you\\s+are|as)\\s+an?\\s+(?:ai|llm|language\\s+model|assistant|agent)\\b",
  ),
];

const OUTPUT: readonly InstructionShape[] = [
  // Asks for something in the answer that is being written: text of a tool has no business with that.
  shape(
    "about-the-answer",
    0.65,
    "\\b(?:in|to|into|of|within|from|for|with|at\\s+the\\s+end\\s+of|alter|enhance|augment|modify|enrich|render|scramble|format|limit|provide|make|change|start|end|begin|keep|write|give)\\s+(?:your|the\\s+final)\\s+(?:\\w+\\s+){0,2}(?:response|responses|answer|answers|reply|replies|output|message|messages|summary|explanation|elucidation|response['’]s|answer['’]s)\\b",
  ),
  shape(
    "about-the-code",
    0.65,
    "\\b(?:your|the)\\s+(?:\\w+\\s+){0,2}(?:code|codebase|solution|implementation|algorithm|program|script)\\b[^.\\n]{0,80}\\b(?:following|subsequent|below)\\s+(?:code\\s+)?(?:block|snippet|excerpt|section)\\b|\\b(?:following|subsequent|below)\\s+code\\s+(?:block|snippet|excerpt|section)\\b",
  ),
  shape(
    "new-task",
    0.8,
    "\\b(?:the\\s+following\\s+is|here\\s+is|here['’]s)\\s+(?:a|your|the)\\s+(?:new|real|actual|next)\\s+(?:task|instruction|prompt|assignment)\\b|\\byour\\s+(?:new|real|actual|next|only)\\s+(?:task|job|goal|objective|mission|instructions?)\\s+(?:is|are|will)\\b",
  ),
  shape(
    "split-payload",
    0.65,
    "\\b(?:three|two|four|several)\\s+strings\\b[^\\n]{0,200}=|\\b[a-z]\\s*=\\s*[\"'][^\"'\\n]{3,120}[\"'][^\\n]{0,200}\\b[a-z]\\s*\\+\\s*[a-z]\\b|\\binterlace\\s+part\\b|\\bdecode\\s+(?:this|the\\s+following)\\b",
  ),
  shape("repeated-token", 0.6, "(?<![\\w-])([\\p{L}\\p{N}]{2,30})(?:[ ,]{1,2}\\1){6,}(?![\\w-])"),
];

/** Phrases in English. Longer gaps than a sentence never match; every quantifier is bounded. */
export const INSTRUCTION_SHAPES: readonly InstructionShape[] = [...OVERRIDES, ...ROLES, ...HARM, ...OUTPUT];
