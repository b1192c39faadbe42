import { foldWord, isWorldWord, tokensOf } from "@/lib/engines/local/verify/claim-words";
import { kindRank, mayLead, THING_RANK } from "@/lib/engines/local/verify/fact-kinds";
import type { Member } from "@/lib/engines/local/verify/fact-nodes";
import { environmentsIn, type FactScope, isWorldKey } from "@/lib/engines/local/verify/fact-worlds";

/** An id or a name as words. `isStrong`: it can hardly mean anything else, wherever it stands. */
export type FactName = { words: string[]; isStrong: boolean };

/** What a fact is about. */
export type FactSubject = {
  /** The first one is what tells the thing from others of its kind. */
  names: FactName[];
  /** Folded words that may stand beside the name: what kind of thing it is, where it belongs. */
  context: ReadonlySet<string>;
  scopes: FactScope[];
};

const ID_KEYS = new Set("id _id uuid guid arn sku slug key identifier".split(" "));
const NAME_KEYS = new Set("name names username login path file filename file_path full_name".split(" "));
/** In a log line the first of these says what the line is about; the others narrow it down. */
const LOG_KEYS = new Set(
  "id name service app application component job host hostname pod node instance container server device queue topic table resource".split(
    " ",
  ),
);
const NO_IDENTITY = new Set("phone fax house port line page serial version zip street bank".split(" "));
/** Containers of things that happened: their elements tell of a moment, not of the thing that they name. */
const RECORD_WORDS = new Set(
  "history log event transaction change audit activity timeline entry sample metric measurement attempt revision message".split(
    " ",
  ),
);
const TOOL_FILLERS = new Set(
  "get fetch read list search find show describe lookup query retrieve load check view all detail details info information data record records id status api result results update set edit modify create".split(
    " ",
  ),
);
const NAME_CHARACTERS_MAX = 100;
const NAME_WORDS_MAX = 8;

export const isRecordContainer = (key: string): boolean =>
  tokensOf(key).some((word) => RECORD_WORDS.has(foldWord(word)));

function isStrong(text: string, words: string[]): boolean {
  if (/\d{3}|@|^[0-9a-f-]{16,}$/i.test(text)) return true;
  return (
    words.length === 1 && (/^[A-Z]{5,}$/.test(text) || (text.length >= 5 && /\d/.test(text) && /[a-z]/i.test(text)))
  );
}

/** The text as a name, or null when it is too long to be one. */
export function readName(value: unknown): FactName | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value);
  if (text.length > NAME_CHARACTERS_MAX) return null;
  const words = tokensOf(text);
  if (words.length === 0 || words.length > NAME_WORDS_MAX || words.every(isWorldWord)) return null;
  return { words, isStrong: isStrong(text, words) };
}

/** `reservation_id`, `orderId`, `flight_number` tell the type before the last word; null for all other keys. */
export function idType(key: string): string | null {
  const words = tokensOf(key);
  const last = words.at(-1);
  if (words.length < 2 || (last !== "id" && last !== "number" && last !== "uuid" && last !== "key")) return null;
  const type = words.at(-2) ?? "";
  return NO_IDENTITY.has(type) || (last === "key" && words.length > 2) ? null : foldWord(type);
}

/** What a tool is about: `get_ticket_details` and `search_tickets_by_user` both tell of tickets. */
export function toolNoun(toolName: string): string | null {
  const words = tokensOf(toolName.slice(toolName.lastIndexOf("/") + 1));
  const end = words.findIndex((word, index) => index > 0 && /^(?:by|for|of|with|from|in)$/.test(word));
  const nouns = words.slice(0, end < 0 ? words.length : end).filter((word) => !TOOL_FILLERS.has(word));
  const last = nouns.at(-1);
  return last === undefined ? null : foldWord(last);
}

type Named = { key: string; name: FactName; type: string | null };

