import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairToolCalls } from "@/lib/engines/local/calls/tool-calls";
import { closeDraft } from "@/lib/engines/local/draft/close-draft";
import { draftContents, openDraft } from "@/lib/engines/local/draft/draft";
import { adopt, aMemory, aTranscript } from "@/lib/engines/local/engine-builders";
import { type EngineRules, NO_RULES } from "@/lib/engines/local/engine-rules";
import { splitLines } from "@/lib/engines/local/text/text-lines";
import { readClaims } from "@/lib/engines/local/verify/read-claims";
import { verifyPass } from "@/lib/engines/local/verify/verify-pass";
import type { EngineMemory, EngineTranscript, TranscriptReport } from "@/lib/engines/types";

type Seen = { session: string; day: string; values: Record<string, unknown>; thing?: string };

function session({ session: id, day, values, thing = "checkout" }: Seen): EngineTranscript {
  const answer = JSON.stringify({ name: thing, ...values });
  return aTranscript(id, [{ tool: "get_service", input: { name: thing }, answer }], {
    createdAt: `2026-11-${day}T09:00:00.000Z`,
  });
}

function reportOf(transcript: EngineTranscript, memories: EngineMemory[]): TranscriptReport {
  const { sessionId, title, createdAt, events } = transcript;
  const claims = readClaims(transcript, pairToolCalls(transcript), memories);
  const nothing = { failures: [], mentions: [], signals: [], workflow: null, corrections: [], outcomes: [] };
  return { sessionId, title, createdAt, eventCount: events.length, toolCallCount: 1, claims, ...nothing };
}

function verify(memories: EngineMemory[], seen: Seen[], rules: EngineRules = NO_RULES) {
  const reports = seen.map((one) => reportOf(session(one), memories));
  const draft = openDraft(memories, rules);
  verifyPass(draft, { reports, at: new Date("2026-11-20T12:00:00Z") });
  const once = draft.findings.length;
  verifyPass(draft, { reports, at: new Date("2026-11-20T12:00:00Z") });
  expect(draft.findings.length).toBe(once);
  return { ...closeDraft(draft), texts: new Map(draftContents(draft).map(({ path, content }) => [path, content])) };
}

const notes = (content: string, more: Partial<EngineMemory> = {}) => [{ ...aMemory("/notes.md", content), ...more }];
const textOf = (memories: EngineMemory[], seen: Seen[], rules?: EngineRules) =>
  verify(memories, seen, rules).texts.get("/notes.md");

