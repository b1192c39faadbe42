import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adopt, aMemory, aTranscript, dreamOver } from "@/lib/engines/local/engine-builders";
import { splitLines } from "@/lib/engines/local/text/text-lines";
import type { EngineMemory, Proposal } from "@/lib/engines/types";

/** The proposal for all files but the index. */
function proposedFor(memories: EngineMemory[]): Map<string, string | null> {
  const { files } = dreamOver(memories);
  return new Map(files.filter(({ path }) => path !== "/index.md").map(({ path, content }) => [path, content]));
}

function mergesIn(memories: EngineMemory[]) {
  return dreamOver(memories).findings.filter(({ kind }) => kind === "merge");
}

const ALERT = "CheckoutLatencyHigh fires 60 s after a CPU spike on payments-api";

describe("duplicate notes", () => {
  test("five notes on one alert become one: newest wording, number and oldest date kept", () => {
    const memories = [
      aMemory(
        "/alerts/checkout.md",
        `# Checkout alerts\n\n- 2026-11-14 09:12: ${ALERT}\n- Dashboards live in Grafana folder 7\n`,
      ),
      aMemory(
        "/triage-log.md",
        `# Triage log\n\n- [2026-11-15] ${ALERT}.\n- 2026-11-16 (sesn_01abc): **${ALERT}**\n- [2026-11-17 08:00, sesn_01def] ${ALERT.toLowerCase().replace("checkoutlatencyhigh", "CheckoutLatencyHigh").replace("cpu", "CPU")}\n`,
      ),
      aMemory("/notes/2026-11-18.md", `- 2026-11-18T07:30:00Z ${ALERT} (noted by agent-5)\n`),
    ];
    const proposed = proposedFor(memories);
    expect(proposed.get("/notes/2026-11-18.md")).toBe(
      `- 2026-11-18T07:30:00Z ${ALERT} (noted by agent-5) (noted 5 times since 2026-11-14 09:12)\n`,
    );
    expect(proposed.get("/alerts/checkout.md")).toBe("# Checkout alerts\n\n- Dashboards live in Grafana folder 7\n");
    expect(proposed.get("/triage-log.md")).toBeNull();
    const [merge, ...others] = mergesIn(memories);
    expect(others).toEqual([]);
    expect(merge?.rationale).toContain("5 notes in 3 files say the same");
    expect(merge?.sources).toHaveLength(5);
  });

  test("a later duplicate counts on instead of adding a second mark", () => {
    const memory = aMemory(
      "/notes.md",
      `- 2026-11-18: ${ALERT} (noted 5 times since 2026-11-14)\n- 2026-11-19: ${ALERT}\n`,
    );
    expect(proposedFor([memory]).get("/notes.md")).toBe(`- 2026-11-19: ${ALERT} (noted 6 times since 2026-11-14)\n`);
  });

  test.each([
    ["a number", "Retry the payment call 3 times before paging", "Retry the payment call 5 times before paging"],
    ["a unit", "The queue drains at 5 M jobs an hour", "The queue drains at 5 m jobs an hour"],
    ["a version", "The service needs Postgres 18.1 to start", "The service needs Postgres 18.2 to start"],
    ["a negation", "Do restart the worker during a deploy", "Do not restart the worker during a deploy"],
    ["a condition", "Page the database team when lag grows", "Page the database team when lag grows at night"],
    [
      "a name",
      "Alice: owns the billing export and its alerts today",
      "Bruno: owns the billing export and its alerts today",
    ],
    [
      "an environment",
      "2026-11-14 (prod): the cache was flushed by hand",
      "2026-11-15 (staging): the cache was flushed by hand",
    ],
    [
      "the case of a path",
      "The config is read from /etc/App.toml at start",
      "The config is read from /etc/app.toml at start",
    ],
    ["a country", "Orders from US customers go to the second queue", "Orders from us customers go to the second queue"],
    ["the state of a task", "[ ] move the cron job to the new host", "[x] move the cron job to the new host"],
    [
      "a date the sentence is about",
      "2026-11-14 is the day of the next failover test",
      "2026-11-15 is the day of the next failover test",
    ],
    [
      "a span of time",
      "2026-11-14 - 2026-11-16: deploys are frozen for the audit",
      "2026-11-15 - 2026-11-16: deploys are frozen for the audit",
    ],
    [
      "a planned day",
      "2027-12-24: the office is closed and nobody answers",
      "2027-12-25: the office is closed and nobody answers",
    ],
  ])("notes that differ in %s both stay", (_what, first, second) => {
    expect(proposedFor([aMemory("/notes.md", `- ${first}\n- ${second}\n`)])).toEqual(new Map());
  });

  test("the same words about different things both stay", () => {
    const memories = [
      aMemory("/services/orders.md", "- owner: team-sre\n- Restart it with systemctl before every deploy\n"),
      aMemory("/services/payments.md", "- owner: team-sre\n- Restart it with systemctl before every deploy\n"),
      aMemory("/environments.md", "## staging\n- port: 8080 or 8081\n\n## prod\n- port: 8080 or 8081\n"),
    ];
    expect(proposedFor(memories)).toEqual(new Map());
  });

  test("what may be repeated on purpose is left alone", () => {
    const memory = aMemory(
      "/runbook.md",
      [
        "---\ntitle: Failover of the database\n---\n",
        "1. Check the replication lag on the primary host\n2. Promote the standby\n3. Check the replication lag on the primary host\n",
        "```sh\necho check the replication lag on the primary\necho check the replication lag on the primary\n```\n",
        "| step | what is done by whom at night |\n|---|---|\n| step | what is done by whom at night |\n",
        "> quoted words that a customer wrote to us\n\n> quoted words that a customer wrote to us\n",
        "<!-- a comment that stands here -->\n<!-- a comment that stands here -->\n",
        "- yes\n- yes\n",
      ].join("\n"),
    );
    const data = aMemory("/data.json", '{"a": "one two three four five six"}\n{"a": "one two three four five six"}\n');
    expect(proposedFor([memory, data])).toEqual(new Map());
  });

  test("bullets are compared with everything that hangs on them", () => {
    const parent = "- The nightly import fails when the export is late";
    const content = `${parent}\n  - wait for 02:00 UTC\n${parent}\n  - wait for 03:00 UTC\n`;
    expect(proposedFor([aMemory("/notes.md", content)])).toEqual(new Map());
    const same = `${parent}\n  - wait for 02:00 UTC\n\n${parent}\n  - Wait for 02:00 UTC.\n`;
    expect(proposedFor([aMemory("/notes.md", same)]).get("/notes.md")).toBe(`${parent}\n  - wait for 02:00 UTC\n`);
  });

  test("CRLF, BOM and a missing final newline stay where nothing changes", () => {
    const other = `\ufeff# Notes\r\n\r\n- 2026-11-14: ${ALERT}\r\n- Something else entirely  \r\n- 2026-11-15: ${ALERT}\r\n\r\nlast line`;
    expect(proposedFor([aMemory("/notes.md", other)]).get("/notes.md")).toBe(
      `\ufeff# Notes\r\n\r\n- Something else entirely  \r\n- 2026-11-15: ${ALERT} (noted 2 times since 2026-11-14)\r\n\r\nlast line`,
    );
  });

  test("paragraphs go with one of the blank lines around them", () => {
    const text = "The checkout alert is noise while the nightly import runs.";
    const content = `# Notes\n\n${text}\n\nAnother thing.\n\n${text}\n`;
    expect(proposedFor([aMemory("/notes.md", content)]).get("/notes.md")).toBe(
      `# Notes\n\n${text}\n\nAnother thing.\n`,
    );
  });
});

