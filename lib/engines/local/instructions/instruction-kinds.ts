import { cannot, type InstructionEffect } from "@/lib/engines/local/instructions/instruction-effect";

type Kind = { words: string; kind: string; off: string; name: string };

/** What a request may switch off. `index` and `reorganise` are parts of the kind `organise`. */
const KINDS: readonly Kind[] = [
  {
    kind: "merge",
    words:
      "(?:merge|combine|deduplicate|dedupe|join)(?: (?:any |the )?(?:duplicates?|entries|notes|files))?|merg(?:es|ing)|deduplication",
    off: "Duplicates stay.",
    name: "merge",
  },
  {
    kind: "contradict",
    words: "(?:resolve|settle|fix) (?:any |the )?(?:contradictions?|conflicts?)|contradictions?",
    off: "Contradictions stay.",
    name: "contradictions",
  },
  {
    kind: "stale",
    words:
      "(?:remove|update|drop|delete|touch|change) (?:any |the )?(?:stale|outdated|finished)(?: (?:entries|notes|things))?|stale (?:entries|notes|findings)",
    off: "Unfinished entries stay as they are.",
    name: "stale",
  },
  {
    kind: "verify",
    words:
      "(?:add |write |leave |put )?(?:any )?(?:verification|verified) (?:marks?|notes?|stamps?)|mark (?:entries|notes|anything|lines) as verified|verify(?: (?:entries|notes|claims))?",
    off: "No verification marks are written.",
    name: "verify",
  },
  {
    kind: "mistake",
    words: "(?:note |write |record |add |keep )?(?:any )?(?:recurring )?mistakes?(?: notes)?|lessons",
    off: "No notes about mistakes are written.",
    name: "mistakes",
  },
  {
    kind: "pattern",
    words: "(?:look for |find |note |write |report )?(?:any )?(?:temporal )?patterns?",
    off: "No patterns are looked for.",
    name: "patterns",
  },
  {
    kind: "workflow",
    words: "(?:note |write |record |find )?(?:any )?workflows?",
    off: "No workflows are written.",
    name: "workflows",
  },
  {
    kind: "preference",
    words: "(?:note |write |record |learn )?(?:any )?(?:user )?preferences?",
    off: "No preferences are written.",
    name: "preferences",
  },
  {
    kind: "index",
    words: "(?:write |create |add |make |keep |maintain |update )?(?:an |any |the )?index(?: file)?",
    off: "No index is written.",
    name: "index",
  },
  {
    kind: "reorganise",
    words:
      "(?:re-?)?organi[sz]e(?: (?:anything|the store|the files|files|things|it))?|(?:split|move|rename)(?: (?:up|or (?:split|move|rename)))?(?: (?:any|the))?(?: (?:files|entries|notes|anything))?|reorgani[sz](?:ing|ation)",
    off: "No file is split and nothing is moved.",
    name: "organise",
  },
];
const NO = "(?:please )?(?:do not|don't|never|no|without|skip the|skip all)";

/** "No index", "do not reorganise", "don't add verification marks". */
export function readKindOff(sentence: string): InstructionEffect | null {
  const kind = KINDS.find(({ words }) => new RegExp(`^${NO} (?:${words})(?: at all)?$`, "i").test(sentence));
  if (!kind) return null;
  return {
    change: (rules) => ({ ...rules, kindsOff: new Set([...rules.kindsOff, kind.kind]) }),
    remark: kind.off,
  };
}

/** What "only ..." may name, apart from the words above. */
const ONLY_WORDS = new Map([
  ["merge", "merge(?: (?:the )?duplicates)?|duplicates|deduplicate|dedupe|remove duplicates"],
  ["contradict", "(?:resolve )?(?:contradictions|conflicts)"],
  ["stale", "(?:remove |update |drop )?(?:stale|outdated|finished) (?:entries|notes)"],
  ["verify", "verify(?: (?:entries|claims|notes))?|verification"],
  ["mistake", "(?:note |record |find )?(?:recurring )?mistakes"],
  ["pattern", "(?:find |look for )?patterns"],
  ["workflow", "(?:find |note )?workflows"],
  ["preference", "(?:note )?preferences"],
  ["index", "(?:write |update |keep )?(?:an |the )?index"],
  ["organise", "(?:re)?organi[sz]e(?: files)?"],
]);

/** "Only merge duplicates": every kind that is not named is off. */
export function readKindsOnly(sentence: string): InstructionEffect | null {
  const given = /^(?:please )?(?:only|just) (.{1,200})$|^(.{1,200}) only$/i.exec(sentence);
  const named = (given?.[1] ?? given?.[2])?.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i);
  if (!named) return null;
  const wanted = named.map(
    (words) => [...ONLY_WORDS].find(([, form]) => new RegExp(`^(?:${form})$`, "i").test(words.trim()))?.[0],
  );
  if (wanted.some((kind) => kind === undefined)) return null;
  const kept = new Set(wanted);
  // An index is written by the kind `organise`, which must then stay on.
  const off = [...ONLY_WORDS.keys(), "reorganise"].filter((kind) => {
    if (kind === "organise") return !kept.has("organise") && !kept.has("index");
    if (kind === "reorganise" || kind === "index") return !kept.has("organise") && !kept.has(kind);
    return !kept.has(kind);
  });
  return {
    change: (rules) => ({ ...rules, kindsOff: new Set([...rules.kindsOff, ...off]) }),
    remark: `Only findings of these kinds are made: ${[...kept].join(", ")}.`,
  };
}

const OLD_VALUES = "(?:the )?(?:old|previous|former|superseded|outdated|replaced) (?:values?|versions?|wordings?)";
const ONE_OFF =
  /^(?:please )?(?:drop|remove|delete|prune|discard|forget) .{0,80}\b(?:older than|not used|unused|one-off|after \d)/i;

/** "Remove old values" against "keep old values". */
export function readOldValues(sentence: string): InstructionEffect | null {
  if (
    new RegExp(`^(?:please )?(?:(?:do not|don't|never) keep|remove|drop|delete|discard) ${OLD_VALUES}$`, "i").test(
      sentence,
    )
  ) {
    return {
      change: (rules) => ({ ...rules, keepsOldValues: false }),
      remark: "A replaced value is not kept beside the new one.",
    };
  }
  if (
    new RegExp(`^(?:please )?(?:keep|(?:do not|don't|never) (?:remove|drop|delete|discard)) ${OLD_VALUES}$`, "i").test(
      sentence,
    )
  ) {
    return {
      change: (rules) => ({ ...rules, keepsOldValues: true }),
      remark: "A replaced value stays as a short clause.",
    };
  }
  return ONE_OFF.test(sentence) ? cannot("Age or rare use alone removes nothing in this engine.") : null;
}
