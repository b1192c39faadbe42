import { foldWord, tokensOf } from "@/lib/engines/local/verify/claim-words";
import type { FactBlock } from "@/lib/engines/local/verify/fact-blocks";
import type { JsonNode } from "@/lib/engines/local/verify/fact-json";
import type { Member, ObjectNode } from "@/lib/engines/local/verify/fact-nodes";
import {
  type FactName,
  type FactSubject,
  isRecordContainer,
  logSubject,
  type OwnNames,
  ownNames,
  readName,
  recordNames,
} from "@/lib/engines/local/verify/fact-subject";
import { environmentsIn, type FactScope } from "@/lib/engines/local/verify/fact-worlds";
import type { EngineEvent } from "@/lib/engines/types";

/** One value that a tool's answer shows, or that a successful change set. Values are read only when somebody asks for them. */
export type TranscriptFact = {
  event: EngineEvent;
  subject: FactSubject;
  /**
   * `dotted`: the name is but the keys above a value, which a statement must write as one (`retry.max`); `key`: a key that
   * may be a name. Neither refutes by itself.
   */
  naming: "own" | "key" | "dotted";
  /** The words of the key. */
  attribute: string[];
  /** Folded words of the keys between the subject and this key. */
  path: string[];
  /** The value, a scalar or an array of scalars. */
  value: JsonNode;
  /** The text that holds it: a string of the event. Null where no string shows it. */
  text: string | null;
  /** Where the object and the member begin in `text`. */
  objectStart: number;
  memberStart: number;
  /** A line of a log tells of its moment. */
  isLog: boolean;
};

/** The words of keys; the same few keys come again and again. */
export class KeyWords {
  private readonly known = new Map<string, { words: string[]; folded: string[] }>();

  of(key: string): { words: string[]; folded: string[] } {
    const known = this.known.get(key);
    if (known) return known;
    const words = tokensOf(key);
    const read = { words, folded: words.map(foldWord) };
    if (this.known.size < KEYS_MAX) this.known.set(key, read);
    return read;
  }
}

/** Where facts come from. */
export type FactPlace = {
  keys: KeyWords;
  event: EngineEvent;
  text: string;
  noun: string | null;
  /** What the call's arguments name. */
  asked: FactSubject | null;
  /** True when that is of the kind that the tool is about. */
  isAskedFitting: boolean;
  /** True when that is a file, whose keys may be names of their own. */
  isFile: boolean;
  /** Environments that the call names. */
  worlds: FactScope[];
  tell: (fact: TranscriptFact) => void;
};

const MEMBERS_MAX = 400;
const KEYS_MAX = 5000;
const TITLE_WORDS_MAX = 4;
/** Headlines and keys that say what kind of data follows, or a part that many things have. */
const COMMON = new Set(
  "status summary result results output info information detail details config configuration setting settings option options data response request meta metadata spec error errors server client cache database db log logging logs http https auth tls ssl pool limit limits default defaults service services app application env environment build test tests general global common main params parameters properties attributes feature features flags labels annotations scripts dependencies engines user users".split(
    " ",
  ),
);

type Block = { place: FactPlace; form: FactBlock["form"]; title: FactSubject | null };
type Walk = { subject: FactSubject | null; path: string[]; keys: string[]; container: string; isElement: boolean };

function isListOfScalars(node: JsonNode): boolean {
  return node.type === "array" && node.items.length > 0 && node.items.every((item) => item.type === "scalar");
}

/** The subject of an object inside another one, or inside what the call is about: that becomes its scope. */
function within(
  outer: FactSubject | null,
  own: Pick<OwnNames, "names" | "scopes" | "about">,
  kinds: string[],
): FactSubject {
  const around = outer?.names.at(0);
  const scopes = [
    ...(outer?.scopes ?? []),
    ...(around ? [{ words: around.words, isWorld: false }] : []),
    ...own.scopes,
  ];
  const words = [
    ...kinds,
    ...own.about,
    ...(outer?.names.flatMap((name) => name.words.map(foldWord)) ?? []),
    ...(outer?.context ?? []),
    ...scopes.flatMap((scope) => (scope.isWorld ? scope.words.map(foldWord) : [])),
  ];
  return { names: own.names, context: new Set(words), scopes };
}

