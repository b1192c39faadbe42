import { expect, test } from "vitest";
import { aFinding } from "@/lib/testing/proposals";
import { checkNamed } from "./checks-builders";

const evidence = [{ session_id: "sesn_1", event_id: "sevt_1", quote: "port 8443" }];

test("quotes are counted: each was looked up before", async () => {
  const findings = [aFinding({ evidence }), aFinding({ state: "left_alone", evidence })];
  expect(await checkNamed("quotes", { findings })).toMatchObject({
    level: "pass",
    summary: "2 quotes stand in their events.",
  });
});

test("a proposed finding with neither quote nor source is named, what it says escaped", async () => {
  const anchors = [{ path: "/a.md", baseLines: [2], proposedLines: [] }];
  const findings = [aFinding({ rationale: "Trust\u202e me\n", anchors }), aFinding({ state: "off" })];
  const found = await checkNamed("quotes", { findings });
  expect(found).toMatchObject({ level: "warn", count: 1 });
  expect(found.items).toEqual([
    {
      path: "/a.md",
      side: "base",
      line: 2,
      message: "A finding names neither a quote nor a line of the store: Trust\\u{202e} me\\n",
    },
  ]);
});

test("an index rests on the files that it lists", async () => {
  const at = (path: string) => [{ path, baseLines: [], proposedLines: [1, 2] }];
  const index = aFinding({ kind: "organise", anchors: at("/index.md") });
  expect(await checkNamed("quotes", { findings: [index] })).toMatchObject({ level: "pass" });
  for (const other of [aFinding({ anchors: at("/index.md") }), aFinding({ kind: "organise", anchors: at("/a.md") })])
    expect(await checkNamed("quotes", { findings: [other] })).toMatchObject({ level: "warn" });
});
