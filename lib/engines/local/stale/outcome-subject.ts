import { noteWords, stemOf } from "@/lib/engines/local/notes/note-words";

/** What a statement is about: ids of things (`#482`, `OPS-12`), and stems of the words that name it. */
export type Subject = { ids: ReadonlySet<string>; words: ReadonlySet<string> };

const NUMBERED =
  /(?:\b(?:PR|MR|GH|issue|pull[- ]?request|merge[- ]?request)s?\s{0,2}[-#!:]{0,2}\s{0,2}|\/(?:pull|pulls|merge_requests|issues)\/|\b(?:gh|glab|hub)\s+(?:pr|mr|issue)\s+\w+\s+|(?<![\w&])[#!])(\d{1,8})\b(?![.,]\d)/gi;
const TICKET = /(?<![\w-])(CVE-\d{4}-\d{4,7}|[A-Z][A-Z0-9]{1,9}-\d{1,7}|[A-Z]{2,6}\d{5,12})(?![\w-])/g;
/** Standards and encodings that look like tickets. */
const NO_TICKET = /^(?:UTF|SHA|ISO|RFC|AES|RSA|MD|HTTP|TLS|SSL|IPV|GPT|UTC|GMT|P|Q|S|V)-?\d/;
const COMMIT = /(?<![\w-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])([0-9a-f]{7,40})(?![\w-])/g;
const DATE = /^\d{4}-\d{2}(?:-\d{2}|$)/;
const VERSION = /^v\d+(?:\.\d+)*$|^\d+(?:\.\d+){1,3}$/;

/** Words of work in general: they tell what is done, not what it is done to. */
const PROCESS = new Set(
  "fix fixes patch pr mr pull request merge merged merging deploy deployed deployment deploying release released releasing ship shipped rollout roll rolled rolling out back live flight in-flight progress review reviewed pending wait waiting awaiting block blocked todo done finish finished complete completed close closed resolve resolved status state work working change changes task issue ticket bug temporary temporarily until since schedule scheduled plan planned investigate investigated investigating investigation ongoing underway wip open opened new now current currently still today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december cancel cancelled canceled abandoned revert reverted see also note please next last week month day date time success successfully been get got go went team agent user number title squash commit main master branch follow up"
    .split(" ")
    .map(stemOf),
);

/** The subject of a piece of text; of long texts the first 1,000 characters. */
export function subjectIn(text: string): Subject {
  const ids = new Set<string>();
  const head = text.slice(0, 2000);
  for (const [, number] of head.matchAll(NUMBERED)) ids.add(`#${Number(number)}`);
  for (const [, ticket = ""] of head.matchAll(TICKET)) if (!NO_TICKET.test(ticket)) ids.add(ticket);
  for (const [, commit = ""] of head.matchAll(COMMIT)) ids.add(`commit ${commit.slice(0, 7)}`);
  const words = new Set<string>();
  const bare = head.replace(NUMBERED, " ").replace(TICKET, " ").replace(COMMIT, " ");
  for (const { stem, kind } of noteWords(bare)) {
    if (kind !== "name" && kind !== "word") continue;
    if (stem.length > 1 && !PROCESS.has(stem) && !DATE.test(stem)) words.add(stem);
  }
  return { ids, words };
}

const SHARED_WORDS_MIN = 2;
/** Of the words that name the subject, how many the other statement must share: half without ids, more when it has an id that the other lacks. */
const SHARE_MIN = 0.5;
const SHARE_WITHOUT_ID_MIN = 0.75;

function versionsIn({ words }: Subject): string[] {
  return [...words].filter((word) => VERSION.test(word));
}

/**
 * How surely `said` is about `subject`, 0 to 1; 0: about something else. The same id counts most; without ids at least two
 * words, and half of the words that name the subject, must be the same.
 */
export function sameSubject(subject: Subject, said: Subject): number {
  const versions = versionsIn(subject);
  const others = versionsIn(said);
  const hasSameVersions = versions.every((version) => others.includes(version));
  if (others.length > 0 && !hasSameVersions) return 0;
  const shared = [...subject.words].filter((word) => said.words.has(word)).length;
  if ([...subject.ids].some((id) => said.ids.has(id))) return shared > 0 ? 0.95 : 0.88;
  if (!hasSameVersions || (subject.ids.size > 0 && said.ids.size > 0)) return 0;
  const needed = subject.ids.size > 0 ? SHARE_WITHOUT_ID_MIN : SHARE_MIN;
  return shared >= SHARED_WORDS_MIN && shared >= needed * subject.words.size ? 0.8 : 0;
}
