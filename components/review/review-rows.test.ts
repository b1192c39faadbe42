import { describe, expect, test } from "vitest";
import { aDiff, aFile, aHunk } from "./a-diff";
import { type FileEntry, indexReview } from "./review-index";
import { estimateRow, firstStop, hunkAtLine, hunkLineCount, listRows, nextStop } from "./review-rows";
import { fileTree, findingKinds, findingTree, visibleNodes } from "./tree-nodes";

const index = indexReview(
  aDiff([
    aFile("/z.md", [aHunk("z1", { finding_ids: [] })]),
    aFile("/alerts/cpu.md", [
      aHunk("a1", { base_start: 4, base_lines: 7, proposed_start: 4, proposed_lines: 8, lines: [] }),
      aHunk("a2", { base_start: 30, base_lines: 2, proposed_start: 31, proposed_lines: 3, finding_ids: ["f2"] }),
    ]),
    aFile("/alerts/deep/net.md", [aHunk("n1")], { operation: "added" }),
    aFile("/old/a.md", [aHunk("o1", { kind: "remove" })], { operation: "removed" }),
  ]),
);
const none = { index, viewed: new Set<string>(), edits: new Map<string, string>(), lanes: new Set<string>() };
const keys = (rows: { key: string }[]) => rows.map((row) => row.key);

describe("rows", () => {
  test("what goes comes first, then folders before files; each head before its hunks", () => {
    expect(keys(listRows(none))).toEqual([
      "file:/old/a.md",
      "o1",
      "file:/alerts/deep/net.md",
      "n1",
      "file:/alerts/cpu.md",
      "a1",
      "a2",
      "file:/z.md",
      "z1",
    ]);
  });
  test("a file that was viewed is folded, an edited one shows its text, a conflict stands before the hunks", () => {
    const rows = listRows({
      ...none,
      viewed: new Set(["/old/a.md", "/z.md"]),
      edits: new Map([["/alerts/cpu.md", "mine"]]),
      lanes: new Set(["/z.md"]),
    });
    expect(keys(rows).slice(-5)).toEqual([
      "file:/alerts/cpu.md",
      "edited:/alerts/cpu.md",
      "file:/z.md",
      "lane:/z.md",
      "z1",
    ]);
    expect(keys(rows).slice(0, 2)).toEqual(["file:/old/a.md", "file:/alerts/deep/net.md"]);
  });
  test("the cursor goes over the heads of files that show their changes", () => {
    const rows = listRows({ ...none, viewed: new Set(["/alerts/deep/net.md"]) });
    expect(keys([rows[nextStop(rows, 1, 1)] ?? { key: "" }])).toEqual(["file:/alerts/deep/net.md"]);
    expect(nextStop(rows, 2, 1)).toBe(4);
    expect(nextStop(rows, 1, -1)).toBe(1);
    expect(firstStop(rows, 3)).toBe(4);
  });
  test("the height of a hunk is told before its lines are there", () => {
    const [, before] = [0, hunkLineCount({ kind: "text", base_lines: 7, proposed_lines: 8, lines: [] })];
    expect(before).toBe(9);
    expect(hunkLineCount({ kind: "add", base_lines: 0, proposed_lines: 5_000, lines: [] })).toBe(80);
    expect(estimateRow(index, { key: "a2", type: "hunk", path: "/alerts/cpu.md", hunkId: "a2" })).toBe(53 + 40);
  });
  test("a check leads to the hunk that shows its line, on its side, else to the first", () => {
    const file = index.byPath.get("/alerts/cpu.md") as FileEntry;
    expect(hunkAtLine(file, { side: "proposed", line: 33 })).toBe("a2");
    expect(hunkAtLine(file, { side: "base", line: 33 })).toBe("a1");
    expect(hunkAtLine(file, { side: "proposed", line: 0 })).toBe("a1");
  });
});

describe("tree", () => {
  const shown = (nodes: ReturnType<typeof fileTree>, closed: string[] = []) =>
    visibleNodes(nodes, new Set(closed)).map(({ node, level }) => `${"  ".repeat(level - 1)}${node.label}`);

  test("files stand in their folders, in the order of the middle column", () => {
    expect(shown(fileTree(index))).toEqual([
      "Would be removed",
      "  /old/a.md",
      "alerts/",
      "  deep/",
      "    net.md",
      "  cpu.md",
      "z.md",
    ]);
    expect(shown(fileTree(index), ["folder:/alerts/"])).toEqual(["Would be removed", "  /old/a.md", "alerts/", "z.md"]);
  });
  test("by finding, each finding has its changes; the rest comes last", () => {
    expect(shown(findingTree(index, null))).toEqual([
      "why f1",
      "  /old/a.md",
      "  /alerts/deep/net.md:1",
      "  /alerts/cpu.md:4",
      "why f2",
      "  /alerts/cpu.md:31",
      "Without a finding",
      "  /z.md:1",
    ]);
    expect(findingKinds(index)).toEqual(["merge"]);
    expect(findingTree(index, "stale")).toEqual([]);
  });
});
