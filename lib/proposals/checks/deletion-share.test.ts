import { expect, test } from "vitest";
import { aChange, aNote, checkNamed, deletionShare } from "./checks-builders";
import { isOverDeletionBudget } from "./deletion-share";

const many = Array.from({ length: 20 }, (_, index) =>
  aNote(`/n/${index}.md`, `- note ${index} tells of service ${index}`),
);

test("removed files count, moved ones do not", () => {
  const files = [aChange("/n/0.md"), { path: "/m.md", fromPath: "/n/1.md", content: many[1]?.content ?? "" }];
  expect(deletionShare({ memories: many, files })).toMatchObject({ files: 1, filesTotal: 20 });
});

test("a file that another one is moved onto is gone", () => {
  const files = [{ path: "/n/0.md", fromPath: "/n/1.md", content: many[1]?.content ?? "" }];
  expect(deletionShare({ memories: many, files }).files).toBe(1);
  const swapped = [...files, { path: "/n/1.md", fromPath: "/n/0.md", content: many[0]?.content ?? "" }];
  expect(deletionShare({ memories: many, files: swapped })).toMatchObject({ files: 0, bytes: 0 });
});

test("exactly a tenth is within the budget, more is not", async () => {
  const two = [aChange("/n/0.md"), aChange("/n/1.md")];
  expect(isOverDeletionBudget({ files: 2, bytes: 10, filesTotal: 20, bytesTotal: 100 })).toBe(false);
  expect(await checkNamed("deletions", { memories: many, files: two })).toMatchObject({ level: "pass", count: 2 });
  const three = [...two, aChange("/n/2.md")];
  const found = await checkNamed("deletions", { memories: many, files: three });
  expect(found).toMatchObject({ level: "confirm", count: 3 });
  expect(found.items.map(({ path, side, line }) => [path, side, line])).toEqual([
    ["/n/0.md", "base", 0],
    ["/n/1.md", "base", 0],
    ["/n/2.md", "base", 0],
  ]);
});

test("removing the only file asks", async () => {
  const found = await checkNamed("deletions", { memories: [aNote("/a.md", "- one")], files: [aChange("/a.md")] });
  expect(found).toMatchObject({
    level: "confirm",
    summary: expect.stringMatching(/^1 of 1 file and 100 % of the bytes/),
  });
});

test("merging notes that say the same in one small file takes nothing away", async () => {
  const line = "- the checkout service needs a warm cache before it takes traffic";
  const memories = [aNote("/a.md", line, line, line.toUpperCase(), `${line}.`, line)];
  const files = [aChange("/a.md", `${line} (noted 5 times since 2026-11-01)`)];
  expect(await checkNamed("deletions", { memories, files })).toMatchObject({ level: "pass", summary: "Nothing goes." });
  const dated = [aNote("/a.md", `- [2026-11-01] ${line.slice(2)}`, `- 2026-11-04: **${line.slice(2)}**`)];
  const merged = [aChange("/a.md", `- [2026-11-01] ${line.slice(2)} (noted 2 times since 2026-11-01)`)];
  expect(deletionShare({ memories: dated, files: merged })).toMatchObject({ files: 0, bytes: 0 });
});

test("a note goes nowhere while a file that stays as it is says the same on another day", () => {
  const memories = [
    aNote("/a.md", "- 2026-11-02 the Cache is slow!", "- 2026-11-03: кэш медленный", "- x"),
    aNote("/b.md", "+ [2026-11-07] **the cache is  slow**", "- [2026-11-09] Кэш медленный"),
  ];
  const files = [aChange("/a.md", "- x")];
  expect(deletionShare({ memories, files }).bytes).toBe(0);
  expect(deletionShare({ memories: memories.slice(0, 1), files }).bytes).toBeGreaterThan(0);
});

test("a changed value counts with its bytes, not with those of its sentence", () => {
  const memories = [aNote("/a.md", "- checkout listens on port 8443")];
  const files = [aChange("/a.md", "- checkout listens on port 9443")];
  expect(deletionShare({ memories, files }).bytes).toBe("8443 ".length);
});

test("a summary of a page takes the page away", async () => {
  const memories = [aNote("/a.md", ...Array.from({ length: 20 }, (_, line) => `- fact ${line} about service-${line}`))];
  const files = [aChange("/a.md", "- twenty facts about services")];
  const found = await checkNamed("deletions", { memories, files });
  expect(found).toMatchObject({ level: "confirm", count: 1 });
  expect(found.items[0]?.message).toMatch(/^The file loses \d+ of \d+ bytes\.$/);
});

test("text that moves to another file is not gone", () => {
  const memories = [aNote("/a.md", "- one stays here", "- two goes elsewhere")];
  const files = [aChange("/a.md", "- one stays here"), aChange("/b.md", "* two goes  elsewhere")];
  expect(deletionShare({ memories, files })).toMatchObject({ files: 0, bytes: 0 });
});
