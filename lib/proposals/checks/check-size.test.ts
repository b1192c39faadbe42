import { expect, test } from "vitest";
import { CONTENT_BYTES_MAX } from "@/lib/engines/local/text/tree-paths";
import { aNote, checkNamed } from "./checks-builders";

const ofBytes = (path: string, bytes: number) => ({ path, fromPath: null, content: "x".repeat(bytes) });

test("a file that no memory can hold is named", async () => {
  const files = [ofBytes("/a.md", CONTENT_BYTES_MAX), ofBytes("/b.md", CONTENT_BYTES_MAX + 1)];
  const found = await checkNamed("size", { files });
  expect(found.items.map(({ path }) => path)).toEqual(["/b.md"]);
});

test("a store may be full, not fuller", async () => {
  const memories = [aNote("/a.md", "- one")];
  const files = [ofBytes("/b.md", 10)];
  expect(await checkNamed("size", { memories, files, memoriesMax: 2 })).toMatchObject({ level: "pass" });
  expect(await checkNamed("size", { memories, files, memoriesMax: 1 })).toMatchObject({
    level: "warn",
    summary: "The store would hold 2 files, more than the 1 it may.",
  });
});

test("a small store may grow by 64 KiB, a large one by a fifth", async () => {
  expect(await checkNamed("size", { files: [ofBytes("/a.md", 65_536)] })).toMatchObject({ level: "pass" });
  expect(await checkNamed("size", { files: [ofBytes("/a.md", 65_537)] })).toMatchObject({ level: "warn" });
  const memories = Array.from({ length: 10 }, (_, index) => ({ path: `/${index}.md`, content: "y".repeat(50_000) }));
  expect(await checkNamed("size", { memories, files: [ofBytes("/a.md", 100_000)] })).toMatchObject({ level: "pass" });
  expect(await checkNamed("size", { memories, files: [ofBytes("/a.md", 100_001)] })).toMatchObject({ level: "warn" });
});