describe("duplicate files", () => {
  const text = "Deploys are frozen on Fridays after 15:00 UTC.\n";

  test("of equal files the one with the shorter path stays", () => {
    const memories = [aMemory("/team/deploy-rules.md", text), aMemory("/deploy.md", text)];
    expect(proposedFor(memories)).toEqual(new Map([["/team/deploy-rules.md", null]]));
    expect(mergesIn(memories)[0]?.rationale).toContain("/deploy.md");
  });

  test("equal files about different things both stay, and so do empty ones", () => {
    const memories = [
      aMemory("/orders/owner.md", "Owned by team sre since spring\n"),
      aMemory("/payments/owner.md", "Owned by team sre since spring\n"),
      aMemory("/a.md", ""),
      aMemory("/b.md", ""),
    ];
    expect(proposedFor(memories)).toEqual(new Map());
  });
});

test("a session that wrote the note is its evidence; text read from memory is not", () => {
  const memories = [aMemory("/a.md", `- ${ALERT}\n`), aMemory("/b.md", `- Another note\n- ${ALERT}\n`)];
  const path = "/mnt/memory/team-sre/a.md";
  const writer = aTranscript("sesn_writer", [
    { tool: "bash", input: { command: `echo "- ${ALERT}" >> ${path}` }, answer: "", isError: false },
  ]);
  const reader = aTranscript("sesn_reader", [
    { tool: "Read", input: { file_path: path }, answer: `     1→- ${ALERT}`, isError: false },
    { tool: "Write", input: { file_path: path, content: `- ${ALERT}\n- more\n` }, answer: "ok", isError: false },
  ]);
  const [merge] = dreamOver(memories, [writer, reader]).findings;
  expect(merge?.evidence).toEqual([
    { session_id: "sesn_writer", event_id: "sesn_writer-call-0", quote: expect.stringContaining(ALERT) },
  ]);
});

