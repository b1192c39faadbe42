import { describe, expect, test } from "vitest";
import { editorReducer, startEditor } from "./editor-state";

const text = (content: string) => ({ content, sha256: `sha of ${content}` });
const typed = editorReducer(startEditor(text("old"), null), { type: "typed", text: "mine" });
const conflicted = editorReducer(typed, { type: "conflicted", theirs: text("theirs") });

describe("editorReducer", () => {
  test("a conflict keeps both texts and the old base", () => {
    expect(conflicted).toMatchObject({ mine: "mine", theirs: text("theirs"), base: text("old"), view: "conflict" });
  });
  test("taking theirs puts mine aside, from where it comes back", () => {
    const taken = editorReducer(conflicted, { type: "took-theirs" });
    expect(taken).toMatchObject({ mine: "theirs", base: text("theirs"), aside: "mine", view: "edit" });
    expect(editorReducer(taken, { type: "restored" })).toMatchObject({
      mine: "mine",
      base: text("theirs"),
      aside: null,
    });
  });
  test("editing on bases the next save on theirs and still shows it", () => {
    expect(editorReducer(conflicted, { type: "went-on" })).toMatchObject({
      mine: "mine",
      base: text("theirs"),
      theirs: text("theirs"),
      view: "edit",
    });
  });
  test("a draft of an earlier visit is what stands in the editor", () => {
    expect(startEditor(text("old"), "draft")).toMatchObject({ mine: "draft", base: text("old") });
  });
});
