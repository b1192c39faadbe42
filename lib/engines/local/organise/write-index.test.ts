import { describe, expect, test } from "vitest";
import { closeDraft } from "@/lib/engines/local/draft/close-draft";
import { openDraft } from "@/lib/engines/local/draft/draft";
import { adopt, aMemory } from "@/lib/engines/local/engine-builders";
import { describeMemory } from "@/lib/engines/local/organise/memory-index";
import { indexPass } from "@/lib/engines/local/organise/write-index";
import type { EngineMemory } from "@/lib/engines/types";

/** What the index pass alone proposes for these memories. */
function indexed(memories: EngineMemory[]) {
  const draft = openDraft(memories);
  indexPass(draft, { reports: [], at: new Date("2026-11-20T12:00:00Z") });
  const { findings, files } = closeDraft(draft);
  return { findings, files };
}

function indexOf(memories: EngineMemory[], path = "/index.md"): string | null {
  return indexed(memories).files.find((file) => file.path === path)?.content ?? null;
}

const START = "<!-- reverie:index start (kept up to date by dreams; write outside these marks) -->\n";
const END = "<!-- reverie:index end -->\n";

describe("the index", () => {
  test("lists every file by folder with one line each", () => {
    const memories = [
      aMemory("/team/on-call.md", "Who is on call. More text.\n"),
      aMemory("/rules.md", "# Deploy rules\n\nNever on Friday.\n"),
      aMemory("/team/data.json", "{}\n"),
    ];
    expect(indexOf(memories)).toBe(
      `# Index\n\n${START}- [rules.md](/rules.md): Deploy rules\n\n### /team/\n\n- [data.json](/team/data.json): {}\n- [on-call.md](/team/on-call.md): Who is on call.\n${END}`,
    );
  });

  test("an empty store gets none, and an up-to-date one is left alone", () => {
    expect(indexed([])).toEqual({ findings: [], files: [] });
    const memories = [aMemory("/rules.md", "# Deploy rules\n")];
    expect(indexed(adopt(memories, indexed(memories).files))).toEqual({ findings: [], files: [] });
  });

  test("keeps what a person wrote around it, byte for byte", () => {
    const mine = "\ufeff# Start here\r\n\r\nRead the rules.\r\n";
    const first = indexOf([aMemory("/index.md", mine), aMemory("/rules.md", "# Deploy rules\n")]) ?? "";
    expect(first.startsWith(`${mine}\r\n<!-- reverie:index start`)).toBe(true);
    const extended = `${first}\r\nThe end, by hand.`;
    const second =
      indexOf([
        aMemory("/index.md", extended),
        aMemory("/b.md", "# B notes\n"),
        aMemory("/rules.md", "# Deploy rules\n"),
      ]) ?? "";
    expect(second).toBe(extended.replace("- [rules.md]", "- [b.md](/b.md): B notes\r\n- [rules.md]"));
  });

  test("names and texts cannot break out of their line", () => {
    const index =
      indexOf([aMemory("/a](evil) <b>\u00e9.md", "# [x](javascript:alert(1)) \u202E<!-- reverie:index end -->\n")]) ??
      "";
    const line = index.split("\n").find((text) => text.startsWith("- ")) ?? "";
    expect(line).toBe(
      "- [a\\](evil) \\<b\\>\u00e9.md](/a%5D%28evil%29%20%3Cb%3E%C3%A9.md): \\[x\\](javascript:alert(1)) \\<!-- reverie:index end --\\>",
    );
  });

  test("stays within the size of a memory and says how much is missing", () => {
    const memories = Array.from({ length: 3000 }, (_, index) =>
      aMemory(`/notes/file-${index}.md`, `# Note number ${index} about a thing\n`),
    );
    const index = indexOf(memories) ?? "";
    expect(Buffer.byteLength(index)).toBeLessThanOrEqual(102_400);
    const listed = index.match(/^- \[/gm)?.length ?? 0;
    expect(index).toContain(`${3000 - listed} more files are not listed`);
    expect(indexed(adopt(memories, indexed(memories).files)).files).toEqual([]);
  });

  test("goes elsewhere when its path is a folder", () => {
    expect(indexOf([aMemory("/index.md/inner.md", "# Inner\n")], "/memory-index.md")).toContain("inner.md");
  });
});

test.each([
  ["/a.md", "---\ndescription: From the front matter\n---\n# Title\n", "From the front matter"],
  ["/on-call.md", "# On call\n\nWho answers at night. And more.\n", "Who answers at night."],
  ["/x.md", "- **First** bullet `here`\n", "First bullet here"],
  ["/x.md", "\n\n```\ncode\n```\n", "code"],
  ["/x.md", "", "empty"],
])("%s with %j is described as %j", (path, content, description) => {
  expect(describeMemory(path, content)).toBe(description);
});
