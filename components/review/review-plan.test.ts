import { describe, expect, test } from "vitest";
import { aDiff, aFile, aHunk } from "./a-diff";
import { type ChoiceStep, type Choices, startChoices, stepChoices } from "./choices";
import type { RefusedFile } from "./conflict-lane";
import { type HunkEntry, indexReview } from "./review-index";
import { adoptBody, planReview, planWords, type Refused, rejectedHunks } from "./review-plan";

const drift = { is_conflict: true, reason: "changed", live_path: "/triage.md", live_sha256: "live1" };
const index = indexReview(
  aDiff([
    aFile("/alerts/cpu.md", [aHunk("a1"), aHunk("a2", { is_on: false })]),
    aFile("/triage.md", [aHunk("t1", { drift: "conflicts" }), aHunk("t2")], { drift }),
    aFile("/old.md", [aHunk("o1", { kind: "remove" })], { operation: "removed" }),
  ]),
);
const NONE: Refused = new Map();
const choose = (ids: string[], choice: "accept" | "leave" | "reject"): ChoiceStep => ({
  type: "choose",
  entries: ids.map((id) => index.byHunk.get(id) as HunkEntry),
  choice,
});
const chosenBy = (...steps: ChoiceStep[]): Choices => steps.reduce(stepChoices, startChoices(index));
const settle = (liveSha256: string): ChoiceStep => ({
  type: "lane",
  path: "/triage.md",
  result: { content: "both", how: "hand", liveSha256 },
});
const words = (state: Choices, refused = NONE) => planWords(planReview(state, refused));

describe("what the bar says", () => {
  test("changes, files, what is edited, in conflict, deleted and left out", () => {
    const state = chosenBy({ type: "edit", path: "/alerts/cpu.md", text: "mine" });
    expect(words(state)).toEqual({
      verb: "Adopt 5 changes in 3 files",
      rest: ["1 edited", "1 conflict left", "deletes 1 file", "nothing left out"],
      reason: "Settle 1 conflict first, or leave what is in conflict out.",
      does: "adopt",
    });
  });
  test("leaving the hunk in conflict out ends the conflict", () => {
    expect(words(chosenBy(choose(["t1"], "leave")))).toEqual({
      verb: "Adopt 3 of 5 changes in 3 files",
      rest: ["deletes 1 file", "2 left out"],
      reason: null,
      does: "adopt",
    });
  });
  test("a settled conflict counts as long as the store holds what was seen", () => {
    expect(words(chosenBy(settle("live1"))).reason).toBeNull();
    expect(words(chosenBy(settle("older"))).reason).not.toBeNull();
  });
  test("a conflict that only the answer knows of has to be settled for the state that it names", () => {
    const answer = { path: "/alerts/cpu.md", liveSha256: "live2", hunkIds: ["a1"] } as RefusedFile;
    const refused: Refused = new Map([[answer.path, answer]]);
    const state = chosenBy(settle("live1"));
    expect(planReview(state, refused).conflicts).toEqual(["/alerts/cpu.md"]);
    expect(planReview(stepChoices(state, choose(["a1"], "leave")), refused).conflicts).toEqual([]);
  });
  test("with rejections alone it rejects, with nothing it waits", () => {
    const left = choose(["a1", "t1", "t2", "o1"], "leave");
    expect(words(chosenBy(left))).toMatchObject({ verb: "Nothing chosen", does: "nothing" });
    const rejected = chosenBy(left, choose(["a1", "o1"], "reject"));
    expect(words(rejected)).toMatchObject({ verb: "Reject 2 changes", rest: ["3 left out"], does: "reject" });
    expect(rejectedHunks(rejected)).toEqual(["o1", "a1"]);
  });
});

describe("what is sent", () => {
  test("a file that goes one way goes by its path, another by its hunks; what is left out is not named", () => {
    const state = chosenBy(choose(["t1"], "reject"));
    expect(adoptBody(state, NONE)).toEqual({
      files: { "/old.md": "accept" },
      hunks: { a1: "accept", t1: "reject", t2: "accept" },
      edits: {},
      resolutions: {},
    });
  });
  test("a settled conflict goes before an edit of the same file, and names what was seen", () => {
    const edit: ChoiceStep = { type: "edit", path: "/triage.md", text: "edited" };
    const state = chosenBy(edit, settle("live1"));
    expect(adoptBody(state, NONE)).toMatchObject({
      edits: {},
      resolutions: { "/triage.md": { live_sha256: "live1", content: "both" } },
    });
    expect(adoptBody(chosenBy(edit, settle("older")), NONE)).toMatchObject({
      edits: { "/triage.md": "edited" },
      resolutions: {},
    });
  });
  test("the edit of a file that was left out or rejected afterwards is not sent", () => {
    const edit: ChoiceStep = { type: "edit", path: "/alerts/cpu.md", text: "mine" };
    const left = chosenBy(edit, choose(["a1", "a2"], "leave"));
    expect(adoptBody(left, NONE)).toMatchObject({ edits: {}, files: { "/old.md": "accept" } });
    expect(words(left)).toMatchObject({
      verb: "Adopt 3 of 5 changes in 2 files",
      rest: expect.arrayContaining(["2 left out"]),
    });
    const body = adoptBody(chosenBy(edit, choose(["a1", "a2"], "reject")), NONE);
    expect(body.edits).toEqual({});
    expect(body.files["/alerts/cpu.md"]).toBe("reject");
  });
});
