import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeDraft } from "@/lib/engines/local/draft/close-draft";
import { beginRound, draftContents, openDraft } from "@/lib/engines/local/draft/draft";
import { propose } from "@/lib/engines/local/draft/propose";
import { aMemory } from "@/lib/engines/local/engine-builders";
import { type EngineRules, NO_RULES } from "@/lib/engines/local/engine-rules";
import { organisePass } from "@/lib/engines/local/organise/organise-pass";
import { indexPass } from "@/lib/engines/local/organise/write-index";
import { splitLines } from "@/lib/engines/local/text/text-lines";
import type { EngineMemory } from "@/lib/engines/types";

const AT = new Date("2026-11-20T12:00:00Z");

function organise(memories: EngineMemory[], rules: Partial<EngineRules> = {}, withIndex = false) {
  const draft = openDraft(memories, { ...NO_RULES, ...rules });
  for (let round = 0; round < 4; round += 1) {
    beginRound(draft);
    organisePass(draft, { reports: [], at: AT });
    if (withIndex) indexPass(draft, { reports: [], at: AT });
  }
  const contents = draftContents(draft);
  return {
    findings: draft.findings.filter((_, number) => !draft.superseded.has(number)),
    contents: new Map(contents.map(({ path, content }) => [path, content])),
    after: contents.map(({ path, content }) => aMemory(path, content)),
    closed: closeDraft(draft),
  };
}

const CUSTOMERS =
  "# Customers\n\nWho pays us.\n\n## Acme Corp\n\n- Renews in May\n\n## Zenith\r\n- Uses [the API](api.md)\n- Level gold\n";

describe("one file per customer", () => {
  test("named sections go to files of their own, byte for byte, with links in their place", () => {
    const { contents, findings } = organise([aMemory("/team/customers.md", CUSTOMERS)], { splitBy: "customer" });
    expect(contents.get("/team/customers.md")).toBe(
      "# Customers\n\nWho pays us.\n\n- [Acme Corp](customers/acme-corp.md)\n- [Zenith](customers/zenith.md)\n",
    );
    expect(contents.get("/team/customers/acme-corp.md")).toBe("## Acme Corp\n\n- Renews in May\n\n");
    expect(contents.get("/team/customers/zenith.md")).toBe("## Zenith\r\n- Uses [the API](api.md)\n- Level gold\n");
    expect(findings[0]).toMatchObject({ kind: "organise", state: "proposed", confidence: 0.9 });
  });

  test("relative links in moved text lead to the same file as before", () => {
    const { contents } = organise([aMemory("/team/customers.md", CUSTOMERS), aMemory("/team/api.md", "# API\n")], {
      splitBy: "customer",
    });
    expect(contents.get("/team/customers/zenith.md")).toContain("[the API](../api.md)");
  });

  test("a name that has a file already is added to it", () => {
    const memories = [
      aMemory("/customers.md", "# Customers\n\n## Acme\n\n- New note\n\n## Zenith\n\n- Gold\n"),
      aMemory("/customers/acme.md", "## Acme\n\n- Old note\n"),
    ];
    const { contents } = organise(memories, { splitBy: "customer" });
    expect(contents.get("/customers/acme.md")).toBe("## Acme\n\n- Old note\n\n## Acme\n\n- New note\n");
  });

  test.each([
    [
      "headings are no names",
      "/customers.md",
      "## How to bill them?\n\na\n\n## What they want most of all this year\n\nb\n",
    ],
    ["the file is about something else", "/services.md", "## Acme\n\na\n\n## Zenith\n\nb\n"],
    ["there is one name only", "/customers.md", "# Customers\n\n## Acme\n\na\n"],
  ])("nothing is split when %s", (_, path, content) => {
    expect(organise([aMemory(path, content)], { splitBy: "customer" }).findings).toEqual([]);
  });

  test("usual sections stay in the file", () => {
    const { contents } = organise(
      [aMemory("/customers.md", "## Overview\n\nAll.\n\n## Acme\n\na\n\n## Zenith\n\nb\n")],
      { splitBy: "customer" },
    );
    expect(contents.get("/customers.md")).toBe(
      "## Overview\n\nAll.\n\n- [Acme](customers/acme.md)\n- [Zenith](customers/zenith.md)\n",
    );
  });
});

