import { expect, test } from "vitest";
import { withTransaction } from "@/lib/db/database";
import { aMemory, aStore, aWorkspace } from "@/lib/testing/builders";
import { copyMemories } from "./copy-memories";
import { stoppedByTree } from "./stopped-by-tree";

/** A store with files at /a, /dir/b and /c, and ways to write that do not look first. */
async function aTree() {
  const { ctx, db } = await aWorkspace();
  const store = await aStore(ctx);
  const { contentSha256, contentBytes } = await aMemory(ctx, store.id, "/a");
  await aMemory(ctx, store.id, "/dir/b");
  const { id } = await aMemory(ctx, store.id, "/c");
  const insert = (...paths: string[]) => {
    const memories = paths.map((path) => ({ path, contentSha256, contentBytes }));
    return withTransaction(db, (tx) => copyMemories(ctx, tx, { storeId: store.id, memories }));
  };
  return { insert, rename: (path: string) => db.query("update memories set path = $2 where id = $1", [id, path]) };
}

test.each([
  ["below a file", ["/a/x"]],
  ["far below a file", ["/a/x/y/z"]],
  ["above a file", ["/dir"]],
  ["at a file", ["/a"]],
  ["above and below each other", ["/new", "/new/x"]],
])("3.4: the database itself refuses new files %s", async (_name, paths) => {
  const { insert } = await aTree();
  await expect(insert(...paths)).rejects.toSatisfy(stoppedByTree);
});

test.each([
  ["below a file", "/a/x"],
  ["above a file", "/dir"],
  ["at a file", "/a"],
])("3.4: the database itself refuses a rename to a path %s", async (_name, path) => {
  const { rename } = await aTree();
  await expect(rename(path)).rejects.toSatisfy(stoppedByTree);
});

test("3.4: the database takes names that only begin alike, and a file that moves below its own path", async () => {
  const { insert, rename } = await aTree();
  await insert("/a.md", "/a-b/c", "/dir2", "/di", "/dir/c");
  for (const path of ["/c/d", "/c"]) await rename(path);
});