const nowhere = (scopes: FactScope[]): FactSubject => ({ names: [], context: new Set(), scopes });

/** The kinds that an object may be of by the key that holds it. */
function kindsOf(container: string, noun: string | null): string[] {
  const words = tokensOf(container).map(foldWord);
  return words.length > 0 || noun === null ? words : [noun];
}

/** `metadata: {name: ...}` names the object that holds it. */
function namesOf(members: Member[], kinds: string[], isRecord: boolean): OwnNames {
  const own = ownNames(members, new Set(kinds));
  if (own.names.length > 0 || !isRecord) return own;
  const metadata = members.find(({ key }) => key === "metadata")?.value;
  if (metadata?.type === "object") {
    const named = ownNames(metadata.members, new Set(kinds));
    const kind = members.find(({ key }) => key === "kind")?.value;
    const about = kind?.type === "scalar" ? tokensOf(String(kind.value)).map(foldWord) : [];
    if (named.names.length > 0) return { ...named, about, scopes: [...own.scopes, ...named.scopes] };
  }
  return recordNames(members);
}

function subjectOf(members: Member[], block: Block, walk: Walk): { subject: FactSubject | null; isOwn: boolean } {
  const { place, title } = block;
  if (block.form === "log") return { subject: logSubject(members), isOwn: true };
  const kinds = kindsOf(walk.container, place.noun);
  const isRoot = walk.container === "" && !walk.isElement;
  const own = namesOf(members, kinds, walk.container === "" || walk.isElement);
  if (isRoot && place.asked && place.isAskedFitting && own.type !== null && !kinds.includes(own.type))
    return {
      subject: within(
        nowhere([...place.worlds, ...own.scopes]),
        { ...own, ...place.asked, about: [...place.asked.context] },
        [],
      ),
      isOwn: true,
    };
  if (own.names.length > 0) {
    const around = walk.subject ?? nowhere([...(isRoot ? (place.asked?.scopes ?? []) : []), ...place.worlds]);
    return { subject: within(around, own, [...kinds, ...(own.type === null ? [] : [own.type])]), isOwn: true };
  }
  if (!isRoot) return { subject: walk.subject, isOwn: false };
  const named = title ?? place.asked;
  if (!named) return { subject: null, isOwn: true };
  return {
    subject: within(nowhere([...place.worlds, ...own.scopes]), { ...named, about: [...named.context] }, []),
    isOwn: true,
  };
}

/** `{"checkout": {...}, "cart": {...}}`: the keys are names when what they hold is alike, or when they look like ids. */
function areNames(members: Member[]): boolean {
  const objects = members.filter(({ value }) => value.type === "object");
  const [first, ...rest] = objects;
  if (!first || objects.length < members.length) return false;
  if (members.every(({ key }) => readName(key)?.isStrong)) return true;
  if (rest.length === 0) return false;
  const keysOf = ({ value }: Member) => (value.type === "object" ? value.members.map(({ key }) => key) : []);
  const shared = new Set(keysOf(first));
  return rest.every((member) => keysOf(member).some((key) => shared.has(key)));
}

function walkObject(node: ObjectNode, block: Block, walk: Walk): void {
  const { place } = block;
  const members = node.members.slice(0, MEMBERS_MAX);
  if (areNames(members)) {
    for (const { key, value } of members) walkNamed(key, value, block, walk);
    return;
  }
  const { subject, isOwn } = subjectOf(members, block, walk);
  if (walk.isElement && (!isOwn || isRecordContainer(walk.container))) return;
  const inner = isOwn ? { path: [], keys: [] } : walk;
  for (const { key, keyStart, value } of members) {
    const { words, folded } = place.keys.of(key);
    if (value.type === "scalar" ? value.value === null : !isListOfScalars(value)) {
      const keys = [...inner.keys, key];
      walkNode(value, block, { subject, path: [...inner.path, ...folded], keys, container: key, isElement: false });
      continue;
    }
    const fact: Omit<TranscriptFact, "subject" | "naming" | "path"> = {
      event: place.event,
      attribute: words,
      value,
      text: place.text,
      objectStart: node.start,
      memberStart: keyStart,
      isLog: block.form === "log",
    };
    if (subject) place.tell({ ...fact, subject, naming: "own", path: inner.path });
    if (inner.keys.length > 0) tellByKeys(fact, subject, inner.keys, place);
  }
}