const section = (name: string, lines: number) =>
  `## ${name}\n\n${"- A line of text that says something about it\n".repeat(lines)}\n`;

describe("a file that is too large", () => {
  const large = `# Runbook\n\n${section("Checkout", 300)}${section("Search", 300)}${section("Ledger", 300)}`;

  test("is split by its sections", () => {
    const { contents, after, closed } = organise([aMemory("/runbook.md", large)]);
    expect(contents.get("/runbook.md")).toBe(
      "# Runbook\n\n- [Checkout](runbook/checkout.md)\n- [Search](runbook/search.md)\n- [Ledger](runbook/ledger.md)\n",
    );
    expect(contents.get("/runbook/search.md")).toBe(section("Search", 300));
    expect(organise(after).findings).toEqual([]);
    expect(closed.churn.filesAdded).toBe(3);
  });

  test("is told and left alone when nothing divides it", () => {
    const { findings, contents } = organise([aMemory("/log.md", "- A long line of a log that goes on\n".repeat(1000))]);
    expect(findings).toMatchObject([{ state: "left_alone", reason: expect.stringContaining("fewer than 3 sections") }]);
    expect(contents.size).toBe(1);
  });

  test("headings in code and comments divide nothing", () => {
    const code = `# Only\n\n\`\`\`\n${"## not a heading\n".repeat(2500)}\`\`\`\n<!--\n# a\n# b\n# c\n-->\n`;
    expect(organise([aMemory("/a.md", code)]).findings).toMatchObject([{ state: "left_alone" }]);
  });

  test("is split at the size that the instructions name", () => {
    const small = `${section("Checkout", 10)}${section("Search", 10)}${section("Ledger", 10)}`;
    expect(organise([aMemory("/runbook.md", small)]).findings).toEqual([]);
    expect(organise([aMemory("/runbook.md", small)], { fileBytesMax: 1000 }).contents.size).toBe(4);
  });

  test("one dream moves a bounded number of lines", () => {
    const memories = ["a", "b", "c"].map((name) => aMemory(`/${name}.md`, large));
    const { findings } = organise(memories);
    expect(findings.map(({ state }) => state)).toEqual(["proposed", "proposed", "left_alone"]);
    expect(findings[2]?.reason).toContain("as many lines as one dream may");
  });

  test("a person's file, a protected one and one without the wish stay", () => {
    const person = {
      ...aMemory("/runbook.md", large),
      origins: [{ line: 1, at: "2026-11-01T00:00:00.000Z", byPerson: true }],
    };
    expect(organise([person]).findings).toMatchObject([{ state: "left_alone" }]);
    expect(organise([aMemory("/runbook.md", large)], { protectedPaths: ["/runbook.md"] }).findings).toMatchObject([
      { state: "left_alone" },
    ]);
    expect(organise([aMemory("/runbook.md", large)], { kindsOff: new Set(["reorganise"]) }).findings).toEqual([]);
  });
});

describe("an entry in the wrong file", () => {
  const ledger = aMemory("/services/ledger.md", "# Ledger\n\n- Runs on three nodes\n- Owner is unknown\n");

  test("labelled with the name of another file, it moves there", () => {
    const search = aMemory(
      "/services/search.md",
      "# Search\n\n- Reindex takes an hour\n- **Ledger**: closes its books at 02:00\n",
    );
    const { contents, findings } = organise([ledger, search]);
    expect(contents.get("/services/search.md")).toBe("# Search\n\n- Reindex takes an hour\n");
    expect(contents.get("/services/ledger.md")).toBe(
      "# Ledger\n\n- Runs on three nodes\n- Owner is unknown\n- **Ledger**: closes its books at 02:00\n",
    );
    expect(findings).toHaveLength(1);
  });

  test.each([
    ["it names both subjects", "# Search\n\n- Reindex takes an hour\n- Ledger: search reads its books\n"],
    ["it only mentions the other", "# Search\n\n- Reindex takes an hour\n- It slows the ledger down\n"],
    ["the file is an overview", "# Search\n\n- Ledger: books\n- Checkout: carts\n"],
  ])("stays when %s", (_, content) => {
    expect(organise([ledger, aMemory("/services/search.md", content)]).findings).toEqual([]);
  });
});

