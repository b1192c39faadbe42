import { expect, test } from "vitest";
import { aFinding } from "@/lib/testing/proposals";
import { aChange, aNaming, aNote, check, checkNamed } from "./checks-builders";

const memories = [aNote("/a.md", "# A", "- one", "- two")];

test("a line that no finding names has no evidence, and its hunk is off", async () => {
  const files = [aChange("/a.md", "# A", "- one", "- new", "- newer", "", "- two")];
  const { checks, warnings } = await check({ memories, files, findings: [aNaming("/a.md", [3])] });
  const item = {
    path: "/a.md",
    side: "proposed",
    line: 4,
    message: "No evidence: no finding stands behind this line.",
  };
  expect(checks[0]).toEqual({
    check: "evidence",
    level: "warn",
    summary: "1 added line has no finding behind it.",
    count: 1,
    items: [item],
  });
  expect(warnings).toEqual([{ ...item, check: "evidence" }]);
});

test("a finding whose change is off is no evidence for another change", async () => {
  const files = [aChange("/a.md", "# A", "- one", "- new", "- two")];
  const findings = [aFinding({ state: "off", anchors: [{ path: "/a.md", baseLines: [], proposedLines: [3] }] })];
  expect(await checkNamed("evidence", { memories, files, findings })).toMatchObject({ level: "warn", count: 1 });
});

test("lines of a moved file need no finding, but for those that change", async () => {
  const moved = { path: "/b/a.md", fromPath: "/a.md", content: "# A\n- one\n- two\n" };
  expect(await checkNamed("evidence", { memories, files: [moved] })).toMatchObject({ level: "pass" });
  const changed = { ...moved, content: "# A\n- one\n- 2\n" };
  const found = await checkNamed("evidence", { memories, files: [changed] });
  expect(found.items.map(({ path, line }) => [path, line])).toEqual([["/b/a.md", 3]]);
});

test("of equal lines it does not matter which one the diff shows as new", async () => {
  // The finding wrote the first of two equal lines; the diff shows the second as new.
  const files = [aChange("/a.md", "# A", "- one", "- one", "- two")];
  expect(await checkNamed("evidence", { memories, files, findings: [aNaming("/a.md", [2])] })).toMatchObject({
    level: "pass",
  });
  expect(await checkNamed("evidence", { memories, files })).toMatchObject({ level: "warn", count: 1 });
});

test("the end that a last line gets is no new line", async () => {
  const open = [{ path: "/a.md", content: "- one" }];
  const files = [aChange("/a.md", "- one", "- two")];
  const found = await checkNamed("evidence", { memories: open, files, findings: [aNaming("/a.md", [2])] });
  expect(found.level).toBe("pass");
});

test("lines that only change places need a finding", async () => {
  const files = [aChange("/a.md", "# A", "- two", "- one")];
  expect(await checkNamed("evidence", { memories, files })).toMatchObject({ level: "warn", count: 1 });
});
