import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pairToolCalls } from "@/lib/engines/local/calls/tool-calls";
import { draftContents, openDraft } from "@/lib/engines/local/draft/draft";
import { aMemory, aTranscript, type CallSketch } from "@/lib/engines/local/engine-builders";
import { type EngineRules, NO_RULES } from "@/lib/engines/local/engine-rules";
import { readOutcomes } from "@/lib/engines/local/stale/read-outcomes";
import { stalePass } from "@/lib/engines/local/stale/stale-pass";
import type { EngineEvent, EngineMemory, EngineTranscript, TranscriptReport } from "@/lib/engines/types";

const AT = new Date("2026-11-20T12:00:00Z");

function reportOf(transcript: EngineTranscript, memories: EngineMemory[]): TranscriptReport {
  const calls = pairToolCalls(transcript);
  const { sessionId, title, createdAt } = transcript;
  const outcomes = readOutcomes(transcript, calls, memories);
  const empty = { failures: [], mentions: [], claims: [], signals: [], workflow: null, corrections: [] };
  return { sessionId, title, createdAt, eventCount: 0, toolCallCount: calls.length, ...empty, outcomes };
}

function dream(memories: EngineMemory[], transcripts: EngineTranscript[] = [], rules: EngineRules = NO_RULES) {
  const draft = openDraft(memories, rules);
  stalePass(draft, { reports: transcripts.map((transcript) => reportOf(transcript, memories)), at: AT });
  return {
    findings: draft.findings,
    contents: new Map(draftContents(draft).map(({ path, content }) => [path, content])),
  };
}

function says(type: "user.message" | "agent.message", text: string): EngineEvent {
  return { id: `says-${text.length}`, type, processedAt: null, payload: { content: [{ type: "text", text }] } };
}

const shell = (command: string, answer: string): CallSketch => ({ tool: "bash", input: { command }, answer });
const session = (calls: CallSketch[], after: EngineEvent[] = []) =>
  aTranscript("sesn_later", calls, { after, createdAt: "2026-11-19T10:00:00.000Z" });

/** The note after a dream with one session in it. */
function noteAfter(note: string, calls: CallSketch[], after: EngineEvent[] = [], rules: EngineRules = NO_RULES) {
  const { contents, findings } = dream([aMemory("/alerts/checkout.md", `${note}\n`)], [session(calls, after)], rules);
  return { note: contents.get("/alerts/checkout.md")?.slice(0, -1) ?? null, findings };
}

const MERGED = [
  shell("gh pr merge 482 --squash", "Merged pull request #482 (Bound checkout retries)"),
  shell("deploy status", "PR #482 was deployed to production at 10:31"),
];

