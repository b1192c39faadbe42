import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeDraft } from "@/lib/engines/local/draft/close-draft";
import { beginRound, openDraft } from "@/lib/engines/local/draft/draft";
import { NO_RULES } from "@/lib/engines/local/engine-rules";
import { notesPass } from "@/lib/engines/local/notes/notes-pass";
import { previousValue } from "@/lib/engines/local/notes/previous-value";
import { splitLines } from "@/lib/engines/local/text/text-lines";
import type { EngineMemory } from "@/lib/engines/types";
import { withoutMarks } from "@/lib/engines/without-marks";

type Line = { text: string; day: number; byPerson?: boolean };

function fileOf(path: string, lines: Line[]): EngineMemory {
  return {
    path,
    content: lines.map(({ text }) => `${text}\n`).join(""),
    sha256: "",
    origins: lines.map(({ day, byPerson }, index) => ({
      line: index + 1,
      at: `2026-11-${String(day).padStart(2, "0")}T09:00:00.000Z`,
      byPerson: byPerson ?? false,
    })),
  };
}

/** What the notes pass alone proposes, in as many rounds as a dream would take. */
function compare(memories: EngineMemory[], keepsOldValues = true) {
  const draft = openDraft(memories, { ...NO_RULES, keepsOldValues });
  const count = () => draft.findings.filter(({ state }) => state === "proposed").length;
  for (let rounds = 0, before = -1; rounds < 8 && before !== count(); rounds += 1) {
    before = count();
    beginRound(draft);
    notesPass(draft, { reports: [], at: new Date("2026-11-20T12:00:00Z") });
  }
  return closeDraft(draft);
}

/** The memories after the proposal. Lines that only got a mark keep their origin, as the history of a file has it. */
function dreamt(memories: EngineMemory[], keepsOldValues = true): EngineMemory[] {
  const { files, findings } = compare(memories, keepsOldValues);
  return memories.flatMap((memory): EngineMemory[] => {
    const changed = files.find(({ path }) => path === memory.path);
    if (changed === undefined) return [memory];
    if (changed.content === null) return [];
    const anchors = findings.flatMap((finding) => finding.anchors).filter(({ path }) => path === memory.path);
    const gone = new Set(anchors.flatMap(({ baseLines }) => baseLines));
    const written = new Set(anchors.flatMap(({ proposedLines }) => proposedLines));
    const base = splitLines(memory.content);
    const kept = (memory.origins ?? []).filter(({ line }) => !gone.has(line));
    const changedOnes = (memory.origins ?? []).filter(({ line }) => gone.has(line));
    const bodyOf = (text: string) => withoutMarks(text).trim();
    let next = 0;
    const origins = splitLines(changed.content).map((text, index) => {
      const line = index + 1;
      const origin = written.has(line)
        ? changedOnes
            .filter((one) => bodyOf(base[one.line - 1] ?? "") === bodyOf(text) && !one.byPerson)
            .sort((a, b) => ((a.at ?? "") < (b.at ?? "") ? 1 : -1))[0]
        : kept[next++];
      return { line, at: origin?.at ?? "2026-11-20T12:00:00.000Z", byPerson: origin?.byPerson ?? false };
    });
    return [{ path: memory.path, content: changed.content, sha256: "", origins }];
  });
}

function judge(older: string, newer: string): string {
  const lines = [
    { text: `- ${older}`, day: 1 },
    { text: `- ${newer}`, day: 8 },
  ];
  const [found, ...more] = compare([fileOf("/notes.md", lines)]).findings;
  expect(more).toEqual([]);
  return found === undefined ? "nothing" : `${found.kind} ${found.state}`;
}

test.each([
  ["The owner of checkout is team blue", "The owner of checkout is team green"],
  ["checkout runs on port 8443", "checkout runs on port 9443"],
  ["Redis cache TTL is 300 s for sessions", "Redis cache TTL is 600 s for sessions"],
  ["The health check timeout is 500 ms", "The health check timeout is 500 s"],
  ["Acme pays by invoice within 30 days", "Acme pays by invoice within 60 days"],
  ["The SLA for Initech is 99.5%", "The SLA for Initech is 99.9%"],
  ["Dana's sister lives in Graz", "Dana's sister does not live in Graz"],
  ["Dark mode is enabled by default", "Dark mode is disabled by default"],
  ["Force pushes to main are allowed", "Force pushes to main are not allowed"],
  ["Run migrations before the deploy", "Run migrations after the deploy"],
  ["The firewall blocks outgoing SMTP", "The firewall allows outgoing SMTP"],
  ["All services export traces", "Some services export traces"],
  ["The hook is safe to run in parallel", "The hook is unsafe to run in parallel"],
  ["owner: team-a", "owner: team-b"],
  ["port: 8080", "port: 9090"],
  ["Der Server läuft auf Port 8080", "Der Server läuft auf Port 9090"],
  ["Le serveur écoute sur le port 8080", "Le serveur écoute sur le port 9090"],
])("a newer value supersedes: %s / %s", (older, newer) => {
  expect(judge(older, newer)).toBe("contradict proposed");
});

