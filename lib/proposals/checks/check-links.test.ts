import { expect, test } from "vitest";
import { INDEX_END, INDEX_START } from "@/lib/engines/local/organise/memory-index";
import { aChange, aNote, checkNamed } from "./checks-builders";
import type { CheckInput } from "./types";

const linked = async (input: Partial<CheckInput>) => {
  const { level, items } = await checkNamed("links", input);
  return { level, items: items.map(({ path, line, message }) => `${path}:${line} ${message}`) };
};

test("a file that others link to may not go unnoticed, by target, by wiki name or by path", async () => {
  const memories = [
    aNote("/s/b.md", "- b"),
    aNote("/s/a.md", "See [b](b.md#top).", "", "`/s/b.md` and [[b]]", "```", "[b](b.md)", "```"),
    aNote("/c.md", "[b](https://example.org/s/b.md) and [d](s/gone-before.md)"),
  ];
  expect(await linked({ memories, files: [aChange("/s/b.md")] })).toEqual({
    level: "warn",
    items: [
      "/s/a.md:1 A link leads nowhere: b.md#top",
      "/s/a.md:3 A link leads nowhere: /s/b.md",
      "/s/a.md:3 A link leads nowhere: b",
    ],
  });
});

test("percent signs, folders and dots in a link do not hide that its file went", async () => {
  const memories = [
    aNote("/x/two words.md", "- b"),
    aNote("/y/a.md", "[b](../x/two%20words.md)", "[x](../x/)", "[x](../x/.)"),
  ];
  const { items } = await linked({ memories, files: [aChange("/x/two words.md")] });
  expect(items).toHaveLength(3);
});

test("links of a moved file are read from its new place", async () => {
  const memories = [aNote("/s/a.md", "[b](b.md)", "[c](../c.md)"), aNote("/s/b.md", "- b"), aNote("/c.md", "- c")];
  const moved = { path: "/t/a.md", fromPath: "/s/a.md", content: "[b](b.md)\n[c](../c.md)\n" };
  expect(await linked({ memories, files: [moved] })).toEqual({
    level: "warn",
    items: ["/t/a.md:1 A link leads nowhere: b.md"],
  });
});

test("links that a text takes along to another folder are told, unless they led nowhere before", async () => {
  const memories = [aNote("/s/a.md", "- [b](b.md)", "- [old](old.md)"), aNote("/s/b.md", "- b")];
  const files = [aChange("/s/a.md", "# A"), aChange("/t/d.md", "- [b](b.md)", "- [old](old.md)")];
  expect((await linked({ memories, files })).items).toEqual(["/t/d.md:1 A link leads nowhere: b.md"]);
});

test("a link that led nowhere before and stays is no fault of the proposal, a new one is", async () => {
  const memories = [aNote("/a.md", "[x](x.md)", "- one")];
  expect(await linked({ memories, files: [aChange("/a.md", "[x](x.md)", "- 1")] })).toMatchObject({ level: "pass" });
  const files = [aChange("/a.md", "[x](x.md)", "- one, see [y](y.md) and [src](src/main.ts)")];
  expect((await linked({ memories, files })).items).toEqual(["/a.md:2 A link leads nowhere: y.md"]);
});

test("an index with the marks of dreams lists every file, and none that is not there", async () => {
  const memories = [aNote("/a.md", "- a"), aNote("/b.md", "- b")];
  const index = (...lines: string[]) => aChange("/index.md", "# Index", INDEX_START, ...lines, INDEX_END);
  expect(await linked({ memories, files: [index("- [a](/a.md)", "- [b](/b.md)")] })).toMatchObject({ level: "pass" });
  expect(await linked({ memories, files: [index("- [a](/a.md)", "- [c](/c.md)")] })).toEqual({
    level: "warn",
    items: ["/index.md:0 The index does not list /b.md", "/index.md:4 The index lists /c.md, which is not there"],
  });
  const full = index("- [a](/a.md)", "", "1 more file is not listed: the index is full.");
  expect(await linked({ memories, files: [full] })).toMatchObject({ level: "pass" });
});

test("an index that somebody keeps by hand has to list what it listed", async () => {
  const memories = [
    aNote("/index.md", "- [a](a.md)", "- [b](b.md)"),
    ...["/a.md", "/b.md", "/c.md"].map((path) => aNote(path, "- x")),
  ];
  expect(
    await linked({ memories, files: [aChange("/index.md", "- [a](a.md) and so on", "- [b](b.md)")] }),
  ).toMatchObject({
    level: "pass",
  });
  expect((await linked({ memories, files: [aChange("/index.md", "- [a](a.md)")] })).items).toEqual([
    "/index.md:0 The index does not list /b.md",
  ]);
});
