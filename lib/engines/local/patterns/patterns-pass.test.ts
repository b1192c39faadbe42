import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adopt } from "@/lib/engines/local/engine-builders";
import {
  aLook,
  aReport,
  aSession,
  contentOf,
  falseQuotes,
  runPass,
} from "@/lib/engines/local/patterns/pattern-builders";
import { patternsPass } from "@/lib/engines/local/patterns/patterns-pass";
import type { EngineTranscript } from "@/lib/engines/types";

const PATH = "/lessons/patterns.md";
const DAYS = [2, 3, 5, 8, 9];
const START = [37_000, 20_500, 61_234, 45_111, 70_007];

type Line = { seconds: number; text: string };

/** A session of each day whose tool result tells these lines; seconds count from midnight. */
function incidents(linesOf: (index: number) => Line[], days = DAYS): EngineTranscript[] {
  return days.map((day, index) => {
    const midnight = Date.UTC(2026, 10, day);
    const lines = [...linesOf(index)].sort((a, b) => a.seconds - b.seconds);
    const log = lines.map(({ seconds, text }) => `${new Date(midnight + seconds * 1000).toISOString()} ${text}`);
    return aSession(day, [aLook(log.join("\n"))], { before: "What happened last night?" });
  });
}

const start = (index: number) => START[index % START.length] ?? 0;
const spikes = incidents((index) => [
  { seconds: start(index), text: "web-1 CPU spike" },
  { seconds: start(index) + 7 * index, text: "cache refill" },
  { seconds: start(index) + 60 + ([0, 1, -1, 0.5, 0][index % 5] ?? 0), text: "web-1 HighLatency" },
  { seconds: 80_000 - 997 * index * index, text: "backup done" },
]);
const reportsOf = (transcripts: EngineTranscript[]) => transcripts.map(aReport);

