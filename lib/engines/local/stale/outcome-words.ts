/** How something ended, and the word that said so, in lower case ("merged", "rolled back"). */
export type Ending = { ended: "finished" | "cancelled"; word: string };

const FINISHED =
  "merged|deployed|released|shipped|landed|rolled out|went live|gone live|completed|complete|finished|resolved|fixed|closed|done|lifted|unblocked|delivered|installed|migrated";
const CANCELLED =
  "cancell?ed|abandoned|withdrawn|rolled back|reverted|called off|aborted|dropped|superseded|rejected|declined";
const ENDING = new RegExp(String.raw`(?<![\w-])(?:(${CANCELLED})|(${FINISHED}))(?![\w-])`, "i");
/** Anything that makes an ending a wish, a plan, a condition, a question, a part or a denial. In doubt nothing ended. */
const NOT_SO =
  /\b(?:not|never|no|none|cannot|without|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|won't|didn't|doesn't|don't|can't|couldn't|will|would|should|could|may|might|can|must|shall|if|unless|whether|once|when|whenever|until|till|before|yet|soon|tomorrow|tonight|later|next|needs?|needed|want|wants|wait|waiting|awaiting|pending|planned|plans?|scheduled|expected|hopefully|probably|maybe|perhaps|likely|almost|nearly|partly|partially|half|part|some|going to|about to|ready to|to be|to get|have to|has to|please|let's|try|trying|tried|fail|fails|failed|failing|unable|error|errors|still|remains?|blocked|open|reopen(?:ed)?|draft|example|e\.g)\b|\?|n't\b|\b(?:\d{1,2}|100) ?%(?<!100 ?%)/i;
/** Outside quotation marks, and outside the title in brackets of a line that begins with the ending. */
const QUOTED = /"[^"\n]{0,300}"|“[^”\n]{0,300}”/g;
const SENTENCE_CHARACTERS_MAX = 500;

/** Cheap test for a whole text: without one of these words nothing in it tells of an ending. */
export function mayTellEnding(text: string): boolean {
  return ENDING.test(text);
}

function wordOf(match: RegExpExecArray): Ending | null {
  const word = (match[1] ?? match[2] ?? "").toLowerCase();
  if (match[1] !== undefined) return { ended: "cancelled", word: word === "canceled" ? "cancelled" : word };
  return { ended: "finished", word: /^(?:went|gone) live$/.test(word) ? "released" : word };
}

/** What a sentence or a log line says has ended, or null. "Not merged yet", "will be deployed" and "if it is merged" end nothing. */
export function endingIn(sentence: string): Ending | null {
  if (sentence.length > SENTENCE_CHARACTERS_MAX) return null;
  const said = sentence.replaceAll("’", "'").replace(QUOTED, " ");
  const match = ENDING.exec(said);
  if (!match) return null;
  const isHeadline = /^[\W_]*$/.test(said.slice(0, match.index));
  const claim = isHeadline ? said.replace(/\([^()]{0,300}\)/g, " ").replace(/:\s.*$/s, "") : said;
  return NOT_SO.test(claim) ? null : wordOf(match);
}

/** The value of a status field: `MERGED`, `resolved`, `rolled_back`. */
export function endingOfStatus(value: string): Ending | "open" | null {
  const word = value.trim().toLowerCase().replace(/[_-]+/g, " ");
  if (
    /^(?:open|opened|reopened|new|todo|to do|draft|in progress|in review|pending|queued|running|waiting|blocked|investigating)$/.test(
      word,
    )
  ) {
    return "open";
  }
  const match = new RegExp(
    `^(?:(${CANCELLED}|wont ?fix|won't fix|wont do)|(${FINISHED}|succeeded|successful|completed successfully))$`,
  ).exec(word);
  return match ? wordOf(match) : null;
}