describe("verifying the memory against transcripts", () => {
  it("marks a confirmed line with the day of the newest session and the number of sessions", () => {
    const seen: Seen[] = [
      { session: "b", day: "12", values: { port: 8443 } },
      { session: "a", day: "14", values: { port: 8443 } },
      { session: "c", day: "14", values: { owner: "x" } },
    ];
    const result = verify(notes("# Services\n\n- checkout port: 8443  \n- cart port: 1\n"), seen);
    expect(result.texts.get("/notes.md")).toBe(
      "# Services\n\n- checkout port: 8443 (verified 2026-11-14, 2 sessions)  \n- cart port: 1\n",
    );
    expect(result.findings).toMatchObject([
      { kind: "verify", state: "proposed", rationale: "2 sessions confirm `- checkout port: 8443`." },
    ]);
    expect(result.findings[0]?.evidence.map(({ session_id }) => session_id)).toEqual(["a", "b"]);
  });

  it("adds only sessions of later days to a mark", () => {
    const line = "- checkout port: 8443 (noted 2 times since 2026-10-01) (verified 2026-11-14, 3 sessions)\n";
    const known: Seen[] = [
      { session: "a", day: "12", values: { port: 8443 } },
      { session: "b", day: "14", values: { port: 8443 } },
    ];
    expect(verify(notes(line), known).findings).toEqual([]);
    expect(textOf(notes(line), [...known, { session: "c", day: "16", values: { port: 8443 } }])).toBe(
      "- checkout port: 8443 (noted 2 times since 2026-10-01) (verified 2026-11-16, 4 sessions)\n",
    );
  });

  it("replaces a refuted value, keeps the old one as a mark, and counts what found the new one", () => {
    const seen: Seen[] = [
      { session: "a", day: "10", values: { port: 8443 } },
      { session: "b", day: "12", values: { port: 9000 } },
      { session: "c", day: "13", values: { port: 9000 } },
    ];
    const before = notes("- checkout port: 8443 (verified 2026-11-10, 1 session)\r\n- other\r\n");
    const result = verify(before, seen);
    const after = "- checkout port: 9000 (previously 8443) (verified 2026-11-13, 2 sessions)\r\n- other\r\n";
    expect(result.texts.get("/notes.md")).toBe(after);
    expect(result.findings).toMatchObject([{ kind: "contradict", state: "proposed" }]);
    expect(verify(adopt(before, result.files), seen).findings).toEqual([]);
    expect(textOf(before, seen, { ...NO_RULES, keepsOldValues: false })).toBe(
      "- checkout port: 9000 (verified 2026-11-13, 2 sessions)\r\n- other\r\n",
    );
  });

  it("keeps the unit of the line and writes `not` away", () => {
    const seen: Seen[] = [{ session: "a", day: "12", values: { p95_limit_ms: 450, tier: "gold" } }];
    expect(
      textOf(notes("- checkout p95 limit: 300 ms\n- checkout tier is not gold\n- checkout p95_limit_ms: 300\n"), seen),
    ).toBe(
      "- checkout p95 limit: 450 ms (previously 300 ms) (verified 2026-11-12, 1 session)\n- checkout tier is gold (previously not gold) (verified 2026-11-12, 1 session)\n- checkout p95_limit_ms: 450 (previously 300) (verified 2026-11-12, 1 session)\n",
    );
  });

  it("marks a changed line only when the transcripts bear out all that it says", () => {
    const seen: Seen[] = [{ session: "a", day: "12", values: { port: 9000, owner: "ana" } }];
    expect(
      textOf(notes("- checkout: port is 8443, owner is ana\n- checkout port is 8443. Call it with care.\n"), seen),
    ).toBe(
      "- checkout: port is 9000, owner is ana (previously 8443) (verified 2026-11-12, 1 session)\n- checkout port is 9000. Call it with care. (previously 8443)\n",
    );
    const both = verify(notes("- checkout: port is 8443, owner is bo\n"), seen);
    expect(both.findings).toMatchObject([{ kind: "contradict", state: "left_alone" }]);
  });

  it("leaves a line alone when sessions of the same time disagree", () => {
    const seen: Seen[] = [
      { session: "a", day: "12", values: { port: 9000 } },
      { session: "b", day: "12", values: { port: 8443 } },
    ];
    const { findings, files } = verify(notes("- checkout port: 8443\n"), seen);
    expect(files).toEqual([]);
    expect(findings).toMatchObject([{ kind: "contradict", state: "left_alone" }]);
    expect(findings[0]?.rationale).toContain("`8443` and `9000`");
  });

  it("leaves a line alone when the old value stands in it twice, or the new one cannot be written", () => {
    const twice = verify(notes("- checkout 8443 port: 8443\n"), [
      { session: "a", day: "12", values: { port: 9000 }, thing: "checkout 8443" },
    ]);
    expect(twice.findings).toMatchObject([{ state: "left_alone" }]);
    const odd = verify(notes("- checkout owner: ana\n"), [{ session: "a", day: "12", values: { owner: "[bob](x)" } }]);
    expect(odd.files).toEqual([]);
  });

  it("does not let an older transcript refute a line that was written after it", () => {
    const origins = [{ line: 1, at: "2026-11-15T00:00:00Z", byPerson: false }];
    const seen: Seen[] = [{ session: "a", day: "12", values: { port: 9000 } }];
    expect(verify(notes("- checkout port: 8443\n", { origins }), seen).findings).toEqual([]);
  });

  it("offers a change of a person's line only when it is refuted, switched off", () => {
    const origins = [{ line: 1, at: "2026-11-01T00:00:00Z", byPerson: true }];
    const refuted = verify(notes("- checkout port: 8443\n", { origins }), [
      { session: "a", day: "12", values: { port: 9000 } },
    ]);
    expect(refuted.files).toEqual([]);
    expect(refuted.findings).toMatchObject([{ kind: "contradict", state: "off", suggestion: [{ start: 1, end: 1 }] }]);
    const confirmed = verify(notes("- checkout port: 8443\n", { origins }), [
      { session: "a", day: "12", values: { port: 8443 } },
    ]);
    expect(confirmed.findings).toMatchObject([{ kind: "verify", state: "left_alone" }]);
  });

  it("writes no mark into tables, data, front matter and notes of several lines", () => {
    const memories = [
      aMemory(
        "/a.md",
        "---\ncheckout port: 8443\n---\n\n| name | port |\n| --- | --- |\n| checkout | 8443 |\n\nThe port of checkout\nis 8443.\n",
      ),
      aMemory("/b.json", '{"name": "checkout", "port": 8443}\n'),
    ];
    const { findings, files } = verify(memories, [{ session: "a", day: "12", values: { port: 8443 } }]);
    expect(files).toEqual([]);
    expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(["left_alone"]));
    expect(findings.length).toBe(4);
  });

  it("tells of at most fifty findings without a change, and counts the rest", () => {
    const rows = Array.from({ length: 60 }, (_, number) => `| s${number} | 8443 |`).join("\n");
    const memories = notes(`| name | port |\n| --- | --- |\n${rows}\n`);
    const seen = Array.from(
      { length: 60 },
      (_, number): Seen => ({ session: `a${number}`, day: "12", values: { port: 8443 }, thing: `s${number}` }),
    );
    const { findings } = verify(memories, seen);
    expect(findings.length).toBe(51);
    expect(findings.at(-1)?.rationale).toBe("10 more lines were confirmed by transcripts.");
  });

  it("leaves the notes that dreams keep by themselves alone", () => {
    const marker = "<!-- reverie:mistake 0123456789ab from=2026-11-01 to=2026-11-01 sessions=01234567:1 -->";
    expect(
      verify(notes(`## x\n${marker}\n- checkout port: 8443\n`), [{ session: "a", day: "12", values: { port: 8443 } }])
        .findings,
    ).toEqual([]);
  });

  it("gives the same bytes in any order, changes no other line, and has nothing to add to its own result", () => {
    const value = fc.constantFrom(8443, 9000, 9100);
    const line = fc.oneof(
      value.map((port) => `- checkout port: ${port}`),
      value.map((port) => `- The port of checkout is ${port}.`),
      fc.constantFrom("- cart port: 8443", "Some words.", "", "## checkout", "| a | b |", "- port: 9000"),
    );
    const seen = fc.record({
      session: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      day: fc.constantFrom("10", "11", "12", "13"),
      values: value.map((port) => ({ port })),
    });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.uniqueArray(seen, { selector: (one) => one.session, maxLength: 6 }),
        (lines, sessions) => {
          const memories = notes(`${lines.join("\n")}\n`);
          const result = verify(memories, sessions);
          expect(verify(memories, [...sessions].reverse())).toEqual(result);
          const after = splitLines(result.texts.get("/notes.md") ?? "");
          const changed = new Set(
            result.findings.flatMap(({ anchors }) => anchors.flatMap(({ baseLines }) => baseLines)),
          );
          splitLines(memories[0]?.content ?? "").forEach((text, index) => {
            if (!changed.has(index + 1)) expect(after[index]).toBe(text);
          });
          const again = verify(adopt(memories, result.files), sessions);
          expect(again.findings.filter(({ state }) => state === "proposed")).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
