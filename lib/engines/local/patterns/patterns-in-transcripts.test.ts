import { describe, expect, test } from "vitest";
import { adopt, aTranscript, consolidateReports } from "@/lib/engines/local/engine-builders";
import { localEngine } from "@/lib/engines/local/local-engine";
import { contentOf } from "@/lib/engines/local/patterns/pattern-builders";
import type { EngineMemory, EngineTranscript } from "@/lib/engines/types";

type Happened = { name: string; host: string; ms: number };

/** Five incidents on five days: the spike, an alert a minute later, and what else a monitoring tool lists. */
const INCIDENTS = [
  [2, 37_021, 0.4],
  [3, 20_507, -0.8],
  [5, 61_234, 0.9],
  [8, 45_111, 0],
  [9, 70_007, -0.3],
].map(([day = 1, second = 0, off = 0], index): Happened[] => {
  const ms = Date.UTC(2026, 10, day) + second * 1000;
  return [
    { name: "backup done", host: "db-2", ms: ms - 7_201_000 - 997_000 * index },
    { name: "CPU spike", host: "web-1", ms },
    { name: "HighLatency", host: "web-1", ms: ms + 1000 * (60 + off) },
    { name: "cache refill", host: "web-3", ms: ms + 211_000 * (index + 1) },
  ];
});

const iso = (ms: number) => new Date(ms).toISOString();
const zoneless = (ms: number) => iso(ms).replace("T", " ").replace("Z", "");
const listed = (events: Happened[], lineOf: (event: Happened) => string) => [events.map(lineOf).join("\n")];

const FORMS: [string, (events: Happened[]) => string[]][] = [
  ["a JSON array", (events) => [JSON.stringify(events.map(({ name, host, ms }) => ({ name, host, time: iso(ms) })))]],
  ["JSON with seconds", (events) => [JSON.stringify(events.map(({ ms, ...rest }) => ({ ...rest, ts: ms / 1000 })))]],
  ["JSON with milliseconds as text", (events) => [JSON.stringify(events.map((e) => ({ ...e, ts: String(e.ms) })))]],
  ["JSON lines", (events) => listed(events, ({ name, host, ms }) => JSON.stringify({ at: iso(ms), name, host }))],
  ["log lines", (events) => listed(events, ({ name, host, ms }) => `${iso(ms)} ${host} ${name}`)],
  [
    "log lines without a zone",
    (events) => listed(events, ({ name, host, ms }) => `[${zoneless(ms)}] ${name} on ${host}`),
  ],
  [
    "log lines with seconds",
    (events) => listed(events, ({ name, host, ms }) => `${(ms / 1000).toFixed(3)} ${host} ${name}`),
  ],
  ["CSV", (events) => [`host,time,alert\n${listed(events, ({ name, host, ms }) => `${host},${iso(ms)},"${name}"`)}`]],
  [
    "CSV with milliseconds",
    (events) => [`ts;host;name\n${listed(events, ({ name, host, ms }) => `${ms};${host};${name}`)}`],
  ],
  [
    "key=value lines",
    (events) => listed(events, ({ name, host, ms }) => `time=${iso(ms)} host=${host} name="${name}"`),
  ],
  [
    "key=value with seconds",
    (events) => listed(events, ({ name, host, ms }) => `ts=${ms / 1000} host=${host} msg="${name}"`),
  ],
  [
    "blocks of key: value",
    (events) => [
      events
        .map(({ name, host, ms }) => `alert: ${name}\nhost: ${host}\nstarts at: ${iso(ms)}\ntime: ${iso(ms)}`)
        .join("\n\n"),
    ],
  ],
  ["one alert a message", (events) => events.map(({ name, host, ms }) => `${name} on ${host} at ${iso(ms)}`)],
];

function sessions(form: (events: Happened[]) => string[], suffix = ""): EngineTranscript[] {
  return INCIDENTS.map((events, index) =>
    aTranscript(
      `sesn_${index}${suffix}`,
      form(events).map((answer) => ({ tool: "list_alerts", input: { window: "24h" }, answer, isError: false })),
      { createdAt: iso((events.at(-1)?.ms ?? 0) + 3_600_000) },
    ),
  );
}

function dream(transcripts: EngineTranscript[], memories: EngineMemory[] = []) {
  const reports = transcripts.map((transcript) => localEngine.readTranscript({ transcript, memories }));
  const proposal = consolidateReports(memories, reports);
  return { ...proposal, patterns: proposal.findings.filter(({ kind }) => kind === "pattern") };
}

const SPIKE = "`HighLatency` follows `CPU spike` after 60 s (mean 60 s, spread 0.7 s) on the same source: 5 of 5 times";

describe("an alert that always fires 60 s after a CPU spike, in five ordinary sessions", () => {
  test.each(FORMS)("told as %s", (_form, form) => {
    const { patterns, files } = dream(sessions(form));
    expect(patterns.map(({ rationale }) => rationale.slice(0, SPIKE.length))).toEqual([SPIKE]);
    expect(contentOf(files, "/lessons/patterns.md")).toContain("`CPU spike` is followed by `HighLatency` after 60 s");
  });

  test("told several times in a session, and by several sessions, each event counts once", () => {
    const [, json = () => []] = FORMS[0] ?? [];
    const [, log = () => []] = FORMS[4] ?? [];
    const twice = (events: Happened[]) => [...json(events), ...log(events), ...json(events)];
    const { patterns } = dream([...sessions(twice), ...sessions(log, "_b")]);
    expect(patterns.map(({ rationale }) => rationale.slice(0, SPIKE.length))).toEqual([SPIKE]);
  });

  test("a second dream over the result and the same sessions proposes nothing", () => {
    const transcripts = sessions(FORMS[4]?.[1] ?? (() => []));
    const { files } = dream(transcripts);
    expect(dream(transcripts, adopt([], files))).toMatchObject({ files: [], patterns: [] });
  });
});