function namedMembers(members: Member[]): Named[] {
  return members.flatMap(({ key, value }) => {
    if (value.type !== "scalar") return [];
    const lower = key.toLowerCase();
    const type = idType(key);
    if (type === null && !ID_KEYS.has(lower) && !NAME_KEYS.has(lower) && !isKindName(lower)) return [];
    const name = readName(value.value);
    return name ? [{ key: lower, name, type }] : [];
  });
}

/** `service_name`; not the name of a person, of which there may be several. */
function isKindName(key: string): boolean {
  return /^[a-z]+_name$/.test(key) && !/^(?:first|last|middle|full|given|family|display|sur|nick)_/.test(key);
}

function choosePrimary(named: Named[], kinds: Set<string>, firstKey: string): Named | null {
  const own = named.find(({ key }) => ID_KEYS.has(key));
  if (own) return own;
  const typed = named.filter(({ type }) => type !== null);
  const fitting = typed.find(({ type }) => kinds.has(type ?? ""));
  if (fitting) return fitting;
  const [first] = typed;
  return first && first.key === firstKey.toLowerCase() ? first : null;
}

/**
 * The names by which an object calls itself, the telling one first; empty when it has none. Of several ids the one counts
 * whose type is the kind of the object (its container, or what the tool is about): all others lead to other things.
 */
export function ownNames(members: Member[], kinds: Set<string>): OwnNames {
  const named = namedMembers(members);
  const primary = choosePrimary(named, kinds, members[0]?.key ?? "");
  const others = named.filter(
    ({ key, type }) => type === null && !ID_KEYS.has(key) && isOwnName(key, primary !== null, kinds),
  );
  const names = [...(primary ? [primary] : []), ...others.filter((one) => one !== primary)].map(({ name }) => name);
  return { names, type: primary?.type ?? null, scopes: environmentsOfMembers(members), about: [] };
}

/** `about`: folded words of other things that the object names, which may stand beside its own name. */
export type OwnNames = { names: FactName[]; type: string | null; scopes: FactScope[]; about: string[] };

/** `name` is the object's own; a path is so only where nothing better is there. */
function isOwnName(key: string, hasId: boolean, kinds: Set<string>): boolean {
  if (key === "file" || key === "path") return !hasId;
  if (key.endsWith("_name") && key !== "full_name") return kinds.has(foldWord(key.slice(0, -"_name".length)));
  return true;
}

/** Environments that the object itself names: `{"service": ..., "environment": "staging"}`. */
function environmentsOfMembers(members: Member[]): FactScope[] {
  return members.flatMap(({ key, value }) =>
    value.type === "scalar" && typeof value.value === "string" && isWorldKey(key) ? environmentsIn(value.value) : [],
  );
}

/** In these a thing of the same name may stand more than once. */
const PLACES = new Set("host hostname node server cluster region zone namespace".split(" "));

/**
 * What a record without a name of its own is about by a key that is a noun for a kind of thing: the one that is part of the
 * others, `{"alert": ..., "service": ...}`. Two of one rank leave it open. Without such a key the first member may tell,
 * when its key can be no attribute.
 */
export function recordNames(members: Member[]): OwnNames {
  const scopes = environmentsOfMembers(members);
  const none: OwnNames = { names: [], type: null, scopes, about: [] };
  const kinds = members.flatMap(({ key, value }) => {
    const rank = value.type === "scalar" ? kindRank(key) : null;
    const name = rank === null || value.type !== "scalar" ? null : readName(value.value);
    return name && rank !== null ? [{ key, name, rank }] : [];
  });
  const lowest = Math.min(...kinds.map(({ rank }) => rank));
  const [first, second] = kinds.filter(({ rank }) => rank === lowest);
  const hasOtherId = members.some(({ key, value }) => value.type === "scalar" && idType(key) !== null);
  if (first) {
    if (second || (hasOtherId && lowest >= THING_RANK)) return none;
    const others = kinds.filter((one) => one !== first);
    const places = others.filter(({ key }) => PLACES.has(key.toLowerCase()));
    return {
      names: [first.name],
      type: foldWord(first.key.toLowerCase()),
      scopes: [...scopes, ...places.map(({ name }) => ({ words: name.words, isWorld: false }))],
      about: others.flatMap(({ name }) => name.words.map(foldWord)),
    };
  }
  const [lead] = members;
  if (!lead || hasOtherId || members.length < 2 || lead.value.type !== "scalar" || !mayLead(lead.key)) return none;
  const name =
    typeof lead.value.value === "string" && /\p{L}{2}/u.test(lead.value.value) ? readName(lead.value.value) : null;
  return name ? { names: [name], type: foldWord(lead.key.toLowerCase()), scopes, about: [] } : none;
}

