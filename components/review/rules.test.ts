import { describe, expect, test } from "vitest";
import type { DiffFile, DiffFinding, DreamDiff } from "./dream-diff";
import { adoptionWords, conflictsOf, fileWarnings, lineMarks, orderFiles, startChosen } from "./rules";

const file = (path: string, rest: Partial<DiffFile> = {}): DiffFile => ({
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
});

const finding = (id: string, rest: Partial<DiffFinding> = {}): DiffFinding => ({
  id,
  kind: "merge",
  rationale: "five notes say the same",
  confidence: 1,
  evidence: [],
  sources: [{ path: "/a.md", line: 1, text: "a" }],
  paths: [],
  ...rest,
});

const diffOf = (files: DiffFile[], findings: DiffFinding[]): DreamDiff => ({
  type: "dream_diff",
  dream_id: "drm_1",
  memory_store_id: "memstore_1",
  proposal_sha256: "0",
  review: {
    status: "waiting",
    reviewed_at: null,
    reviewed_by: null,
    reason: null,
    adopted_paths: [],
    left_out_paths: [],
  },
  files,
  findings,
});

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
