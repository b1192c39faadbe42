import { sha256 } from "@/lib/core/hash";
import { compareText, lineText, splitLines } from "@/lib/engines/local/text/text-lines";

/** The notes that dreams keep by themselves, each under a marker that carries its tally. */
export type ManagedKind = "mistake" | "pattern" | "workflow" | "preference";

/** How often something was seen: times by short hash of the session, and the days of the first and last session. */
export type NoteTally = {
  sessions: Map<string, number>;
  from: string;
  to: string;
  /** What a kind has to know besides, by name (lower-case letters); values of `[\w:/,.-]`. */
  more: Map<string, string>;
};

/** A note as it stands in a memory. Lines count from 1. */
export type ManagedNote = { id: string; markerLine: number; seenLine: number; tally: NoteTally };

const MARKER =
  /^<!-- reverie:([a-z]+) ([0-9a-f]{12}) from=(\d{4}-\d{2}-\d{2}) to=(\d{4}-\d{2}-\d{2}) sessions=([0-9a-f:,]+)((?: [a-z]+=[\w:/,.-]+)*) -->$/;
const ANY_MARKER = /<!-- reverie:(?:mistake|pattern|workflow|preference) /;
const SEEN = /^- Seen: /;

/** True when a memory holds notes that dreams keep: such a file repeats phrases by design. */
export function hasManagedNotes(content: string): boolean {
  return ANY_MARKER.test(content);
}

/** The name that a session has in a tally: 8 hex digits. */
export function sessionMark(sessionId: string): string {
  return sha256(sessionId).slice(0, 8);
}

/** Both tallies together; a session that is in both counts once, with the higher number. `more` is the known one's. */
export function addTallies(known: NoteTally, added: NoteTally): NoteTally {
  const sessions = new Map(known.sessions);
  for (const [id, count] of added.sessions) sessions.set(id, Math.max(count, sessions.get(id) ?? 0));
  // Days of this form sort by time.
  const days = [known.from, known.to, added.from, added.to].sort(compareText);
  return { sessions, from: days[0] ?? known.from, to: days.at(-1) ?? known.to, more: known.more };
}

/** The comment that carries a note's tally for later dreams. */
export function markerText(kind: ManagedKind, id: string, { sessions, from, to, more }: NoteTally): string {
  const list = [...sessions].map(([session, count]) => `${session}:${count}`).join(",");
  const rest = [...more].map(([name, value]) => ` ${name}=${value}`).join("");
  return `<!-- reverie:${kind} ${id} from=${from} to=${to} sessions=${list}${rest} -->`;
}

/** `- Seen: 5 times in 2 sessions, 2026-01-10 to 2026-01-22`. */
export function seenText({ sessions, from, to }: NoteTally): string {
  const times = [...sessions.values()].reduce((sum, count) => sum + count, 0);
  return `- Seen: ${plural(times, "time")} in ${plural(sessions.size, "session")}, ${daysText(from, to)}`;
}

/** `on 2026-01-10`, or `2026-01-10 to 2026-01-22`. */
export function daysText(from: string, to: string): string {
  return from === to ? `on ${from}` : `${from} to ${to}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function sessionsIn(list: string): Map<string, number> {
  return new Map(
    list.split(",").flatMap((item) => {
      const [session = "", count = ""] = item.split(":");
      return /^[0-9a-f]{8}$/.test(session) && /^\d{1,6}$/.test(count) ? [[session, Number(count)] as const] : [];
    }),
  );
}

function moreIn(text: string): Map<string, string> {
  const pairs = text.split(" ").filter((pair) => pair !== "");
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

/** The notes of one kind whose marker and "Seen" line are still there, by id; what a person took away stays away. */
export function findManagedNotes(content: string, kind: ManagedKind): Map<string, ManagedNote> {
  const notes = new Map<string, ManagedNote>();
  if (!hasManagedNotes(content)) return notes;
  const lines = splitLines(content).map(lineText);
  lines.forEach((line, index) => {
    const [, name, id, from, to, list, more] = MARKER.exec(line) ?? [];
    if (name !== kind || id === undefined || from === undefined || to === undefined || notes.has(id)) return;
    const end = lines.findIndex((later, at) => at > index && /^(?:#|<!--|\s*$)/.test(later));
    const seen = lines.findIndex((later, at) => at > index && (end < 0 || at < end) && SEEN.test(later));
    if (seen < 0) return;
    const tally = { sessions: sessionsIn(list ?? ""), from, to, more: moreIn(more ?? "") };
    notes.set(id, { id, markerLine: index + 1, seenLine: seen + 1, tally });
  });
  return notes;
}