test.each([
  ["Team blue owns the checkout service", "Team green owns the checkout service"],
  ["Use tabs for indentation in this repository", "Use spaces for indentation in this repository"],
  ["Mara reports to Tomas", "Tomas reports to Mara"],
  ["OPS-12 blocks OPS-15", "OPS-15 blocks OPS-12"],
  ["Traffic fails over from Frankfurt to Dublin", "Traffic fails over from Dublin to Frankfurt"],
  ["Page somebody when lag grows", "Page somebody when lag grows during the batch"],
])("what is not certain is asked: %s / %s", (older, newer) => {
  expect(judge(older, newer)).toBe("contradict left_alone");
});

test.each([
  ["web-1 has 16 GB of memory", "web-2 has 32 GB of memory"],
  ["checkout runs on port 8443", "payments runs on port 9443"],
  ["The owner of checkout is team blue", "The owner of payments is team blue"],
  ["Acme pays by invoice within 30 days", "Globex pays by card within 10 days"],
  ["The main contact of Acme is Ines", "The billing contact of Acme is Petra"],
  ["Alert HighLatency pages team-a after 5 minutes", "Alert HighErrors pages team-b after 10 minutes"],
  ["p95 latency of search is 120 ms", "p99 latency of search is 450 ms"],
  ["checkout depends on redis", "checkout depends on postgres"],
  ["checkout listens on port 8443 for clients", "checkout listens on port 9100 for metrics"],
  ["Use the blue pool if the green pool is full", "Use the blue pool if the red pool is full"],
  ["When the queue is full, drop messages", "When the queue is empty, stop workers"],
  ["Mara likes hiking", "Mara likes chess"],
  ["Mara speaks Spanish", "Mara speaks German"],
  ["Never log tokens", "Never log passwords"],
  ["Do not edit generated files", "Do not edit vendored files"],
  ["Book flights with Lufthansa for work trips", "Book flights with KLM for private trips"],
  ["Step 1: stop the writer and wait", "Step 2: stop the reader and wait"],
  ["Incident 231: the relay lost 40 mails", "Incident 245: the relay lost 12 mails"],
  ["Exit code 137 means out of memory", "Exit code 143 means out of time"],
  ["Lesson: check the lock first", "Lesson: warn support first"],
  ["tags: red green", "tags: blue yellow"],
  ["alert: disk is full", "alert: queue is full"],
  ["2026-11-02: deployed checkout 1.4.2", "2026-11-04: deployed checkout 1.4.3"],
  ["2026-11-02: disk of db-1 was 91% full", "2026-11-09: disk of db-1 was 94% full"],
  ["2026-11-02: outage of the search, 14 min", "2026-11-08: outage of the search, 3 min"],
  ["On 2 November the relay failed for 10 minutes", "On 9 November the relay failed for 25 minutes"],
  ["Dropout 0.1 gave 71.2 accuracy", "Dropout 0.3 gave 72.9 accuracy"],
  ["payments does not run on port 8441", "checkout runs on port 9000"],
  ["checkout runs on port 9000", "payments does not run on port 8441"],
  ["Frau Kern mag kurze Berichte", "Herr Vogt schreibt lange Berichte"],
  ["王伟负责支付服务", "李娜负责搜索服务"],
])("two facts stay side by side: %s / %s", (older, newer) => {
  expect(judge(older, newer)).toBe("nothing");
});

test("many services with the same kinds of notes raise no question", () => {
  const services = Array.from({ length: 40 }, (_, index) => `svc${String.fromCharCode(97 + (index % 26))}${index}`);
  const lines = services.flatMap((name, index): Line[] =>
    [
      `${name} runs on port ${8000 + index}`,
      `The owner of ${name} is team ${["blue", "green", "red"][index % 3]}`,
      `${name} depends on ${services[(index + 3) % 40]}`,
      `Restart ${name} before the deploy, never after it`,
      `Alert ${name}-latency pages team-${index % 4} after ${2 + (index % 9)} minutes`,
    ].map((text, kind) => ({ text: `- ${text}`, day: 1 + ((index * 5 + kind * 3) % 18) })),
  );
  expect(compare([fileOf("/services.md", lines)]).findings).toEqual([]);
});

describe("keys and values", () => {
  test("a list of records keeps each record's values", () => {
    const lines = ["# Services", "name: checkout", "owner: team-a", "", "name: payments", "owner: team-b"];
    const memory = fileOf(
      "/services.md",
      lines.map((text, index) => ({ text, day: index + 1 })),
    );
    expect(compare([memory]).findings).toEqual([]);
  });

  test("the same key under another heading is another value", () => {
    const lines = ["## checkout", "owner: team-a", "", "## payments", "owner: team-b"];
    const memory = fileOf(
      "/services.md",
      lines.map((text, index) => ({ text, day: index + 1 })),
    );
    expect(compare([memory]).findings).toEqual([]);
  });
});