describe("an outcome that a transcript shows", () => {
  test("the fix in flight was merged and deployed", () => {
    const { note, findings } = noteAfter("- Retry storm on checkout: fix in flight (PR #482)", MERGED);
    expect(note).toBe("- Retry storm on checkout: fix finished 2026-11-19 (PR #482) (previously in flight)");
    expect(findings).toMatchObject([{ kind: "stale", state: "proposed", confidence: 0.95, sources: [{ line: 1 }] }]);
    expect(findings[0]?.evidence.map(({ quote }) => quote)).toEqual([
      "Merged pull request #482 (Bound checkout retries)",
      "PR #482 was deployed to production at 10:31",
    ]);
  });

  test.each([
    ["- Fix in flight: PR #482", "- Fix finished 2026-11-19: PR #482 (previously in flight)"],
    ["- PR #482 is in review", "- PR #482 was merged 2026-11-19 (previously in review)"],
    ["- Work on PR #482 is still in progress.", "- Work on PR #482 was finished 2026-11-19. (previously in progress)"],
    [
      "- WIP: bound the retries (PR #482)",
      "- Finished 2026-11-19: bound the retries (PR #482) (previously in progress)",
    ],
    ["- [ ] merge PR #482", "- [x] merge PR #482 (done 2026-11-19)"],
    ["- TODO: merge #482 for checkout", "- Done 2026-11-19: merge #482 for checkout"],
    [
      "- Checkout deploys are blocked on PR #482",
      "- Checkout deploys are no longer blocked since 2026-11-19 on PR #482",
    ],
    [
      "- Checkout is waiting for PR #482 to land",
      "- Checkout is no longer waiting since 2026-11-19 for PR #482 to land",
    ],
    ["- PR #482 is scheduled for 2026-11-18", "- PR #482 was done 2026-11-19 (previously scheduled for 2026-11-18)"],
    [
      "- Fix in flight until 2026-11-18 (#482): do not investigate",
      "- Fix finished 2026-11-19 (#482): do not investigate (previously in flight until 2026-11-18)",
    ],
    [
      "- #482: fix in flight, do not start a new one. Page nobody.",
      "- #482: fix finished 2026-11-19. Page nobody. (previously in flight, do not start a new one)",
    ],
    [
      "- PR #482 in flight (noted 2 times since 2026-11-02)",
      "- PR #482 finished 2026-11-19 (previously in flight) (noted 2 times since 2026-11-02)",
    ],
    [
      "## PR #482: bound retries\n\nStatus: in progress",
      "## PR #482: bound retries\n\nStatus: finished 2026-11-19 (previously in progress)",
    ],
    [
      "- Open work\n  - PR #482 in flight\n  - PR #483 in flight",
      "- Open work\n  - PR #482 finished 2026-11-19 (previously in flight)\n  - PR #483 in flight",
    ],
  ])("%s", (before, after) => {
    expect(noteAfter(before, MERGED).note).toBe(after);
    expect(noteAfter(after, MERGED).findings).toEqual([]);
  });

  test("a note over several lines keeps its old wording behind the new one", () => {
    const before =
      "## Fix in flight\n- 2026-11-16: pull request #482 bounds the retries (3, 250 ms). It is in review and ships with\n  worker v185. Fix in flight until 2026-11-18: do not investigate, mitigate only.";
    expect(noteAfter(before, MERGED).note).toBe(
      "## Fix in flight\n- 2026-11-16: pull request #482 bounds the retries (3, 250 ms). It was merged 2026-11-19 (previously in review) and ships with\n  worker v185. Fix finished 2026-11-19 (previously in flight until 2026-11-18: do not investigate, mitigate only).",
    );
  });

  test("a note that says nothing but that it waits goes", () => {
    expect(noteAfter("# Checkout\n\n- Waiting for PR #482\n- p99 is 300 ms", MERGED).note).toBe(
      "# Checkout\n\n- p99 is 300 ms",
    );
  });

  test("old values are left out when the instructions say so", () => {
    const rules = { ...NO_RULES, keepsOldValues: false };
    expect(noteAfter("- Fix in flight: PR #482", MERGED, [], rules).note).toBe("- Fix finished 2026-11-19: PR #482");
  });

  test.each([
    [
      "JSON of one line",
      [shell("gh pr view 482 --json state,title", '{"state":"MERGED","title":"Bound checkout retries"}')],
    ],
    [
      "JSON in a list",
      [
        shell(
          "curl api/pulls",
          '[\n  {\n    "number": 481,\n    "state": "open"\n  },\n  {\n    "number": 482,\n    "merged": true\n  }\n]',
        ),
      ],
    ],
    ["fields", [shell("gh pr view 482", "title:\tBound retries\nstate:\tMERGED\nnumber:\t482")]],
  ])("is read from %s", (_, calls) => {
    const { note, findings } = noteAfter("- Retry storm: fix in flight (PR #482)", calls);
    expect(note).toBe("- Retry storm: fix finished 2026-11-19 (PR #482) (previously in flight)");
    expect(findings[0]?.evidence).toHaveLength(1);
  });

  test("is told by a person, and by the agent only when a call was about the same id", () => {
    const told = "PR #482 was merged and deployed this morning.";
    const before = "- Retry storm: fix in flight (PR #482)";
    expect(noteAfter(before, [], [says("user.message", told)]).note).toContain("finished 2026-11-19");
    expect(noteAfter(before, [], [says("agent.message", told)]).findings).toEqual([]);
    const called = [shell("gh pr checks 482", "build pass 3m PR #482")];
    expect(noteAfter(before, called, [says("agent.message", told)]).note).toContain("finished 2026-11-19");
  });

  test("cancelled is not finished", () => {
    const { note } = noteAfter("- Migration OPS-12 is in progress", [
      shell("jira view OPS-12", "OPS-12 was cancelled on Monday"),
    ]);
    expect(note).toBe("- Migration OPS-12 was cancelled 2026-11-19 (previously in progress)");
  });

  test("without ids at least two words must be the same", () => {
    const before = "- Ledger archive migration is in progress";
    expect(noteAfter(before, [shell("migrate", "ledger archive migration completed in 41 s")]).note).toContain(
      "was finished",
    );
    expect(noteAfter(before, [shell("migrate", "ledger backup completed in 41 s")]).findings).toEqual([]);
  });
});

describe("nothing ended", () => {
  test.each([
    "PR #482 is not merged yet",
    "PR #482 will be deployed tomorrow",
    "If PR #482 is merged, tell me",
    "Has PR #482 been merged?",
    "PR #482 failed to be merged",
    "PR #4820 was merged",
    "PR #481 was merged",
    '{"number": 482, "state": "OPEN", "title": "closed circuit fixed"}',
    "PR #482 can be merged",
    "PR #482: merged 50 % of the commits",
  ])("%s", (answer) => {
    expect(noteAfter("- Retry storm: fix in flight (PR #482)", [shell("status", answer)]).findings).toEqual([]);
  });

  test("what was reopened goes on", () => {
    const calls = [...MERGED, shell("gh pr view 482", "PR #482 was reopened")];
    expect(noteAfter("- Fix in flight: PR #482", calls).findings).toEqual([]);
  });

  test("what memory itself showed is no outcome", () => {
    const calls = [shell("cat /mnt/memory/team-sre/log.md", "- PR #482 was merged and deployed")];
    expect(noteAfter("- Fix in flight: PR #482", calls).findings).toEqual([]);
  });

  test.each([
    "- At most 50 in-flight requests per worker (PR #482)",
    "- PR #482 is no longer in progress",
    "- PR #482 was in review for a week",
    "- `in progress` is a state of PR #482",
    "- PR #482 merged, rollout of the rest in progress",
  ])("is unfinished: %s", (note) => {
    expect(noteAfter(note, [shell("gh pr view", "PR #482 was merged")]).findings).toEqual([]);
  });

  test("an outcome older than the note", () => {
    expect(noteAfter("- 2026-11-20: PR #482 in progress again", MERGED).findings).toEqual([]);
    const memory = {
      ...aMemory("/a.md", "- PR #482 in progress\n"),
      origins: [{ line: 1, at: "2026-11-19T12:00:00.000Z", byPerson: false }],
    };
    expect(dream([memory], [session(MERGED)]).findings).toEqual([]);
  });
});