const anyLine = fc.constantFrom(
  "# Alerts",
  "## Checkout",
  "",
  `- ${ALERT}`,
  `* 2026-11-14: ${ALERT}.`,
  `- 2026-11-15 10:00: **${ALERT}**`,
  "  - child of the bullet above",
  "Plain words that make a sentence of some length here.",
  "plain words that make a sentence of some length here",
  "- owner: team-sre",
  "```",
  "1. a numbered step that is repeated on purpose",
  "| cell | other cell |",
);
const anyFile = fc
  .array(fc.tuple(anyLine, fc.constantFrom("\n", "\r\n")))
  .chain((lines) => fc.boolean().map((bom) => (bom ? "\ufeff" : "") + lines.flat().join("")));
const anyStore = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom("/a.md", "/b.md", "/orders/x.md", "/payments/x.md", "/index.md", "/c.json"), anyFile),
    {
      selector: ([path]) => path,
    },
  )
  .map((files) => files.map(([path, content]) => aMemory(path, content)));

/** Lines of a text that no anchor of the path names. */
function unnamedLines(text: string, proposal: Proposal, path: string, side: "baseLines" | "proposedLines"): string[] {
  const named = new Set(
    proposal.findings.flatMap(({ anchors }) =>
      anchors.filter((anchor) => anchor.path === path).flatMap((anchor) => anchor[side]),
    ),
  );
  // The BOM belongs to the file: it moves to the next line when the first one goes.
  return splitLines(text.replace(/^\ufeff/, "")).filter((_, index) => !named.has(index + 1));
}

describe("any store", () => {
  test("every line outside the anchors of the findings stays byte for byte, in order", () => {
    fc.assert(
      fc.property(anyStore, (memories) => {
        const proposal = dreamOver(memories);
        for (const { path, content } of proposal.files) {
          const base = memories.find((memory) => memory.path === path)?.content ?? "";
          expect(unnamedLines(content ?? "", proposal, path, "proposedLines")).toEqual(
            unnamedLines(base, proposal, path, "baseLines"),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test("a dream over its own adopted output proposes nothing", () => {
    fc.assert(
      fc.property(anyStore, (memories) => {
        const again = dreamOver(adopt(memories, dreamOver(memories).files));
        expect(again.files).toEqual([]);
        expect(again.findings.filter(({ state }) => state === "proposed")).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("the order of the files does not matter", () => {
    fc.assert(
      fc.property(anyStore, (memories) => {
        expect(dreamOver([...memories].reverse())).toEqual(dreamOver(memories));
      }),
      { numRuns: 100 },
    );
  });
});
