import { describe, expect, test } from "vitest";
import { ancestorKeys, buildTree, filterFiles, folderKeys, type TreeFile } from "./build-tree";

const file = (path: string): TreeFile => ({ id: `mem_${path}`, path, content_size_bytes: 1, authors: [] });
const files = ["/b.md", "/a.md", "/runbooks/oncall.md", "/runbooks/db/failover.md"].map(file);

describe("buildTree", () => {
  test("folders come first, then files, each by name", () => {
    const tree = buildTree(files);
    expect(tree.map((node) => node.name)).toEqual(["runbooks", "a.md", "b.md"]);
    expect(tree[0]?.children.map((node) => node.name)).toEqual(["db", "oncall.md"]);
  });
  test("every folder has its path as key", () => {
    expect(folderKeys(buildTree(files))).toEqual(["/runbooks/", "/runbooks/db/"]);
    expect(ancestorKeys("/runbooks/db/failover.md")).toEqual(["/runbooks/", "/runbooks/db/"]);
    expect(ancestorKeys("/a.md")).toEqual([]);
  });
});

describe("filterFiles", () => {
  test("every word must be in the path, in any case and order", () => {
    expect(filterFiles(files, "FAIL run").map((each) => each.path)).toEqual(["/runbooks/db/failover.md"]);
    expect(filterFiles(files, " ")).toHaveLength(4);
    expect(filterFiles(files, "nothing")).toEqual([]);
  });
});