describe("links", () => {
  test("follow a duplicate that a dream removes to the file that stays", () => {
    const draft = openDraft([
      aMemory("/a.md", "# Same\n"),
      aMemory("/b.md", "# Same\n"),
      aMemory("/c.md", "See [b](b.md#same), /b.md and [web](https://example.com/b.md).\n"),
    ]);
    propose(draft, {
      kind: "merge",
      rationale: "twins",
      confidence: 1,
      evidence: [],
      sources: [],
      edits: [{ type: "remove", path: "/b.md" }],
    });
    organisePass(draft, { reports: [], at: AT });
    expect(draft.files.get("/c.md")?.content).toBe("See [b](a.md#same), /a.md and [web](https://example.com/b.md).\n");
  });

  test("that lead nowhere are told, and code is no link", () => {
    const { findings, contents } = organise([
      aMemory("/c.md", "See [b](b.md), `[x](y.md)` and [here](#here).\n\n```\n[z](z.md)\n```\n"),
    ]);
    expect(findings).toMatchObject([{ state: "left_alone", rationale: "A link in `/c.md` leads nowhere: `b.md`." }]);
    expect(contents.get("/c.md")).toContain("[b](b.md)");
  });
});

test("no index when the instructions want none", () => {
  const draft = openDraft([aMemory("/a.md", "# A\n")], { ...NO_RULES, kindsOff: new Set(["index"]) });
  indexPass(draft, { reports: [], at: AT });
  expect(draft.findings).toEqual([]);
});

test("an index keeps its start and its missing last line end", () => {
  const first = organise([aMemory("/a.md", "# Alpha notes\n")], {}, true).contents.get("/index.md") ?? "";
  const bare = `\ufeff${first.slice(first.indexOf("<!--"), -1)}`;
  const { contents, after } = organise(
    [aMemory("/a.md", "# Alpha notes\n"), aMemory("/b.md", "# Beta notes\n"), aMemory("/index.md", bare)],
    {},
    true,
  );
  const index = contents.get("/index.md") ?? "";
  expect(index.startsWith("\ufeff<!--")).toBe(true);
  expect(index).toContain("[b.md](/b.md)");
  expect(index.endsWith("-->")).toBe(true);
  expect(organise(after, {}, true).findings).toEqual([]);
});

test("whatever the files, moved lines stand elsewhere and a second dream has nothing to do", () => {
  const heading = fc.constantFrom(
    "## Acme",
    "## Zenith Ltd",
    "## Overview",
    "### Detail",
    "# Customers",
    "```",
    "## Acme",
  );
  const line = fc.oneof(heading, fc.constantFrom("- a note", "- see [x](x.md)", "", "Text. ", "\tcode"));
  const file = fc
    .array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 30 })
    .map((lines) => lines.map(([text, end]) => text + end).join(""));
  fc.assert(
    fc.property(file, file, fc.boolean(), (one, two, isSmall) => {
      const memories = [aMemory("/customers.md", one), aMemory("/x.md", two)].filter(({ content }) => content !== "");
      const rules = { splitBy: "customer", fileBytesMax: isSmall ? 100 : null };
      const { contents, after, closed } = organise(memories, rules, true);
      const standing = [...contents.values()].flatMap(splitLines).map((text) => text.trimEnd());
      for (const text of memories.flatMap(({ content }) => splitLines(content))) {
        if (text.trim() !== "" && !text.includes("](")) expect(standing).toContain(text.trimEnd());
      }
      const anchored = closed.findings.flatMap(({ anchors }) => anchors.map(({ path }) => path));
      for (const { path } of closed.files) expect(anchored).toContain(path);
      expect(organise(after, rules, true).findings.filter(({ state }) => state === "proposed")).toEqual([]);
    }),
  );
});
