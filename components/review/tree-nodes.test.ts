import { expect, test } from "vitest";
import { aDiff, aFile, aHunk } from "./a-diff";
import { indexReview } from "./review-index";
import { fileTree, type TreeNode } from "./tree-nodes";

const outline = (nodes: TreeNode[]): unknown[] =>
  nodes.map(({ label, children }) => (children.length > 0 ? [label, outline(children)] : label));

test("files stand in their folders, what goes before all; folders with nothing but a folder share a line", () => {
  const paths = ["/a/b/c/deep.md", "/a/b/c/other.md", "/one/x.md", "/top.md", "/one/two/y.md"];
  const files = paths.map((path) => aFile(path, [aHunk(path)]));
  const gone = aFile("/a/old.md", [aHunk("gone", { kind: "remove" })], { operation: "removed" });
  expect(outline(fileTree(indexReview(aDiff([...files, gone]))))).toEqual([
    ["Would be removed", ["/a/old.md"]],
    ["a/b/c/", ["deep.md", "other.md"]],
    ["one/", [["two/", ["y.md"]], "x.md"]],
    "top.md",
  ]);
});
