import { describe, expect, test } from "vitest";
import { adopt, type CallSketch } from "@/lib/engines/local/engine-builders";
import { aReport, aSession, contentOf, falseQuotes, runPass } from "@/lib/engines/local/patterns/pattern-builders";
import { workflowsPass } from "@/lib/engines/local/workflows/workflows-pass";
import type { EngineTranscript } from "@/lib/engines/types";

const PATH = "/lessons/workflows.md";
const run = (command: string, answer = "done"): CallSketch => ({
  tool: "bash",
  input: { command },
  answer,
  isError: false,
});
const open = (file: string): CallSketch => ({
  tool: "open_ticket",
  input: { file_name: file },
  answer: "text",
  isError: false,
});

const GOOD = [run("git fetch origin"), run("make snapshot"), run("make migrate"), run("make smoke")];
const BAD = [run("git fetch origin"), run("make migrate"), run("make smoke")];
const noise = (day: number) => [open(`t-${day}`), run(`ls part${day % 3}`)];

function went(day: number, calls: CallSketch[], reply: string): EngineTranscript {
  const at = day % calls.length;
  return aSession(day, [...calls.slice(0, at), ...noise(day).slice(0, 1), ...calls.slice(at)], {
    before: "Roll it out",
    after: reply,
  });
}
const well = [2, 3, 4, 5, 6].map((day) => went(day, GOOD, "Perfect, it works now."));
const badly = [10, 11, 12, 13, 14].map((day) => went(day, BAD, "It is still broken, revert that."));
const reports = (transcripts: EngineTranscript[]) => transcripts.map(aReport);

describe("how a session ended", () => {
  const outcome = (reply: string | undefined, calls = GOOD) =>
    aReport(aSession(2, calls, { before: "Roll it out", ...(reply === undefined ? {} : { after: reply }) })).workflow
      ?.outcome;
  test.each([
    ["Great, that fixed it!", "success"],
    ["It still fails with the same error", "failure"],
    ["Thanks, bye", "unknown"],
    ["Tell me whether it works now", "unknown"],
    ["Does it work now?", "unknown"],
    [undefined, "unknown"],
  ])("%s: %s", (reply, expected) => {
    expect(outcome(reply)).toBe(expected);
  });

  test("a grading counts most, then words, then the last calls", () => {
    const session = aSession(2, GOOD, { before: "Roll it out", after: "It works now" });
    const graded = { id: "g", type: "span.outcome_evaluation_end", processedAt: null, payload: { result: "failed" } };
    expect(aReport({ ...session, events: [...session.events, graded] }).workflow?.outcome).toBe("failure");
    expect(outcome(undefined, [...GOOD, run("npm test", "12 passed")])).toBe("success");
    expect(outcome(undefined, [...GOOD, run("npm test", "1 failed, 11 passed")])).toBe("failure");
    expect(outcome(undefined, [...GOOD, { ...run("npm test", "Exit code 1\nboom"), isError: true }])).toBe("failure");
  });

  test("failed calls and memory reads are no steps", () => {
    const session = aSession(2, [
      run("cat /mnt/memory/team-sre/x.md"),
      { ...run("make lint"), isError: true },
      run("make fmt && make test"),
    ]);
    expect(aReport(session).workflow?.steps.map(({ name }) => name)).toEqual(["make fmt", "make test"]);
  });
});

describe("workflows", () => {
  test("what sessions that went well share and failed ones do not becomes a note", () => {
    const { findings, files } = runPass(workflowsPass, [], reports([...well, ...badly]));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.rationale).toBe(
      "`git fetch origin`, then `make snapshot`, then `make migrate`, then `make smoke`: 5 of 5 sessions that went well have it, 0 of 5 that failed.",
    );
    expect(contentOf(files, PATH)).toContain("- Seen: in 5 sessions that went well, 2026-11-02 to 2026-11-06\n");
    expect(falseQuotes(findings[0]?.evidence ?? [], well)).toEqual([]);
  });

  test("what failed sessions do as well is no workflow", () => {
    const same = [10, 11, 12].map((day) => went(day, GOOD, "It is still broken, revert that."));
    expect(runPass(workflowsPass, [], reports([...well, ...same])).findings).toEqual([]);
  });

  test("without failed sessions it takes four steps in three sessions, and the note says that nothing was compared", () => {
    const three = well.slice(0, 3);
    expect(runPass(workflowsPass, [], reports(three)).findings[0]?.rationale).toContain(
      "no failed session to compare with",
    );
    expect(runPass(workflowsPass, [], reports(three.slice(1))).findings).toEqual([]);
    const short = [2, 3, 4].map((day) => went(day, BAD, "it works now"));
    expect(runPass(workflowsPass, [], reports(short)).findings).toEqual([]);
  });

  test("a second dream proposes nothing, a later one counts on, and the order of sessions does not matter", () => {
    const all = [...well, ...badly];
    const first = runPass(workflowsPass, [], reports(all));
    expect(runPass(workflowsPass, [], reports([...all].reverse()))).toEqual(first);
    const memories = adopt([], first.files);
    expect(runPass(workflowsPass, memories, reports(all))).toMatchObject({ findings: [], files: [] });
    const later = runPass(workflowsPass, memories, reports([went(20, GOOD, "it works now")]));
    expect(contentOf(later.files, PATH)).toContain("- Seen: in 6 sessions that went well, 2026-11-02 to 2026-11-20\n");
    expect(later.findings).toHaveLength(1);
  });
});
