import { callsShowingMemory } from "@/lib/engines/local/calls/memory-reads";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { readTextSignals, type TextSignal } from "@/lib/engines/local/patterns/signal-lines";
import { nameSignal } from "@/lib/engines/local/patterns/signal-name";
import { textBlocks } from "@/lib/engines/local/text/event-text";
import { quotePiece } from "@/lib/engines/local/text/safe-text";
import { compareText } from "@/lib/engines/local/text/text-lines";
import type { EngineEvent, EngineTranscript, TimedSignal } from "@/lib/engines/types";
import { quoteStandsIn } from "@/lib/engines/verify-evidence";

/** A report is stored between the steps of a dream: a thousand signals are about 300 kB, a hundred sessions 30 MB. */
const SIGNALS_MAX = 1000;
/** A message that is an alert, as pagers and alert managers write them. */
const ALERT = /^\W{0,4}(?:alert|alarm|firing|resolved|incident|page\b|pagerduty|opsgenie|critical|p[0-4]\b|sev-?\d\b)/i;
const AT_CLOCK = /\s(?:at|@)\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)/i;
const DAY = 86_400_000;

const timeOf = (text: string | null): number | null => {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isFinite(ms) ? ms : null;
};

/** A message that is an alert without a full time: when it says ("at 10:00"), else when it came. */
function alertIn(text: string, near: number | null): TextSignal[] {
  const line = text.split(/\r?\n/).find((each) => each.trim() !== "") ?? "";
  if (near === null || line.length > 400 || !ALERT.test(line)) return [];
  const named = nameSignal(line);
  if (!named) return [];
  const clock = AT_CLOCK.exec(line);
  const midnight = Math.floor(near / DAY) * DAY;
  const told = clock
    ? midnight + ((Number(clock[1]) * 60 + Number(clock[2])) * 60 + Number(clock[3] ?? "0")) * 1000
    : near;
  return [{ ...named, ms: told > near + DAY / 24 ? told - DAY : told, quote: line.trim() }];
}

function signalsIn(event: EngineEvent, near: number | null): TextSignal[] {
  const isMessage = event.type === "user.message";
  if (!isMessage && !event.type.endsWith("tool_result")) return [];
  return textBlocks(event).flatMap((text) => {
    const found = readTextSignals(text, near);
    return found.length === 0 && isMessage ? alertIn(text, near) : found;
  });
}

/** The signals that fit, whole names only, the rarest first: what is logged all the time tells least, and half a name misleads. */
function capped(signals: TimedSignal[]): TimedSignal[] {
  if (signals.length <= SIGNALS_MAX) return signals;
  const byName = new Map<string, number>();
  for (const { name } of signals) byName.set(name, (byName.get(name) ?? 0) + 1);
  const rarest = [...byName].sort((a, b) => a[1] - b[1] || compareText(a[0], b[0]));
  const kept = new Set<string>();
  let room = SIGNALS_MAX;
  for (const [name, count] of rarest) {
    if (count > room) break;
    kept.add(name);
    room -= count;
  }
  return signals.filter(({ name }) => kept.has(name));
}

/**
 * The things with a time that a session saw: log lines, alerts, incidents and events in tool results and in what people
 * wrote, not what the agent said of them, and nothing that a memory showed. Each once, in order of time, then name.
 */
export function readSignals(transcript: EngineTranscript, calls: ToolCall[]): TimedSignal[] {
  const masked = new Set([...callsShowingMemory(calls, transcript.mountPaths)].map(({ result }) => result));
  const found = new Map<string, { signal: TimedSignal; event: EngineEvent }>();
  let near = timeOf(transcript.createdAt);
  for (const event of transcript.events) {
    near = timeOf(event.processedAt) ?? near;
    if (masked.has(event)) continue;
    for (const { name, source, ms, quote: piece } of signalsIn(event, near)) {
      const at = new Date(ms).toISOString();
      const key = JSON.stringify([name, source, at]);
      const evidence = { session_id: transcript.sessionId, event_id: event.id, quote: quotePiece(piece) };
      if (!found.has(key)) found.set(key, { signal: { name, source, at, evidence }, event });
    }
  }
  const kept = new Set(capped([...found.values()].map(({ signal }) => signal)));
  return [...found.values()]
    .filter(({ signal, event }) => kept.has(signal) && isQuotable(event, signal.evidence.quote))
    .map(({ signal }) => signal)
    .sort(
      (a, b) => compareText(a.at, b.at) || compareText(a.name, b.name) || compareText(a.source ?? "", b.source ?? ""),
    );
}

const isQuotable = (event: EngineEvent, quote: string) => quote.length > 1 && quoteStandsIn(event, quote);
