import { sha256 } from "@/lib/core/hash";
import { describeFailure, describeRecovery, type RecurringFailure } from "@/lib/engines/local/recurring-failures";
import { markdownText } from "@/lib/engines/local/safe-text";
import { compareText, lineText, splitLines } from "@/lib/engines/local/text-lines";

/** A note about a mistake as it stands in a memory. Lines count from 1. */
export type MistakeNote = {
  id: string;
  markerLine: number;
  seenLine: number;
  tally: MistakeTally;
};

/** How often a mistake was seen: times by short hash of the session, and the days of the first and last session. */
export type MistakeTally = { sessions: Map<string, number>; from: string; to: string };

const MARKER =
  /^<!-- reverie:mistake ([0-9a-f]{12}) from=(\d{4}-\d{2}-\d{2}) to=(\d{4}-\d{2}-\d{2}) sessions=([0-9a-f:,]+) -->$/;
const SEEN = /^- Seen: /;

/** True when a memory holds notes about mistakes: such a file repeats phrases by design. */
export function hasMistakeNotes(content: string): boolean {
  return content.includes("<!-- reverie:mistake ");
}

/** The tally of one dream's own sessions. */
export function tallyOf({ sessions, from, to }: RecurringFailure): MistakeTally {
  return { sessions: new Map([...sessions].map(([id, count]) => [sha256(id).slice(0, 8), count])), from, to };
}

/** Both tallies together; a session that is in both counts once, with the higher number. */
export function addTallies(known: MistakeTally, added: MistakeTally): MistakeTally {
  const sessions = new Map(known.sessions);
  for (const [id, count] of added.sessions) sessions.set(id, Math.max(count, sessions.get(id) ?? 0));
  // Days of this form sort by time.
  const days = [known.from, known.to, added.from, added.to].sort(compareText);
  return { sessions, from: days[0] ?? known.from, to: days.at(-1) ?? known.to };
}

/** The comment that carries a note's tally for later dreams. */
export function markerText(id: string, { sessions, from, to }: MistakeTally): string {
  const list = [...sessions].map(([session, count]) => `${session}:${count}`).join(",");
  return `<!-- reverie:mistake ${id} from=${from} to=${to} sessions=${list} -->`;
}

/** `- Seen: 5 times in 2 sessions, 2026-01-10 to 2026-01-22`. */
export function seenText({ sessions, from, to }: MistakeTally): string {
  const times = [...sessions.values()].reduce((sum, count) => sum + count, 0);
  const days = from === to ? `on ${from}` : `${from} to ${to}`;
  return `- Seen: ${plural(times, "time")} in ${plural(sessions.size, "session")}, ${days}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The heading of the note about a recurring failure. */
export function headingText({ title }: RecurringFailure): string {
  return `## ${markdownText(title, 120)}`;
}

/** A new note, in lines. */
export function noteLines(failure: RecurringFailure): string[] {
  const tally = tallyOf(failure);
  const recovery = describeRecovery(failure);
  return [
    headingText(failure),
    markerText(failure.id, tally),
    `- Fails: ${describeFailure(failure)}`,
    seenText(tally),
    ...(recovery === null ? [] : [`- Worked instead: ${recovery}`]),
  ];
}

/** The notes in a memory whose marker and "Seen" line are still there, by id; what a person took away stays away. */
export function findMistakeNotes(content: string): Map<string, MistakeNote> {
  const notes = new Map<string, MistakeNote>();
  if (!hasMistakeNotes(content)) return notes;
  const lines = splitLines(content).map(lineText);
  lines.forEach((line, index) => {
    const [, id, from, to, list] = MARKER.exec(line) ?? [];
    if (id === undefined || from === undefined || to === undefined || list === undefined || notes.has(id)) return;
    const end = lines.findIndex((later, at) => at > index && /^(?:#|<!--|\s*$)/.test(later));
    const seen = lines.findIndex((later, at) => at > index && (end < 0 || at < end) && SEEN.test(later));
    if (seen < 0) return;
    const sessions = new Map(
      list.split(",").flatMap((item) => {
        const [session = "", count = ""] = item.split(":");
        return /^[0-9a-f]{8}$/.test(session) && /^\d{1,6}$/.test(count) ? [[session, Number(count)] as const] : [];
      }),
    );
    notes.set(id, { id, markerLine: index + 1, seenLine: seen + 1, tally: { sessions, from, to } });
  });
  return notes;
}
