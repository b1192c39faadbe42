import { outcomeOf } from "@/lib/engines/local/call-outcome";
import { foldWord, tokensOf } from "@/lib/engines/local/claim-words";
import { textBlocks } from "@/lib/engines/local/event-text";
import { readFactBlocks } from "@/lib/engines/local/fact-blocks";
import type { JsonNode } from "@/lib/engines/local/fact-json";
import {
  callSubject,
  type FactMember,
  type FactSubject,
  isRecordContainer,
  isWorldKey,
  logSubject,
  ownNames,
  readName,
  toolNoun,
} from "@/lib/engines/local/fact-subject";
import { callsShowingMemory } from "@/lib/engines/local/memory-reads";
import type { ToolCall } from "@/lib/engines/local/tool-calls";
import type { EngineEvent } from "@/lib/engines/types";

/** One value that a tool's answer shows, or that a successful change set. Values are read only when somebody asks for them. */
export type TranscriptFact = {
  event: EngineEvent;
  subject: FactSubject;
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
class KeyWords {
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

type Place = {
  keys: KeyWords;
  event: EngineEvent;
  text: string;
  isLog: boolean;
  noun: string | null;
  /** What the call's arguments name. */
  asked: FactSubject | null;
  /** True when that is of the kind that the tool is about. */
  isAskedFitting: boolean;
  tell: (fact: TranscriptFact) => void;
};

const CHANGING_TOOL = /^(?:\w+\/)?(?:update|set|change|edit|modify|patch|assign|rename|move)[_A-Z]/;
const MEMBERS_MAX = 400;
const KEYS_MAX = 5000;

function isListOfScalars(node: JsonNode): boolean {
  return node.type === "array" && node.items.length > 0 && node.items.every((item) => item.type === "scalar");
}

/** The subject of an object inside another one: what is around it becomes its scope. */
function within(outer: FactSubject | null, names: FactSubject["names"], kinds: string[]): FactSubject {
  const around = outer?.names[0];
  const words = [
    ...kinds,
    ...(outer?.names.flatMap((name) => name.words.map(foldWord)) ?? []),
    ...(outer?.context ?? []),
  ];
  const scopes = [...(outer?.scopes ?? []), ...(around ? [{ words: around.words, isWorld: false }] : [])];
  return { names, context: new Set(words), scopes };
}

/** The kinds that an object may be of by the key that holds it. */
function kindsOf(container: string, noun: string | null): string[] {
  const words = tokensOf(container).map(foldWord);
  return words.length > 0 || noun === null ? words : [noun];
}

type Walk = { subject: FactSubject | null; path: string[]; container: string; isElement: boolean };

function subjectOf(members: FactMember[], place: Place, walk: Walk): { subject: FactSubject | null; isOwn: boolean } {
  if (place.isLog) return { subject: logSubject(members), isOwn: true };
  const kinds = kindsOf(walk.container, place.noun);
  const own = ownNames(members, new Set(kinds));
  const isRoot = walk.container === "" && !walk.isElement;
  if (isRoot && place.asked && place.isAskedFitting && own.type !== null && !kinds.includes(own.type))
    return { subject: place.asked, isOwn: true };
  if (own.names.length > 0) {
    const around = isRoot ? null : walk.subject;
    const worlds = place.asked?.scopes ?? [];
    const subject = within(around, own.names, [...kinds, ...(own.type === null ? [] : [own.type])]);
    const named = worlds.flatMap(({ words }) => words.map(foldWord));
    if (isRoot)
      return { subject: { ...subject, scopes: worlds, context: new Set([...subject.context, ...named]) }, isOwn: true };
    return { subject, isOwn: true };
  }
  return { subject: isRoot ? place.asked : walk.subject, isOwn: isRoot };
}

/** `{"checkout": {...}, "cart": {...}}`: the keys are names when what they hold is alike, or when they look like ids. */
function areNames(members: FactMember[]): boolean {
  const objects = members.filter(({ value }) => value.type === "object");
  const [first, ...rest] = objects;
  if (!first || objects.length < members.length) return false;
  if (members.every(({ key }) => readName(key)?.isStrong)) return true;
  if (rest.length === 0) return false;
  const keysOf = ({ value }: FactMember) => (value.type === "object" ? value.members.map(({ key }) => key) : []);
  const shared = new Set(keysOf(first));
  return rest.every((member) => keysOf(member).some((key) => shared.has(key)));
}

function walkObject(node: Extract<JsonNode, { type: "object" }>, place: Place, walk: Walk): void {
  const members = node.members.slice(0, MEMBERS_MAX);
  if (areNames(members)) {
    for (const { key, value } of members) walkNamed(key, value, place, walk);
    return;
  }
  const { subject, isOwn } = subjectOf(members, place, walk);
  if (walk.isElement && (!isOwn || isRecordContainer(walk.container))) return;
  const path = isOwn ? [] : walk.path;
  for (const { key, keyStart, value } of members) {
    if (value.type === "scalar" ? value.value !== null : isListOfScalars(value)) {
      if (!subject) continue;
      place.tell({
        event: place.event,
        subject,
        attribute: place.keys.of(key).words,
        path,
        value,
        text: place.text,
        objectStart: node.start,
        memberStart: keyStart,
        isLog: place.isLog,
      });
    } else
      walkNode(value, place, {
        subject,
        path: [...path, ...place.keys.of(key).folded],
        container: key,
        isElement: false,
      });
  }
}

/** An object under a key that is its name. Its own ids are names too. */
function walkNamed(key: string, value: JsonNode, place: Place, walk: Walk): void {
  const name = readName(key);
  if (!name || value.type !== "object" || isRecordContainer(walk.container)) return;
  const outer = walk.subject ?? (walk.container === "" ? null : place.asked);
  const kinds = kindsOf(walk.container, place.noun);
  const own = ownNames(value.members, new Set(kinds));
  const subject = within(outer, [name, ...own.names], [...kinds, ...(own.type === null ? [] : [own.type])]);
  for (const { key: inner, keyStart, value: held } of value.members.slice(0, MEMBERS_MAX)) {
    if (held.type === "scalar" ? held.value === null : !isListOfScalars(held)) {
      walkNode(held, place, { subject, path: place.keys.of(inner).folded, container: inner, isElement: false });
      continue;
    }
    place.tell({
      event: place.event,
      subject,
      attribute: place.keys.of(inner).words,
      path: [],
      value: held,
      text: place.text,
      objectStart: Math.max(0, value.start - key.length - 4),
      memberStart: keyStart,
      isLog: false,
    });
  }
}

function walkNode(node: JsonNode, place: Place, walk: Walk): void {
  if (node.type === "object") walkObject(node, place, walk);
  if (node.type !== "array") return;
  for (const item of node.items.slice(0, MEMBERS_MAX)) {
    if (item.type === "object") walkObject(item, place, { ...walk, isElement: true });
  }
}

/** What a change set, told by its arguments: it succeeded, so they hold now. */
function tellChange(call: ToolCall, tell: Place["tell"]): void {
  if (!CHANGING_TOOL.test(call.toolName)) return;
  const subject = callSubject(call.toolName, call.input)?.subject;
  if (!subject) return;
  for (const [key, value] of Object.entries(call.input)) {
    if (isWorldKey(key) || (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean"))
      continue;
    const attribute = tokensOf(key);
    const raw = String(value);
    tell({
      event: call.use,
      subject,
      attribute: attribute[0] === "new" && attribute.length > 1 ? attribute.slice(1) : attribute,
      path: [],
      value: { type: "scalar", start: 0, end: raw.length, value, raw },
      text: typeof value === "string" ? value : null,
      objectStart: 0,
      memberStart: 0,
      isLog: false,
    });
  }
}

/**
 * Tells every fact that the tools of a transcript showed, in transcript order: nested JSON, tables, `key: value` blocks and
 * log lines. Failed calls tell nothing, and neither do answers that may show memory: memory must not confirm itself.
 * Text that a tool only repeats from its own arguments is no finding of the tool.
 */
export function tellFacts(calls: ToolCall[], mountPaths: string[], tell: (fact: TranscriptFact) => void): void {
  const masked = callsShowingMemory(calls, mountPaths);
  const keys = new KeyWords();
  for (const call of calls) {
    if (masked.has(call) || call.result === null || outcomeOf(call) !== "succeeded") continue;
    tellChange(call, tell);
    const noun = toolNoun(call.toolName);
    const asked = call.command === null ? callSubject(call.toolName, call.input) : null;
    const given = Object.values(call.input).filter((value) => typeof value === "string");
    for (const text of textBlocks(call.result)) {
      for (const { node, isLog } of readFactBlocks(text)) {
        if (given.some((value) => value.includes(text.slice(node.start, node.end)))) continue;
        const isAskedFitting = asked !== null && asked.kind === noun;
        const place: Place = {
          keys,
          event: call.result,
          text,
          isLog,
          noun,
          asked: asked?.subject ?? null,
          isAskedFitting,
          tell,
        };
        walkNode(node, place, { subject: null, path: [], container: "", isElement: false });
      }
    }
  }
}

/** Tells the facts of data that stands by itself, for instance in a file. There is no event; the text is the whole data. */
export function tellData(text: string, tell: (fact: TranscriptFact) => void): void {
  const event: EngineEvent = { id: "", type: "data", processedAt: null, payload: {} };
  const keys = new KeyWords();
  for (const { node, isLog } of readFactBlocks(text)) {
    const place: Place = { keys, event, text, isLog, noun: null, asked: null, isAskedFitting: false, tell };
    walkNode(node, place, { subject: null, path: [], container: "", isElement: false });
  }
}

/** What is beyond this is no answer in sentences. */
const SENTENCES_CHARACTERS_MAX = 20_000;

/** Tells the answers of tools that are text rather than data, in transcript order; masked as facts are. */
export function tellTexts(
  calls: ToolCall[],
  mountPaths: string[],
  tell: (event: EngineEvent, text: string) => void,
): void {
  const masked = callsShowingMemory(calls, mountPaths);
  for (const call of calls) {
    if (masked.has(call) || call.result === null || outcomeOf(call) !== "succeeded") continue;
    const given = Object.values(call.input).filter((value) => typeof value === "string");
    for (const text of textBlocks(call.result)) {
      if (text.length > SENTENCES_CHARACTERS_MAX || /^\s*[[{]/.test(text)) continue;
      const lines = text.split("\n").filter((line) => !given.some((value) => value.includes(line.trim())));
      tell(call.result, lines.join("\n"));
    }
  }
}