/** What a log line is about, and what narrows it down. */
export function logSubject(members: Member[]): FactSubject | null {
  const named = members.flatMap(({ key, value }) => {
    const isName = LOG_KEYS.has(key.toLowerCase()) || idType(key) !== null;
    const name = isName && value.type === "scalar" ? readName(value.value) : null;
    return name ? [{ key, name }] : [];
  });
  const [first, ...rest] = named;
  if (!first) return null;
  const worlds = members.flatMap(({ key, value }) => {
    if (!isWorldKey(key) || value.type !== "scalar") return [];
    return [{ words: tokensOf(String(value.value)), isWorld: true }];
  });
  const kind = idType(first.key) ?? foldWord(first.key.toLowerCase());
  const scopes = [...rest.map(({ name }) => ({ words: name.words, isWorld: false })), ...worlds];
  return {
    names: [first.name],
    context: new Set([kind, ...scopes.flatMap(({ words }) => words.map(foldWord))]),
    scopes,
  };
}

const NOT_NAMING = new Set(
  "command cmd script query q sql pattern limit offset page format fields timeout description prompt text content message body url expression thought note".split(
    " ",
  ),
);

/** What the arguments of a call name as its subject, and of what kind it is. */
export function callSubject(
  toolName: string,
  input: Record<string, unknown>,
): { subject: FactSubject; kind: string } | null {
  const scalars = Object.entries(input).filter(([, value]) => typeof value === "string" || typeof value === "number");
  const worlds = scalars.filter(([key]) => isWorldKey(key));
  const rest = scalars.filter(([key]) => !isWorldKey(key) && !NOT_NAMING.has(key.toLowerCase()));
  const naming = rest.filter(
    ([key]) =>
      idType(key) !== null ||
      ID_KEYS.has(key.toLowerCase()) ||
      NAME_KEYS.has(key.toLowerCase()) ||
      isKindName(key.toLowerCase()),
  );
  const noun = toolNoun(toolName);
  const fitting = naming.filter(([key]) => noun !== null && idType(key) === noun);
  const own = naming.filter(([key]) => ID_KEYS.has(key.toLowerCase()));
  const ranks = rest.map(([key]) => kindRank(key) ?? Number.POSITIVE_INFINITY);
  const lowest = Math.min(...ranks);
  const kinds = rest.filter((_, index) => ranks[index] === lowest && lowest < Number.POSITIVE_INFINITY);
  const candidates = [fitting, own, naming, kinds, rest].find((list) => list.length > 0) ?? [];
  const [only] = candidates;
  if (!only || candidates.length > 1) return null;
  const name = readName(only[1]);
  if (!name) return null;
  const type = idType(only[0]) ?? foldWord(tokensOf(only[0]).at(0) ?? "");
  const scopes = worlds.map(([, value]) => ({ words: tokensOf(String(value)), isWorld: true }));
  const context = new Set([
    type,
    ...(noun === null ? [] : [noun]),
    ...scopes.flatMap(({ words }) => words.map(foldWord)),
  ]);
  return { subject: { names: [name], context, scopes }, kind: type };
}