describe("patterns across sessions", () => {
  test("an alert that always fires 60 s after a CPU spike in five sessions becomes one note with lag, support and chance", () => {
    const { findings, files } = runPass(patternsPass, [], reportsOf(spikes));
    expect(findings.map(({ rationale }) => rationale)).toEqual([
      "`HighLatency` follows `CPU spike` after 60 s (mean 60.1 s, spread 0.7 s) on the same source: 5 of 5 times in 5 sessions, 2026-11-02 to 2026-11-09; it may be caused by it (hypothesis).",
    ]);
    const note = contentOf(files, PATH);
    expect(note).toContain("## CPU spike, then HighLatency\n<!-- reverie:pattern ");
    expect(note).toMatch(/- Seen: `CPU spike` is followed by `HighLatency` after 60 s .*: 5 of 5 times in 5 sessions/);
    expect(note).toMatch(/Chance alone: p < 1e-\d+\.\n- A possible reason \(hypothesis, not proven\): /);
  });

  test("every quote stands in its event, two from each session", () => {
    const [finding] = runPass(patternsPass, [], reportsOf(spikes)).findings;
    expect(finding?.evidence).toHaveLength(10);
    expect(falseQuotes(finding?.evidence ?? [], spikes)).toEqual([]);
  });

  test("a second dream over the same sessions proposes nothing, and their order does not matter", () => {
    const first = runPass(patternsPass, [], reportsOf(spikes));
    const reversed = runPass(patternsPass, [], reportsOf(spikes).reverse());
    expect(reversed).toEqual(first);
    expect(runPass(patternsPass, adopt([], first.files), reportsOf(spikes))).toMatchObject({ findings: [], files: [] });
  });

  test("a later dream counts on in the note, and an event that two sessions tell counts once", () => {
    const memories = adopt([], runPass(patternsPass, [], reportsOf(spikes)).files);
    const later = incidents(
      (index) => [
        { seconds: 4000 + index, text: "web-1 CPU spike" },
        { seconds: 4060 + index, text: "web-1 HighLatency" },
      ],
      [14],
    );
    const copies = later.map((session) => ({ ...session, sessionId: "sesn_copy" }));
    const { findings, files } = runPass(patternsPass, memories, reportsOf([...later, ...copies]));
    expect(findings).toHaveLength(1);
    const note = contentOf(files, PATH);
    expect(note).toContain(": 6 of 6 times in 7 sessions, 2026-11-02 to 2026-11-14.");
    expect(note.match(/^- Seen/gm)).toHaveLength(1);
    expect(runPass(patternsPass, adopt(memories, files), reportsOf([...later, ...copies])).findings).toEqual([]);
  });

  test("missing followers and some seconds of jitter are told as they are", () => {
    const jitter = [0, 4, -3, 2, -4, 1, 3, -2, 0, 5, -1, 2, -3];
    const days = jitter.map((_, index) => index + 1);
    const sessions = incidents(
      (index) => [
        { seconds: 9000 + 4567.3 * index, text: "db-2 connection limit" },
        ...(index % 3 === 2
          ? []
          : [{ seconds: 9000 + 4567.3 * index + 300 + (jitter[index] ?? 0), text: "db-2 QueueDepth" }]),
      ],
      days,
    );
    const [finding, ...others] = runPass(patternsPass, [], reportsOf(sessions)).findings;
    expect(others).toEqual([]);
    expect(finding?.rationale).toMatch(/after 300 s .*: 9 of 13 times in 9 sessions/);
  });

  test("of a chain only its links are reported", () => {
    const chain = incidents((index) => [
      { seconds: start(index) + 0.3, text: "CPU spike" },
      { seconds: start(index) + 20.3 + 0.2 * index, text: "retry storm" },
      { seconds: start(index) + 110.3 + 0.1 * index, text: "HighLatency" },
    ]);
    const titles = runPass(patternsPass, [], reportsOf(chain)).findings.map(
      ({ rationale }) => rationale.split(" after ")[0],
    );
    expect(titles.sort()).toEqual(["`HighLatency` follows `retry storm`", "`retry storm` follows `CPU spike`"]);
  });

  test("heartbeats, and one recording that several sessions read, are no patterns", () => {
    const beats = incidents((index) =>
      Array.from({ length: 60 }, (_, minute) => minute).flatMap((minute) => [
        { seconds: 3600 * index + minute * 60, text: "cpu sampled" },
        { seconds: 3600 * index + minute * 60 + 5, text: "disk sampled" },
      ]),
    );
    expect(runPass(patternsPass, [], reportsOf(beats)).findings).toEqual([]);
    const recording = [0, 1, 2, 3, 4].map((index) => [7001 + index * 1733, index] as const);
    const text = recording
      .flatMap(([seconds]) => [
        `${new Date(Date.UTC(2026, 9, 1) + seconds * 1000).toISOString()} start`,
        `${new Date(Date.UTC(2026, 9, 1) + (seconds + 30) * 1000).toISOString()} stop now`,
      ])
      .join("\n");
    const readers = DAYS.map((day) => aSession(day, [aLook(text)]));
    expect(runPass(patternsPass, [], reportsOf(readers)).findings).toEqual([]);
  });

  test("a note whose marker a person took away is not written again", () => {
    const mine = [{ path: PATH, content: "## CPU spike, then HighLatency\n\nKnown, leave it.\n", sha256: "" }];
    expect(runPass(patternsPass, mine, reportsOf(spikes))).toMatchObject({ findings: [], files: [] });
  });

  test("alerts that follow after any time, or come at any time, give no pattern", () => {
    // Without the bias to round and extreme values, which would be constant lags.
    const seconds = fc.noBias(fc.integer({ min: 1, max: 3_600_000 })).map((ms) => ms / 1000);
    const sessions = fc.array(fc.tuple(fc.noBias(fc.integer({ min: 1000, max: 80_000 })), seconds, seconds), {
      minLength: 8,
      maxLength: 20,
    });
    let alarms = 0;
    fc.assert(
      fc.property(sessions, (days) => {
        const found = incidents(
          (index) => {
            const [first, lag, other] = days[index] ?? [0, 0, 0];
            return [
              { seconds: first, text: "CPU spike" },
              { seconds: first + lag, text: "HighLatency" },
              { seconds: 20 * other, text: "cache refill" },
            ];
          },
          days.map((_, index) => index + 1),
        );
        alarms += runPass(patternsPass, [], reportsOf(found)).findings.length;
      }),
      { seed: 20_261_102, numRuns: 60 },
    );
    expect(alarms).toBe(0);
  });
});
