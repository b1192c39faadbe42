import { foldWord, tokensOf } from "@/lib/engines/local/verify/claim-words";

/**
 * Nouns that name a kind of thing, those that are part of others first: a record of a ticket that also names a customer and
 * a region is about the ticket. Within a line any may be the record's own.
 */
const KINDS = [
  "alert alarm incident ticket issue bug pr mr commit changeset build run job task step pipeline workflow release deployment migration backup snapshot order invoice payment shipment parcel package booking reservation appointment contract policy loan case sample experiment lesson exam flight",
  "container pod replicaset statefulset daemonset partition column index",
  "topic queue stream table view bucket endpoint route function lambda module plugin library dependency volume disk secret certificate domain device sensor printer router switch camera machine vehicle vessel ship product item sku article book course recipe herd",
  "service app application component website site database db schema",
  "instance vm node server host hostname",
  "branch",
  "cluster namespace repo repository project",
  "team group customer client account tenant company vendor supplier user member employee person student patient",
  "region zone",
];

const RANKS = new Map(
  KINDS.flatMap((line, rank) => line.split(" ").map((kind) => [foldWord(kind), { rank, kind: foldWord(kind) }])),
);
/** From this rank on a record that has an id of another kind is not about such a thing. */
export const THING_RANK = 2;

/** The rank of a key that is a noun for a kind of thing (`ticket`, `pull_request`), the lowest for what is part of others; null for other keys. */
export function kindRank(key: string): number | null {
  const words = tokensOf(key);
  const [first = ""] = words;
  if (words.length === 1) return RANKS.get(foldWord(first))?.rank ?? null;
  return /^(?:pull|merge)[ _-]?requests?$/i.test(key) ? 0 : null;
}

/** Keys that say something of a thing, so that what they hold is not the thing. */
const TELLING = new Set(
  "status state type kind level severity priority role title label description text message msg note comment reason value result output error warning color colour language city country address location place street date day month year time timestamp created updated at phase stage mode event action method source target origin destination category class tag lead author contact on-call oncall from to by unit currency version tier plan format encoding".split(
    " ",
  ),
);

/**
 * True for a key that, in first place of a record, may say what the record is about although it is no known kind: one noun
 * that is no attribute and no role (`vessel`, not `owner`, `borrower`, `assignee`, `status`).
 */
export function mayLead(key: string): boolean {
  return /^[a-z]{3,20}$/i.test(key) && !TELLING.has(key.toLowerCase()) && !/(?:er|or|ee|ed|ing|by|ist)$/i.test(key);
}
