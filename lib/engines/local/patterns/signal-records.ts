import { nameSignal, type SignalName, SOURCE_KEYS } from "@/lib/engines/local/patterns/signal-name";
import { timeOfValue } from "@/lib/engines/local/patterns/signal-time";

/** A thing with a time in JSON; `title` and `timeText` are as they stand there. */
export type SignalRecord = SignalName & { ms: number; title: string; timeText: string };

/** When it began, before when it was written down; ends, updates and plans are other things. */
const TIME_KEYS = [
  "startsAt",
  "started_at",
  "start_time",
  "starttime",
  "fired_at",
  "triggered_at",
  "occurred_at",
  "opened_at",
  "event_time",
  "@timestamp",
  "timestamp",
  "time",
  "datetime",
  "ts",
  "at",
  "when",
  "created_at",
  "createdAt",
  "date",
];
const NAME_KEYS = [
  "alertname",
  "alert_name",
  "alert",
  "event_name",
  "name",
  "title",
  "event",
  "incident",
  "summary",
  "message",
  "msg",
  "reason",
  "description",
  "type",
];
/** Where alert managers and tracers put names and machines. */
const NESTED_KEYS = ["labels", "attributes", "tags", "commonLabels", "annotations", "metadata"];
const DEPTH_MAX = 8;
const RECORDS_MAX = 20_000;

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function firstOf<T>(fields: Fields, keys: string[], read: (value: unknown) => T | null): T | null {
  for (const key of keys) {
    const value = Object.hasOwn(fields, key) ? read(fields[key]) : null;
    if (value !== null) return value;
  }
  return null;
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value.trim() !== "" ? value : null);

function recordOf(fields: Fields): SignalRecord | null {
  const time = firstOf(fields, TIME_KEYS, (value) => {
    const ms = timeOfValue(value);
    return ms === null ? null : { ms, timeText: String(value) };
  });
  if (time === null) return null;
  const places = [fields, ...NESTED_KEYS.flatMap((key) => (isFields(fields[key]) ? [fields[key]] : []))];
  for (const place of places) {
    const title = firstOf(place, NAME_KEYS, textOf);
    const named = title === null ? null : nameSignal(title);
    if (title === null || named === null) continue;
    const told = places.map((each) => firstOf(each, SOURCE_KEYS, textOf)).find((source) => source !== null);
    const source = told === undefined || told === null ? named.source : told.toLowerCase().slice(0, 80);
    return { name: named.name, source, title, ...time };
  }
  return null;
}

/** The head of a table whose lines tell records: a column for the time and one for the name. */
export function isRecordHead(head: string[]): boolean {
  const keys = new Set(head.flatMap((key) => [key, key.toLowerCase().replace(/ /g, "_")]));
  return TIME_KEYS.some((key) => keys.has(key)) && NAME_KEYS.some((key) => keys.has(key));
}

/** Every object with a time and a name inside a JSON value: alerts, incidents, events, structured log lines. */
export function readRecords(value: unknown): SignalRecord[] {
  const records: SignalRecord[] = [];
  const walk = (item: unknown, depth: number) => {
    if (depth > DEPTH_MAX || records.length >= RECORDS_MAX) return;
    if (Array.isArray(item)) for (const each of item) walk(each, depth + 1);
    else if (isFields(item)) {
      const record = recordOf(item);
      if (record) records.push(record);
      else for (const each of Object.values(item)) walk(each, depth + 1);
    }
  };
  walk(value, 0);
  return records;
}