/** The keys above a value as its name: `retry.max`, or `gateway:` with what hangs below it. Only where nothing else is named in between. */
function tellByKeys(
  fact: Omit<TranscriptFact, "subject" | "naming" | "path">,
  outer: FactSubject | null,
  keys: string[],
  place: FactPlace,
): void {
  const isFree = place.asked === null || place.isFile;
  if (!isFree || (outer !== null && outer.names !== place.asked?.names)) return;
  const [first = "", ...rest] = keys;
  const stem = place.asked?.names.at(-1);
  const around: FactSubject = {
    names: stem ? [stem] : [],
    context: new Set([...(outer?.context ?? []), ...(stem?.words.map(foldWord) ?? [])]),
    scopes: outer?.scopes ?? place.worlds,
  };
  const name = readName(first);
  const isName = name !== null && !name.words.every((word) => COMMON.has(word));
  const path = rest.flatMap((key) => place.keys.of(key).folded);
  if (isName && keys.length === 1)
    place.tell({ ...fact, subject: within(around, { names: [name], scopes: [], about: [] }, []), naming: "key", path });
  const words = keys.flatMap((key) => place.keys.of(key).words);
  const dotted: FactName = { words, isStrong: false };
  place.tell({
    ...fact,
    subject: within(around, { names: [dotted], scopes: [], about: [] }, []),
    naming: "dotted",
    path: [],
  });
}

/** An object under a key that is its name. Its own ids are names too. */
function walkNamed(key: string, value: JsonNode, block: Block, walk: Walk): void {
  const { place } = block;
  const name = readName(key);
  if (!name || value.type !== "object" || isRecordContainer(walk.container)) return;
  const outer = walk.subject ?? (walk.container === "" ? place.asked : null);
  const around = outer ? { ...outer, scopes: [...outer.scopes, ...place.worlds] } : nowhere(place.worlds);
  const kinds = kindsOf(walk.container, place.noun);
  const own = ownNames(value.members, new Set(kinds));
  const names = { ...own, names: [name, ...own.names] };
  const subject = within(around, names, [...kinds, ...(own.type === null ? [] : [own.type])]);
  for (const { key: inner, keyStart, value: held } of value.members.slice(0, MEMBERS_MAX)) {
    const { words, folded } = place.keys.of(inner);
    if (held.type === "scalar" ? held.value === null : !isListOfScalars(held)) {
      walkNode(held, block, { subject, path: folded, keys: [], container: inner, isElement: false });
      continue;
    }
    place.tell({
      event: place.event,
      subject,
      naming: "own",
      attribute: words,
      path: [],
      value: held,
      text: place.text,
      objectStart: Math.max(0, value.start - key.length - 4),
      memberStart: keyStart,
      isLog: false,
    });
  }
}

function walkNode(node: JsonNode, block: Block, walk: Walk): void {
  if (node.type === "object") walkObject(node, block, walk);
  if (node.type !== "array") return;
  for (const item of node.items.slice(0, MEMBERS_MAX)) {
    if (item.type === "object") walkObject(item, block, { ...walk, isElement: true });
  }
}

/** A headline as the subject of what follows it; null when it only says what kind of data that is. */
function titleSubject(title: string | null, asked: FactSubject | null): FactSubject | null {
  const words = title === null ? [] : tokensOf(title);
  const name = words.length > TITLE_WORDS_MAX ? null : readName(title);
  if (title === null || !name || name.words.some((word) => COMMON.has(word))) return null;
  return within(asked, { names: [name], scopes: environmentsIn(title), about: [] }, []);
}

/** Tells the facts of a block, in order: nested data, a row, a line of a log. */
export function walkBlock({ node, form, title }: FactBlock, place: FactPlace): void {
  const worlds = title === null ? place.worlds : [...place.worlds, ...environmentsIn(title)];
  const block: Block = { place: { ...place, worlds }, form, title: titleSubject(title, place.asked) };
  walkNode(node, block, { subject: null, path: [], keys: [], container: "", isElement: form === "row" });
}
