import { describe, expect, test } from "vitest";
import { conflictCount, isSettled, type LaneSides, mergeSides, refusedFiles, startResult } from "./conflict-lane";

const sides = (base: string | null, live: string | null, proposed: string | null): LaneSides => ({
  path: "/a.md",
  reason: "changed",
  base,
  live,
  livePath: "/a.md",
  liveSha256: "live",
  proposed,
});
const both = sides("one\ntwo\nthree\nfour\n", "ONE\ntwo\nthree\nvier\n", "one\ntwo\nthree\nquatre\nfive\n");

describe("mergeSides", () => {
  test("what fits together is merged on any way out", () => {
    expect(mergeSides(both, "store")).toBe("ONE\ntwo\nthree\nvier\n");
    expect(mergeSides(both, "proposal")).toBe("ONE\ntwo\nthree\nquatre\nfive\n");
    expect(mergeSides(both, "both")).toBe("ONE\ntwo\nthree\nvier\nquatre\nfive\n");
    expect(conflictCount(both)).toBe(1);
  });
  test("a side without a file is kept only when that side is", () => {
    const gone = sides("a\n", null, "b\n");
    expect([mergeSides(gone, "store"), mergeSides(gone, "proposal"), mergeSides(gone, "both")]).toEqual([
      null,
      "b\n",
      "b\n",
    ]);
    expect(mergeSides(sides("a\n", "b\n", null), "proposal")).toBeNull();
  });
  test("two new files stand one after the other, also when the first has no newline at its end", () => {
    expect(mergeSides(sides(null, "mine", "yours\n"), "both")).toBe("mine\nyours\n");
  });
  test("texts that repeat one line without end do not stop the page", () => {
    const repeated = (count: number) => "x\n".repeat(count);
    expect(mergeSides(sides(repeated(9_000), `${repeated(9_000)}a\n`, repeated(8_000)), "store")).toHaveLength(18_002);
  });
});

test("a conflict is settled by a person's word on the state that the store has now", () => {
  expect(isSettled(startResult(both), both)).toBe(false);
  expect(isSettled({ content: "x", how: "hand", liveSha256: "live" }, both)).toBe(true);
  expect(isSettled({ content: "x", how: "hand", liveSha256: "before" }, both)).toBe(false);
  expect(isSettled({ content: null, how: "store", liveSha256: null }, { liveSha256: null })).toBe(true);
});

test("conflicts are read out of an error's extra keys, whatever else is there", () => {
  const [known, bare] = refusedFiles({
    conflicts: [
      { path: "/a.md", reason: "changed", live_content: "x", live_sha256: "s", hunk_ids: ["h1", 2] },
      { path: "/b.md" },
      { nope: 1 },
      null,
    ],
  });
  expect(known).toMatchObject({ path: "/a.md", live: "x", base: null, liveSha256: "s", hunkIds: ["h1"] });
  expect(bare).toMatchObject({ path: "/b.md", hunkIds: [] });
  expect(refusedFiles({})).toEqual([]);
});
