export type PlantedEvent = { kind: string; source: string; name: string; time: string };
/** How a monitoring tool might answer: the texts of one or several results. */
export type SignalForm = (events: PlantedEvent[]) => string[];

const withoutZone = (time: string) => time.replace("T", " ").replace("Z", "");
const seconds = (time: string) => (Date.parse(time) / 1000).toFixed(3);
const lines = (events: PlantedEvent[], lineOf: (event: PlantedEvent) => string, head?: string) => [
  [...(head === undefined ? [] : [head]), ...events.map(lineOf)].join("\n"),
];

export const TWO_FORMS: Record<string, SignalForm> = {
  json: (events) => [JSON.stringify({ total: events.length, items: events }, null, 1)],
  log: (events) => lines(events, ({ kind, source, name, time }) => `${time} ${source} ${kind}: ${name}`),
};

export const MORE_FORMS: Record<string, SignalForm> = {
  jsonLines: (events) => lines(events, (event) => JSON.stringify(event)),
  jsonWithoutZone: (events) => [JSON.stringify(events.map((event) => ({ ...event, time: withoutZone(event.time) })))],
  jsonSeconds: (events) => [JSON.stringify(events.map((event) => ({ ...event, time: Date.parse(event.time) / 1000 })))],
  jsonMilliseconds: (events) => [JSON.stringify(events.map((event) => ({ ...event, time: Date.parse(event.time) })))],
  logWithoutZone: (events) =>
    lines(events, ({ kind, source, name, time }) => `[${withoutZone(time)}] ${kind} ${name} source=${source}`),
  logSeconds: (events) =>
    lines(events, ({ kind, source, name, time }) => `${seconds(time)} ${source} ${kind}: ${name}`),
  csv: (events) =>
    lines(events, ({ kind, source, name, time }) => `${kind},${source},${name},${time}`, "kind,source,name,time"),
  csvQuoted: (events) =>
    lines(events, ({ source, name, time }) => `"${withoutZone(time)}","${name}","${source}"`, '"time","alert","host"'),
  csvMilliseconds: (events) =>
    lines(events, ({ source, name, time }) => `${Date.parse(time)},${source},${name}`, "ts,source,name"),
  keyValue: (events) =>
    lines(events, ({ kind, source, name, time }) => `time=${time} kind=${kind} source=${source} name="${name}"`),
  keyValueSeconds: (events) =>
    lines(events, ({ kind, source, name, time }) => `ts=${seconds(time)} level=${kind} host=${source} msg="${name}"`),
  blocks: (events) => [
    events
      .map(({ kind, source, name, time }) => `kind: ${kind}\nsource: ${source}\nname: ${name}\ntime: ${time}`)
      .join("\n\n"),
  ],
  table: (events) =>
    lines(
      events,
      ({ source, name, time }) => `| ${time} | ${source} | ${name} |`,
      "| time | source | name |\n| --- | --- | --- |",
    ),
  oneEach: (events) => events.map(({ kind, source, name, time }) => `${kind} ${name} on ${source} at ${time}`),
  twice: (events) => [JSON.stringify(events), ...lines(events, (event) => JSON.stringify(event))],
};
