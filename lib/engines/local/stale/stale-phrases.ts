import type { Ending } from "@/lib/engines/local/stale/outcome-words";

/**
 * A phrase that calls something unfinished, in one line: columns `start` to `end`. `replace` gives the wording after it
 * ended on `day`, or null when no wording is right. `old` is what a "(previously ...)" clause keeps, null when the new wording
 * says it itself.
 */
export type UnfinishedPhrase = {
  start: number;
  end: number;
  name: "status" | "waiting" | "planned" | "task" | "checkbox" | "condition" | "temporary";
  old: string | null;
  replace: (ending: Ending, day: string) => string | null;
};

const BE = String.raw`(?:(?<be>is|are|has been|have been|remains|remain|stays|stay)[ \t]+)?(?:(?:currently|still|now|already)[ \t]+)?`;
const STATUS =
  "in[- ]flight|in[- ]progress|under ?way|ongoing|(?:in|under)(?: code)? review|under investigation|being (?:investigated|looked into|worked on|fixed|deployed|rolled out|migrated|reviewed|tested|released)|rolling out|work in progress|wip|pending";
/** What may follow a status: "in-flight requests" is a name, "fix in flight (PR #12)" is a status. */
const AFTER = String.raw`(?=[ \t]*(?:$|[.,;:!?)\]|(—–]|-[ \t])|[ \t]+(?:until|till|since|as of|by|with|for|at|on|in|and|but|through|via)\b)`;
const DATE = String.raw`(?:[A-Za-z]{3,9},?[ \t]+)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}[ \t]+[A-Za-z]{3,9}\.?[ \t]+\d{4}|[A-Za-z]{3,9}\.?[ \t]+\d{1,2},?[ \t]+\d{4})`;
const UNTIL = String.raw`(?:[ \t]+(?:until|till)[ \t]+${DATE})?`;
/** What nobody need do any longer when the thing is over; it goes with the phrase. */
const HOLD = String.raw`(?<hold>[ \t]*[:,—–-][ \t]*(?:please |so )?(?:do not|don't|no need to|avoid|hold|wait|mitigate|keep away)\b[^.;!?|()]{0,200}(?=[.;!?|]|$))?`;