describe("left to a person", () => {
  test("one of two things in a sentence has ended", () => {
    const { note, findings } = noteAfter("- PR #482 and PR #483 are in review", MERGED);
    expect(note).toBe("- PR #482 and PR #483 are in review");
    expect(findings).toMatchObject([{ state: "left_alone", reason: expect.stringContaining("more than one thing") }]);
  });

  test("a workaround whose condition has come", () => {
    const { findings } = noteAfter("- Use the second replica until PR #482 is merged", MERGED);
    expect(findings).toMatchObject([{ state: "left_alone", reason: expect.stringContaining("outcome is known") }]);
  });

  test("a person's line is offered, switched off", () => {
    const memory = {
      ...aMemory("/a.md", "- PR #482 in progress\n"),
      origins: [{ line: 1, at: "2026-11-01T12:00:00.000Z", byPerson: true }],
    };
    expect(dream([memory], [session(MERGED)]).findings).toMatchObject([
      { state: "off", suggestion: [{ lines: ["- PR #482 finished 2026-11-19 (previously in progress)"] }] },
    ]);
  });
});

describe("dates that have passed", () => {
  const seen = (note: string) => {
    const { contents, findings } = dream([aMemory("/a.md", `# Notes\n\n- Another note\n${note}\n`)]);
    return { isGone: !contents.get("/a.md")?.includes(note), reasons: findings.map(({ reason }) => reason) };
  };

  test.each([
    "- Deploy freeze until 2026-11-14",
    "- Freeze until Friday 2026-11-14: no deploys to checkout",
    "- Alerts of the search cluster are muted until 14 November 2026.",
    "- The ledger is read-only until Nov 14th, 2026",
    "- 2026-11-10: on-call map frozen until Friday",
    "- Temporary limit of 3 uploads until 14.11.2026",
  ])("gone: %s", (note) => {
    expect(seen(note)).toEqual({ isGone: true, reasons: [null] });
  });

  test.each([
    ["- Deploy freeze until 2026-11-19", "less than a day"],
    ["- Deploy freeze until Nov 14", "names no year"],
    ["- Support contract runs until 2026-10-31", "does it still hold"],
    ["- Deploy freeze until 2026-11-14. The release train leaves on Mondays.", "says more"],
    ["- Fix in flight until 2026-11-14 (PR #9)", "no transcript tells"],
  ])("asked: %s", (note, reason) => {
    expect(seen(note)).toEqual({ isGone: false, reasons: [expect.stringContaining(reason)] });
  });

  test.each([
    "- Deploy freeze until 2026-11-20",
    "- Deploy freeze until 2026-12-01",
    "- Deploy freeze until Friday",
    "- Deploys were frozen until 2026-11-14",
    "- `hold until 2026-11-14` is the syntax",
  ])("seen, and nothing to say: %s", (note) => {
    expect(seen(note)).toEqual({ isGone: false, reasons: [] });
  });
});

test("whatever the notes, a second dream proposes nothing and lines outside an edit stay", () => {
  const phrase = fc.constantFrom(
    "in flight",
    "is in progress",
    "pending",
    "[ ] ship",
    "waiting for review",
    "TODO: it",
    "until 2026-11-01",
    "scheduled for 2026-11-02",
    "done",
    "temporary",
  );
  const note = fc
    .tuple(phrase, fc.integer({ min: 480, max: 484 }), fc.constantFrom("retries", "ledger sync", ""))
    .map(([said, id, word]) => `- ${said} ${word} PR #${id}`);
  fc.assert(
    fc.property(fc.array(note, { maxLength: 8 }), (notes) => {
      const content = notes.map((line) => `${line}\n`).join("");
      const memories = [aMemory("/a.md", content)];
      const first = dream(memories, [session(MERGED)]);
      const kept = first.contents.get("/a.md") ?? "";
      const untouched = notes.filter((line) => !line.includes("#482") && !line.includes("until"));
      for (const line of untouched) expect(kept).toContain(line);
      const second = dream([aMemory("/a.md", kept)], [session(MERGED)]);
      expect(second.findings.filter(({ state }) => state === "proposed")).toEqual([]);
      expect(second.contents.get("/a.md")).toBe(kept);
    }),
  );
});
