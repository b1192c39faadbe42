import { describe, expect, test } from "vitest";
import type { DiffFile, DiffFinding, DreamDiff } from "./dream-diff";
import { adoptionWords, conflictsOf, fileWarnings, lineMarks, orderFiles, startChosen } from "./rules";

type Loose<T> = { [Key in keyof T]?: unknown };

// The ids of fixtures are short plain words where real ones are branded.
const file = (path: string, rest: Loose<DiffFile> = {}) =>
  ({
    path,
    from_path: null,
    operation: "modified",
    memory_id: "mem_1",
    base_sha256: null,
    proposed_sha256: null,
    base_content: "a\n",
    proposed_content: "b\n",
    decision: "pending",
    adopted_version_id: null,
    finding_ids: ["f1"],
    hunks: [
      {
        id: "h",
        base_start: 1,
        base_lines: 1,
        proposed_start: 1,
        proposed_lines: 1,
        lines: ["-a", "+b"],
        finding_ids: ["f1"],
      },
    ],
    ...rest,
  }) as DiffFile;

const finding = (id: string, rest: Loose<DiffFinding> = {}) =>
  ({
    id,
    kind: "merge",
    rationale: "five notes say the same",
    confidence: 1,
    evidence: [],
    sources: [{ path: "/a.md", line: 1, text: "a" }],
    paths: [],
    ...rest,
  }) as DiffFinding;

const diffOf = (files: DiffFile[], findings: DiffFinding[]) => ({ files, findings }) as DreamDiff;

test("removals come first, new files last", () => {
  const files = [
    file("/b", { operation: "added" }),
    file("/c"),
    file("/a", { operation: "removed" }),
    file("/d", { operation: "moved" }),
  ];
  expect(orderFiles(files).map((each) => each.path)).toEqual(["/a", "/c", "/d", "/b"]);
});

describe("startChosen", () => {
  test("a file with something behind it starts ticked, one without does not", () => {
    const diff = diffOf([file("/a"), file("/b", { finding_ids: [], hunks: [] })], [finding("f1")]);
    expect([...startChosen(diff)]).toEqual(["/a"]);
  });
  test("a hidden character in what would be written keeps a file unticked", () => {
    const hidden = file("/a");
    hidden.hunks[0]?.lines.push("+pay\u202e");
    expect(fileWarnings(hidden, [finding("f1")])).toEqual(["1 hidden character"]);
    expect(startChosen(diffOf([hidden], [finding("f1")])).size).toBe(0);
  });
  test("a finding without evidence and sources backs nothing", () => {
    expect(fileWarnings(file("/a"), [finding("f1", { sources: [] })])).toEqual(["no evidence"]);
    expect(fileWarnings(file("/a"), [finding("f1", { sources: [], kind: "organise" })])).toEqual([]);
  });
});

describe("adoptionWords", () => {
  const files = [file("/a", { operation: "removed" }), file("/b"), file("/c", { hunks: [] })];
  test("counts changes and files, and says what is left out and what goes", () => {
    expect(adoptionWords(files, new Set(["/a", "/c"]))).toEqual({
      verb: "Adopt 2 changes in 2 files",
      rest: "1 left out, 1 file will be removed",
    });
  });
  test("one is one", () => {
    expect(adoptionWords(files.slice(1, 2), new Set(["/b"]))).toEqual({
      verb: "Adopt 1 change in 1 file",
      rest: "nothing left out",
    });
  });
  test("nothing chosen is nothing to adopt", () => {
    expect(adoptionWords(files, new Set()).verb).toBe("Nothing chosen");
  });
});

test("a mark stands at the first changed line of its run", () => {
  const marked = file("/a", {
    hunks: [
      {
        id: "1",
        base_start: 4,
        base_lines: 3,
        proposed_start: 4,
        proposed_lines: 2,
        lines: [" x", "-y", " z"],
        finding_ids: ["f1"],
      },
      {
        id: "2",
        base_start: 9,
        base_lines: 1,
        proposed_start: 8,
        proposed_lines: 2,
        lines: [" x", "+y"],
        finding_ids: ["f2"],
      },
      {
        id: "3",
        base_start: 20,
        base_lines: 1,
        proposed_start: 20,
        proposed_lines: 1,
        lines: ["-x", "+y"],
        finding_ids: [],
      },
    ],
  });
  expect(lineMarks(marked)).toEqual([
    { side: "base", line: 5, findingIds: ["f1"] },
    { side: "proposed", line: 9, findingIds: ["f2"] },
  ]);
});

test("conflicts are read out of an error's extra keys, whatever else is there", () => {
  expect(conflictsOf({ conflicts: [{ path: "/a.md", reason: "changed" }, { nope: 1 }, null] })).toEqual([
    { path: "/a.md", reason: "changed" },
  ]);
  expect(conflictsOf({})).toEqual([]);
});
