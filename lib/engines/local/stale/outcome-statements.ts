import { type Subject, subjectIn } from "@/lib/engines/local/stale/outcome-subject";
import { type Ending, endingIn, endingOfStatus, mayTellEnding } from "@/lib/engines/local/stale/outcome-words";

/** A piece of a text that says that something ended, or (`open`) that it goes on. `quote` stands in the text as it is. */
export type EndingStatement = { said: Ending | "open"; subject: Subject; quote: string };

const TEXT_CHARACTERS_MAX = 200_000;
const LINE_CHARACTERS_MAX = 2000;
const QUOTE_CHARACTERS_MAX = 300;
/** Objects looked at in one answer; a longer list is a dump, not a statement. */
const OBJECTS_MAX = 2000;
const STATUS_KEY = /^(?:state|status|resolution|conclusion|phase|outcome)$/i;
const NUMBER_KEY = /^(?:number|iid|pr|pr_number|pull_number|pull_request|issue_number|mr|mr_iid)$/i;
const STATUS_LINE =
  /^[ \t]*(?:state|status|resolution|phase|outcome)[ \t]*[:=][ \t]*["']?([A-Za-z][\w -]{1,30}?)["']?[ \t]*,?$/i;
const REOPENED = /\b(?:reopened|re-opened)\b|\b(?:is|still) (?:open|unresolved|in progress|failing)\b/i;

const EMPTY: Subject = { ids: new Set(), words: new Set() };

function joined(a: Subject, b: Subject): Subject {
  return { ids: new Set([...a.ids, ...b.ids]), words: new Set([...a.words, ...b.words]) };
}

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Each object inside a JSON value with its own plain fields, breadth first. */
function objectsIn(value: unknown): Fields[] {
  const objects: Fields[] = [];
  const waiting: unknown[] = [value];
  for (let at = 0; at < waiting.length && objects.length < OBJECTS_MAX; at += 1) {
    const item = waiting[at];
    if (Array.isArray(item)) waiting.push(...item.slice(0, OBJECTS_MAX));
    else if (isFields(item)) {
      objects.push(item);
      waiting.push(...Object.values(item).filter((inner) => typeof inner === "object"));
    }
  }
  return objects;
}

function subjectOfFields(fields: Fields): Subject {
  const texts = Object.entries(fields).map(([key, value]) => {
    if (NUMBER_KEY.test(key) && (typeof value === "number" || /^\d{1,8}$/.test(String(value)))) return `#${value}`;
    return typeof value === "string" && !STATUS_KEY.test(key) ? value.slice(0, 300) : "";
  });
  return subjectIn(texts.join(" ; "));
}

function saidByFields(fields: Fields): { said: Ending | "open"; key: string; value: string } | null {
  const isMerged = fields.merged === true || (typeof fields.mergedAt === "string" && fields.mergedAt !== "");
  if (isMerged) {
    const key = fields.merged === true ? "merged" : "mergedAt";
    return { said: { ended: "finished", word: "merged" }, key, value: String(fields[key]) };
  }
  const found = Object.entries(fields).flatMap(([key, value]) => {
    const said = STATUS_KEY.test(key) && typeof value === "string" ? endingOfStatus(value) : null;
    return said === null ? [] : [{ said, key, value: String(value) }];
  });
  const [first] = found;
  if (!first || new Set(found.map(({ said }) => (said === "open" ? said : said.ended))).size > 1)
    return found.find(({ said }) => said === "open") ?? null;
  // A pull request that is closed and not merged was given up; a status alone does not tell which of both.
  const isMaybeUnmerged =
    first.said !== "open" &&
    first.said.word === "closed" &&
    ("merged" in fields || "mergedAt" in fields || "pull_number" in fields);
  return isMaybeUnmerged ? { ...first, said: { ended: "cancelled", word: "closed unmerged" } } : first;
}

/** The exact text of a field, after `from`: `"state": "MERGED"`. */
function fieldQuote(text: string, key: string, value: string, from: number): { quote: string; at: number } | null {
  const safe = [key, value].map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`"${safe[0]}"[ \\t]*:[ \\t]*"?${safe[1]}"?`, "g");
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match ? { quote: match[0], at: match.index } : null;
}

