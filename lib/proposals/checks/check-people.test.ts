import { expect, test } from "vitest";
import { aChange, aNaming, aNote, aPersonsNote, check, checkNamed } from "./checks-builders";

const memories = [aPersonsNote("/a.md", "# A", "- never restart the queue by hand", "")];

test("a person's line that goes without a word switches its hunk off", async () => {
  const { checks, warnings } = await check({ memories, files: [aChange("/a.md", "# A", "")] });
  expect(checks[9]).toMatchObject({ check: "people", level: "warn", count: 1 });
  expect(warnings).toEqual([
    {
      path: "/a.md",
      side: "base",
      line: 2,
      check: "people",
      message: "A person wrote this line, and no finding says why it goes.",
    },
  ]);
});

test("a finding that names the line explains it, and the summary counts it", async () => {
  const findings = [aNaming("/a.md", [], [2])];
  expect(await checkNamed("people", { memories, files: [aChange("/a.md", "# A", "")], findings })).toMatchObject({
    level: "pass",
    summary: "1 line that people wrote goes or changes, and a finding says why.",
  });
});

test("words that stand elsewhere are kept, whatever marks and indents they got", async () => {
  const files = [
    aChange("/a.md", "# A", ""),
    aChange("/b.md", "  * never restart the queue by hand (verified 2026-11-03, 2 sessions)"),
  ];
  expect(await checkNamed("people", { memories, files })).toMatchObject({
    level: "pass",
    summary: "The words of 1 line that people wrote stand in another place.",
  });
});

test("a removed or moved file is looked at where it stood", async () => {
  const removed = await check({ memories, files: [aChange("/a.md")] });
  expect(removed.warnings.map(({ path, side, line }) => [path, side, line])).toEqual([
    ["/a.md", "base", 1],
    ["/a.md", "base", 2],
  ]);
  const moved = { path: "/b.md", fromPath: "/a.md", content: "# A\n- restart the queue\n\n" };
  const { warnings } = await check({ memories, files: [moved], findings: [aNaming("/b.md", [2])] });
  expect(warnings.map(({ path, side, line }) => [path, side, line])).toEqual([["/a.md", "base", 2]]);
});

test("only runs that a person wrote count", async () => {
  const mixed = { ...aNote("/a.md", "- by an agent", "- by a person", "- by an agent too") };
  const at = "2026-11-01T08:00:00.000Z";
  const origins = [
    { line: 1, at, byPerson: false },
    { line: 2, at, byPerson: true },
    { line: 3, at, byPerson: false },
  ];
  const { warnings } = await check({ memories: [{ ...mixed, origins }], files: [aChange("/a.md")] });
  expect(warnings.map(({ line }) => line)).toEqual([2]);
});