const STATUS_PHRASE = new RegExp(
  String.raw`(?<![\w/-])${BE}(?<status>${STATUS})(?![\w-])${AFTER}(?<until>${UNTIL})${HOLD}`,
  "gi",
);
const WAITING_PHRASE = new RegExp(
  String.raw`(?<![\w/-])${BE}(?<state>waiting|blocked|on hold|held up|gated)[ \t]+(?<prep>for|on|by)(?=[ \t]+\S)|(?<![\w/-])${BE.replace("<be>", "<be2>")}(?<await>awaiting)(?=[ \t]+\S)`,
  "gi",
);
const PLANNED_PHRASE = new RegExp(
  String.raw`(?<![\w/-])${BE}(?:scheduled|planned|slated|due)[ \t]+(?:for|on)[ \t]+(?:${DATE}(?![\w-])|(?<vague>\S))`,
  "gi",
);
const TASK_PHRASE = /^(?:TODO|To-?do|FIXME)(?=[ \t]*[:—–-][ \t])/i;
const CHECKBOX = /^\[ \](?=[ \t])/;
const STATUS_FIELD =
  /^(?:\*\*)?(?:status|state)(?:\*\*)?:(?:\*\*)?[ \t]+(?<value>open|todo|to do|planned|scheduled|new|draft|unresolved)(?=[ \t]*(?:$|[.,;(]))/i;
const CONDITION_PHRASE =
  /(?<![\w-])(?:until|till)[ \t]+(?!\d)(?=[^.;!?]{0,80}(?:#\d|[A-Z][A-Z0-9]{1,9}-\d|\b(?:merged|deployed|released|resolved|fixed|closed|lands|ships)\b))/gi;
const TEMPORARY_PHRASE = /(?<![\w-])(?:temporary|temporarily|for now|as a stopgap)(?![\w-])/gi;
/** What stands before the phrase and makes it past, denied or hypothetical. */
const NOT_NOW =
  /(?:\b(?:no longer|not|never|was|were|had been|previously|formerly|if|when|while|whether|without|once|any|each|every)\s+(?:it\s+(?:is|was)\s+)?|n't\s+)$/i;

/** Nothing but a bullet and a stamp before it. */
const OPENS = /^[\s\-*+•\d.:()[\]]*$/;

const DONE = new Map([
  ["rolling out", "rolled out"],
  ["being rolled out", "rolled out"],
  ["being deployed", "deployed"],
  ["being released", "released"],
  ["being migrated", "migrated"],
  ["being fixed", "fixed"],
  ["being investigated", "resolved"],
  ["being looked into", "resolved"],
  ["under investigation", "resolved"],
]);

function doneWord(status: string, { ended, word }: Ending): string {
  if (ended === "cancelled") return word === "superseded" || word === "dropped" ? "cancelled" : word;
  if (/review/.test(status)) return word;
  return DONE.get(status) ?? "finished";
}

function likeBefore(text: string, before: string): string {
  return /^\p{Lu}/u.test(before) && !/^[A-Z]{2,}$/.test(before.slice(0, 3))
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}

function beWas(be: string | undefined): string {
  if (be === undefined) return "";
  return /^(?:are|have been|remain|stay)$/i.test(be) ? "were " : "was ";
}

function statusPhrase(match: RegExpExecArray): UnfinishedPhrase {
  const [whole] = match;
  const { be, status = "", until = "", hold = "" } = match.groups ?? {};
  const lower = status.toLowerCase().replace(/\s+/g, " ");
  return {
    start: match.index,
    end: match.index + whole.length,
    name: "status",
    old: (lower === "wip" ? "in progress" : lower) + until + hold.trimEnd(),
    replace: (ending, day) => {
      const before = lower === "wip" && OPENS.test(match.input.slice(0, match.index)) ? "Wip" : whole;
      return likeBefore(`${beWas(be)}${doneWord(lower, ending)} ${day}`, before);
    },
  };
}

function waitingPhrase(match: RegExpExecArray): UnfinishedPhrase {
  const { be, be2, state, prep, await: awaiting } = match.groups ?? {};
  const verb = be ?? be2;
  return {
    start: match.index,
    end: match.index + match[0].length,
    name: "waiting",
    old: null,
    replace: (_, day) => {
      const said =
        awaiting === undefined
          ? `no longer ${state?.toLowerCase()} since ${day} ${prep}`
          : `no longer waiting since ${day} for`;
      return likeBefore(verb === undefined ? said : `${verb} ${said}`, match[0]);
    },
  };
}

function plannedPhrase(match: RegExpExecArray): UnfinishedPhrase {
  const { be, vague } = match.groups ?? {};
  const own = match[0].replace(
    /^(?:(?:is|are|has been|have been|remains|remain|stays|stay)[ \t]+)?(?:(?:currently|still|now|already)[ \t]+)?/i,
    "",
  );
  return {
    start: match.index,
    end: match.index + match[0].length,
    name: "planned",
    old: own.charAt(0).toLowerCase() + own.slice(1),
    replace: ({ ended, word }, day) => {
      if (vague !== undefined) return null;
      return likeBefore(`${beWas(be)}${ended === "cancelled" ? word : "done"} ${day}`, match[0]);
    },
  };
}

function fixed(
  match: RegExpExecArray,
  name: UnfinishedPhrase["name"],
  offset: number,
  replace: UnfinishedPhrase["replace"],
): UnfinishedPhrase {
  return { start: match.index + offset, end: match.index + offset + match[0].length, name, old: null, replace };
}

/** Phrases at the beginning of a note, `offset` characters into the line. */
function openingPhrases(body: string, offset: number): UnfinishedPhrase[] {
  const task = TASK_PHRASE.exec(body);
  const box = CHECKBOX.exec(body);
  const field = STATUS_FIELD.exec(body);
  const value = field?.groups?.value;
  return [
    ...(task
      ? [
          fixed(
            task,
            "task",
            offset,
            ({ ended, word }, day) => `${ended === "cancelled" ? likeBefore(word, "Word") : "Done"} ${day}`,
          ),
        ]
      : []),
    ...(box ? [fixed(box, "checkbox", offset, () => "[x]")] : []),
    ...(field && value !== undefined
      ? [
          {
            start: offset + field[0].length - value.length,
            end: offset + field[0].length,
            name: "status" as const,
            old: value.toLowerCase(),
            replace: ({ ended, word }: Ending, day: string) => `${ended === "cancelled" ? word : "finished"} ${day}`,
          },
        ]
      : []),
  ];
}

/** Code, addresses and what a dream has already written as past: blanked out, so that columns stay. */
function masked(line: string): string {
  return line.replace(/`[^`]*`|\bhttps?:\/\/\S+|\((?:previously|was|were) (?:[^()]|\([^()]*\)){0,400}\)/gi, (piece) =>
    "\u0000".repeat(piece.length),
  );
}

const MAY_BE =
  /flight|progress|under ?way|ongoing|review|investigation|being |rolling out|wip|pending|waiting|blocked|on hold|held up|gated|scheduled|planned|slated|due|to-?do|fixme|\[ \]|stat(?:us|e)|until|till|temporar|for now|stopgap/i;

/** Cheap test for a whole text: without one of these words nothing in it is called unfinished, and no span ends. */
export function mayBeUnfinished(text: string): boolean {
  return MAY_BE.test(text);
}

/** Longer lines are no notes of one statement. */
const LINE_CHARACTERS_MAX = 2000;

/** The phrases of a line that call something unfinished, in order, none inside another. `bodyAt`: the column after bullet and stamp. */
export function unfinishedPhrases(line: string, bodyAt: number): UnfinishedPhrase[] {
  if (line.length > LINE_CHARACTERS_MAX || !mayBeUnfinished(line)) return [];
  const text = masked(line);
  const found = [
    ...openingPhrases(text.slice(bodyAt), bodyAt),
    ...[...text.matchAll(STATUS_PHRASE)].map(statusPhrase),
    ...[...text.matchAll(WAITING_PHRASE)].map(waitingPhrase),
    ...[...text.matchAll(PLANNED_PHRASE)].map(plannedPhrase),
    ...[...text.matchAll(CONDITION_PHRASE)].map((match) => fixed(match, "condition", 0, () => null)),
    ...[...text.matchAll(TEMPORARY_PHRASE)].map((match) => fixed(match, "temporary", 0, () => null)),
  ].filter(({ start, name }) => name === "checkbox" || !NOT_NOW.test(text.slice(Math.max(0, start - 40), start)));
  const kept: UnfinishedPhrase[] = [];
  for (const phrase of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (phrase.start >= (kept.at(-1)?.end ?? 0)) kept.push(phrase);
  }
  return kept;
}