function statementsInJson(text: string, context: Subject): EndingStatement[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON after all, or cut off: it is read line by line.
    return null;
  }
  const objects = objectsIn(value);
  let from = 0;
  return objects.flatMap((fields, index) => {
    const told = saidByFields(fields);
    if (told === null) return [];
    const own = subjectOfFields(fields);
    const place = fieldQuote(text, told.key, told.value, from) ?? fieldQuote(text, told.key, told.value, 0);
    if (place === null) return [];
    from = place.at + 1;
    // The answer to a question about one thing need not name it again.
    const subject = index === 0 && own.ids.size === 0 ? joined(own, context) : own;
    return [{ said: told.said, subject, quote: wider(text, place.quote, place.at) }];
  });
}

/** The line around a field when it is short enough: it names the thing as well. */
function wider(text: string, quote: string, at: number): string {
  const start = text.lastIndexOf("\n", at) + 1;
  const next = text.indexOf("\n", at);
  const line = text.slice(start, next < 0 ? text.length : next).trim();
  return line.length <= QUOTE_CHARACTERS_MAX ? line : quote;
}

function statementsInLine(line: string, context: Subject): EndingStatement[] {
  const status = STATUS_LINE.exec(line)?.[1];
  const value = status === undefined ? null : endingOfStatus(status);
  if (value !== null) return [{ said: value, subject: context, quote: line.trim() }];
  let previous: Subject = EMPTY;
  return line.split(/(?<=[.!?;])\s+/).flatMap((sentence) => {
    const own = subjectIn(sentence);
    const subject = /^\W*(?:it|this|that|both|they)\b/i.test(sentence) ? joined(own, previous) : own;
    previous = subject;
    const said = REOPENED.test(sentence) ? "open" : endingIn(sentence);
    if (said === null) return [];
    return [
      {
        said,
        subject: subject.ids.size > 0 || subject.words.size > 1 ? subject : joined(subject, context),
        quote: sentence.trim(),
      },
    ];
  });
}

/**
 * What a text says has ended. `context` is what the question was about: it names the subject of an answer that names none
 * itself. Only the first 200,000 characters are read, and no line above 2,000.
 */
export function endingStatements(text: string, context: Subject = EMPTY): EndingStatement[] {
  const head = text.slice(0, TEXT_CHARACTERS_MAX);
  if (!mayTellEnding(head) && !/\b(?:state|status|resolution|reopened|open)\b|mergedAt/i.test(head)) return [];
  const inJson = statementsInJson(head, context);
  if (inJson !== null) return inJson;
  // `number: 482` beside `state: MERGED` in the same block of fields.
  const blocks = head.split(/\n[ \t]*\n/);
  return blocks.flatMap((block) => {
    const lines = block.split(/[\r\n]+/).filter((line) => line.trim() !== "" && line.length <= LINE_CHARACTERS_MAX);
    const isFieldBlock = lines.length > 1 && lines.length <= 60 && lines.some((line) => STATUS_LINE.test(line));
    const about = isFieldBlock ? joined(fieldSubject(lines), context) : context;
    return lines.flatMap((line) => statementsInLine(line, about));
  });
}

function fieldSubject(lines: string[]): Subject {
  const texts = lines.map((line) => {
    const [, key = "", value = ""] = /^\s*([\w -]{1,30})[:=]\s*(.*)$/.exec(line) ?? [];
    if (NUMBER_KEY.test(key.trim()) && /^\d{1,8}$/.test(value.trim())) return `#${value.trim()}`;
    return STATUS_KEY.test(key.trim()) ? "" : value.slice(0, 300);
  });
  return subjectIn(texts.join(" ; "));
}
