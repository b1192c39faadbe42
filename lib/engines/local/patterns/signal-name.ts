import { maskVariables } from "@/lib/engines/local/text/mask";
import { cut, plainLine } from "@/lib/engines/local/text/safe-text";

/** What a line or title is about: a name that is the same wherever the same kind of thing happens, and where it happened. */
export type SignalName = { name: string; source: string | null };

/** Keys (OpenTelemetry, Prometheus, Elastic and usual loggers) that say which machine or service something is about. */
export const SOURCE_KEYS = [
  "instance",
  "host",
  "hostname",
  "source",
  "node",
  "pod",
  "container",
  "cmdb_id",
  "server",
  "device",
  "machine",
  "resource",
  "entity",
  "target",
  "service",
  "service_name",
  "component",
  "app",
  "application",
  "cluster",
];
const NAME_CHARACTERS_MAX = 120;
const LINE_CHARACTERS_MAX = 400;
const KEY_VALUE = new RegExp(String.raw`\b(${SOURCE_KEYS.join("|")})\s?[=:]\s?"?([\w.:/-]{1,80})"?`, "i");
const LEVEL =
  /^(?:trace|debug|info|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|fatal|alert|emerg(?:ency)?|incident|event|firing)$/i;
/** A word of letters and digits with a separator, such as `db-3`, `web_01.prod`, `10.0.0.3:9100`, or letters with a long number. */
const MACHINE = /^(?=[^\d]*\d)(?:[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/i;
const ON_MACHINE = /\s(?:on|at|from|in|for|host|node)\s+([\w.-]{2,60}(?::\d{1,5})?)(?=$|[\s,;)\]])/i;
const AT_CLOCK = /\s(?:at|@)\s+(?:\d{4}-\d{2}-\d{2}[T ])?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?(?:Z|UTC|GMT))?\b/i;
/** What is left of `... on db-3 at <time>` once the time is taken out. */
const LOOSE_END = /\s(?:at|@|since)\s{0,3}$/i;
const EDGE = /^[\s|,;:\-–—>*•"'[\]()]+|[\s|,;:\-–—>"'[(]+$/g;

/** The first words that look like a machine, among the first four of the line: the place where loggers name it. */
function leadingMachine(words: string[]): number {
  const at = words.slice(0, 4).findIndex((word) => MACHINE.test(word.replace(/^[[("']+|[\])"',;:]+$/g, "")));
  return at >= 0 && words.slice(0, at).every((word) => LEVEL.test(word.replace(/[^a-z]/gi, "")) || word === "|")
    ? at
    : -1;
}

function withoutSource(text: string): SignalName {
  const named = KEY_VALUE.exec(text);
  if (named) return { name: text.replace(named[0], " "), source: named[2] ?? null };
  const words = text.split(/[\s|]+/).filter((word) => word !== "");
  const at = leadingMachine(words);
  if (at >= 0) {
    const source = (words[at] ?? "").replace(/^[[("']+|[\])"',;:]+$/g, "");
    return { name: words.filter((_, index) => index !== at).join(" "), source };
  }
  const on = ON_MACHINE.exec(text);
  if (on?.[1] !== undefined && MACHINE.test(on[1])) return { name: text.replace(on[0], " "), source: on[1] };
  return { name: text, source: null };
}

/**
 * Name and source of a line without its time, or of a title. Numbers, ids and quoted text are masked; the machine that is
 * named (`host=db-3`, `db-3:`, `on db-3`) is taken out, so that the same alert on two machines has one name. Null when no
 * word is left.
 */
export function nameSignal(text: string): SignalName | null {
  const line = plainLine(text.slice(0, LINE_CHARACTERS_MAX)).replace(AT_CLOCK, "").replace(LOOSE_END, "");
  const { name, source } = withoutSource(line);
  const masked = cut(plainLine(maskVariables(plainLine(name)).replace(EDGE, "")), NAME_CHARACTERS_MAX);
  if (!/\p{L}{2}/u.test(masked.replace(/<[A-Z]+(?:>|…)/g, ""))) return null;
  return { name: masked, source: source === null ? null : source.toLowerCase().slice(0, 80) };
}