test("without times both stay and a person is asked", () => {
  const content = "- checkout runs on port 8443\n- checkout runs on port 9443\n";
  const { findings, files } = compare([{ path: "/notes.md", content, sha256: "" }]);
  expect(files).toEqual([]);
  expect(findings.map(({ kind, state }) => `${kind} ${state}`)).toEqual(["contradict left_alone"]);
});

test.each([
  ["checkout runs on port 8443", "checkout runs on port 9443", "8443"],
  [
    "The alert pages team-a after 5 minutes",
    "The alert pages team-b after 10 minutes",
    "The alert pages team-a after 5 minutes",
  ],
  ["Dana works at Initech as a designer", "Dana works at Globex as a painter", "Dana works at Initech as a designer"],
])("the value that was replaced: %s -> %s", (older, newer, value) => {
  expect(previousValue(older, newer)).toBe(value);
});

test("a chain of values ends with the newest, which names the one before, once", () => {
  const ports = [8441, 8442, 8443, 8444];
  const memory = fileOf(
    "/notes.md",
    ports.map((port, index) => ({ text: `- checkout runs on port ${port}`, day: index + 1 })),
  );
  const kept = dreamt([memory]);
  expect(kept[0]?.content).toMatch(/^- checkout runs on port 8444 \(previously 8443\)\n$/);
  expect(dreamt([memory], false)[0]?.content).toBe("- checkout runs on port 8444\n");
});

test("findings over one file mark the lines that they mean", () => {
  const verified = "- payments runs on port 8441 (verified 2026-11-03, 2 sessions)";
  const lines = [
    verified,
    "- checkout runs on port 9000",
    "- checkout runs on port 9000",
    verified.slice(0, 28),
    "- last",
  ];
  const memory = fileOf(
    "/a.md",
    lines.map((text, index) => ({ text, day: 1 + index })),
  );
  expect(dreamt([memory])[0]?.content).toBe(`- checkout runs on port 9000\n${verified}\n- last\n`);
});

const values = ["8441", "8442", "8443", "9000"];
const anyNote = fc.constantFrom(
  ...values.map((value) => `- checkout runs on port ${value}`),
  ...values.map((value) => `- 2026-11-0${value.at(-1) === "0" ? 9 : value.at(-1)}: The port of payments is ${value}`),
  "- CHECKOUT RUNS ON PORT 8441",
  "- payments does not run on port 8441",
  "- payments runs on port 8441 (verified 2026-11-03, 2 sessions)",
  "- The relay waits if the vault is sealed today",
  "- If the vault is sealed today the relay waits",
  "- Who owns the checkout service? Team Blue.",
  "- The checkout service is owned by Team Blue. (noted 3 times since 2026-10-01)",
  "owner: team-a",
  "owner: team-b",
  "## payments",
  "",
);
const anyFile = fc.array(fc.record({ text: anyNote, day: fc.integer({ min: 1, max: 9 }), byPerson: fc.boolean() }), {
  maxLength: 9,
});
const anyStore = fc
  .tuple(anyFile, anyFile)
  .map(([a, b]) => [fileOf("/a.md", a), fileOf("/b.md", b)].filter(({ content }) => content !== ""));

describe("any store", () => {
  test("every line that goes is named by a finding", () => {
    fc.assert(
      fc.property(anyStore, fc.boolean(), (memories, keepsOld) => {
        const { findings, files } = compare(memories, keepsOld);
        for (const { path, content } of files) {
          const named = new Set(
            findings.flatMap(({ anchors }) =>
              anchors.filter((anchor) => anchor.path === path).flatMap(({ baseLines }) => baseLines),
            ),
          );
          const base = splitLines(memories.find((memory) => memory.path === path)?.content ?? "");
          const left = splitLines(content ?? "");
          const unnamed = base.filter((_, index) => !named.has(index + 1));
          expect(left).toEqual(expect.arrayContaining(unnamed));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a second dream over the output proposes nothing, and no mark stands twice", () => {
    fc.assert(
      fc.property(anyStore, fc.boolean(), (memories, keepsOld) => {
        const output = dreamt(memories, keepsOld);
        for (const line of output.flatMap(({ content }) => splitLines(content))) {
          for (const mark of ["(previously ", "(noted ", "(verified "]) expect(line.split(mark).length).toBeLessThan(3);
        }
        const again = compare(output, keepsOld);
        expect(again.findings.filter(({ state }) => state === "proposed")).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("a person's line stays", () => {
    fc.assert(
      fc.property(anyFile, (lines) => {
        const [file] = dreamt([fileOf("/a.md", lines)]);
        const left = splitLines(file?.content ?? "");
        const byHand = lines.filter(({ byPerson, text }) => byPerson && text !== "").map(({ text }) => `${text}\n`);
        expect(left).toEqual(expect.arrayContaining(byHand));
      }),
      { numRuns: 200 },
    );
  });

  test("the order of the files does not matter", () => {
    fc.assert(
      fc.property(anyStore, (memories) => {
        expect(compare([...memories].reverse())).toEqual(compare(memories));
      }),
      { numRuns: 150 },
    );
  });
});
