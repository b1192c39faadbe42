import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aDiff, aFile, aHunk } from "./a-diff";
import { type ChoiceStep, type Choices, choiceOf, keptChoices, startChoices, stepChoices, tallyOf } from "./choices";
import { ALL, fileGroup, findingGroup, folderGroup, type HunkEntry, indexReview, REMOVED } from "./review-index";

const index = indexReview(
  aDiff([
    aFile("/alerts/cpu.md", [aHunk("a1"), aHunk("a2", { is_on: false }), aHunk("a3", { finding_ids: ["f2"] })]),
    aFile("/triage.md", [aHunk("t1", { drift: "conflicts" })]),
    aFile("/old.md", [aHunk("o1", { kind: "remove" })], { operation: "removed" }),
    aFile("/done.md", [aHunk("d1", { decision: "adopted" }), aHunk("d2", { decision: "left_out" })]),
  ]),
);

const entry = (id: string) => index.byHunk.get(id) as HunkEntry;
const chosen = (state: Choices, id: string) => choiceOf(state, entry(id));
const choose = (group: string, choice: "accept" | "leave" | "reject"): ChoiceStep => ({
  type: "choose",
  entries: index.groups.get(group) ?? [],
  choice,
});
const one = (id: string, choice: "accept" | "leave" | "reject"): ChoiceStep => ({
  type: "choose",
  entries: [entry(id)],
  choice,
});

describe("what starts ticked", () => {
  test("what the server has on; what it has off, and what was left out before, is left out", () => {
    const start = startChoices(index);
    expect(["a1", "a2", "o1", "d2"].map((id) => chosen(start, id))).toEqual(["accept", "leave", "accept", "leave"]);
  });
  test("what was decided for good counts nowhere and cannot be chosen", () => {
    const state = stepChoices(startChoices(index), one("d1", "reject"));
    expect(tallyOf(state, fileGroup("/done.md"))).toEqual({ accept: 0, leave: 1, reject: 0, conflicts: 0 });
  });
});

describe("choosing", () => {
  test("by hunk, by file, by folder, by finding and by what goes moves the tallies of all of these", () => {
    let state = stepChoices(startChoices(index), choose(findingGroup("f2"), "reject"));
    expect(chosen(state, "a3")).toBe("reject");
    state = stepChoices(state, choose(folderGroup("/alerts/"), "accept"));
    expect(tallyOf(state, fileGroup("/alerts/cpu.md"))).toEqual({ accept: 3, leave: 0, reject: 0, conflicts: 0 });
    state = stepChoices(state, choose(REMOVED, "leave"));
    state = stepChoices(state, one("t1", "leave"));
    expect(tallyOf(state, ALL)).toEqual({ accept: 3, leave: 3, reject: 0, conflicts: 0 });
    expect(tallyOf(startChoices(index), ALL).conflicts).toBe(1);
  });

  test("the same choice again is no step", () => {
    const start = startChoices(index);
    expect(stepChoices(start, one("a1", "accept"))).toBe(start);
  });

  test("files that a step does not touch keep their choices as they are", () => {
    const before = stepChoices(startChoices(index), one("t1", "reject"));
    const after = stepChoices(before, one("a1", "leave"));
    expect(after.byFile.get("/triage.md")).toBe(before.byFile.get("/triage.md"));
  });

  const step = fc.record({
    ids: fc.subarray(["a1", "a2", "a3", "t1", "o1", "d1", "d2"]),
    choice: fc.constantFrom("accept", "leave", "reject"),
  });
  test("tallies are what counting everything again gives, whatever was chosen; and undo goes all the way back", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const start = startChoices(index);
        const states = [start];
        for (const { ids, choice } of steps) {
          const last = states.at(-1) as Choices;
          states.push(stepChoices(last, { type: "choose", entries: ids.map(entry), choice }));
        }
        const end = states.at(-1) as Choices;
        const recounted = startChoices(index, keptChoices(end));
        for (const key of index.groups.keys()) {
          const counted = (index.groups.get(key) ?? []).filter((each) => choiceOf(end, each) === "accept").length;
          expect(tallyOf(end, key).accept).toBe(counted);
          expect(tallyOf(recounted, key)).toEqual(tallyOf(end, key));
        }
        let back = end;
        while (back.past.length > 0) back = stepChoices(back, { type: "undo" });
        expect(keptChoices(back)).toEqual(keptChoices(start));
      }),
    );
  });
});

describe("edits and conflicts", () => {
  test("undo takes an edit back; typing in a conflict is one step", () => {
    let state = stepChoices(startChoices(index), { type: "edit", path: "/triage.md", text: "mine" });
    for (const content of ["m", "mi", "min"]) {
      state = stepChoices(state, {
        type: "lane",
        path: "/triage.md",
        result: { content, how: "hand", liveSha256: "live" },
      });
    }
    state = stepChoices(state, { type: "undo" });
    expect(state.lanes.size).toBe(0);
    expect(state.edits.get("/triage.md")).toBe("mine");
    expect(stepChoices(state, { type: "undo" }).edits.size).toBe(0);
  });

  test("who edits a file takes all of it; without the edit its changes are what they started as", () => {
    const ids = index.byPath.get("/triage.md")?.open ?? [];
    const left = stepChoices(startChoices(index), { type: "choose", entries: ids, choice: "leave" });
    const edited = stepChoices(left, { type: "edit", path: "/triage.md", text: "mine" });
    expect(tallyOf(edited, fileGroup("/triage.md"))).toMatchObject({ accept: ids.length, leave: 0 });
    const reverted = stepChoices(edited, { type: "edit", path: "/triage.md", text: null });
    expect(reverted.tallies).toEqual(index.start);
    expect(stepChoices(edited, { type: "undo" }).tallies).toEqual(left.tallies);
  });

  test("another state of the store keeps choices, edits and typed results, and drops those of files that are gone", () => {
    let state = stepChoices(startChoices(index), { type: "edit", path: "/triage.md", text: "mine" });
    state = stepChoices(state, { type: "edit", path: "/old.md", text: "gone" });
    state = stepChoices(state, one("a1", "reject"));
    state = stepChoices(state, { type: "view", path: "/triage.md", isViewed: true });
    const next = indexReview(
      aDiff([aFile("/alerts/cpu.md", [aHunk("a1"), aHunk("a4")]), aFile("/triage.md", [aHunk("t1")])]),
    );
    const moved = stepChoices(state, { type: "reindex", index: next });
    expect(tallyOf(moved, ALL)).toEqual({ accept: 2, leave: 0, reject: 1, conflicts: 0 });
    expect([...moved.edits]).toEqual([["/triage.md", "mine"]]);
    expect([...moved.viewed]).toEqual(["/triage.md"]);
  });
});
