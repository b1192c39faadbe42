import fc from "fast-check";
import { expect, test } from "vitest";
import type { MemoryId, VersionId } from "@/lib/core/ids";
import { escapeGitPath } from "./escape-git-path";
import type { HeadRow } from "./repository";
import { type ImportFile, planImport, refuseConflicts } from "./rules";
import type { OnConflict } from "./schema";

const aFile = (path: string, sha256 = "new"): ImportFile => ({ path, sha256, bytes: 3, load: async () => "new" });

const aHead = (path: string, contentSha256 = "old"): HeadRow => ({
  id: `mem${path}` as MemoryId,
  path,
  headVersionId: `memver${path}` as VersionId,
  contentSha256,
  contentBytes: 3,
  createdAt: new Date(0),
  updatedAt: new Date(0),
});

const plan = (onConflict: OnConflict, files: ImportFile[], heads: HeadRow[]) =>
  planImport({ files, heads, onConflict }).map(({ operation, path }) => `${operation} ${path}`);

test("equal content is unchanged, a free path is created, another content is what on_conflict says", () => {
  const files = [aFile("/new.md"), aFile("/same.md", "old"), aFile("/taken.md")];
  const heads = [aHead("/same.md"), aHead("/taken.md")];
  const rest = ["created /new.md", "unchanged /same.md"];
  expect(plan("fail", files, heads)).toEqual([...rest, "conflict /taken.md"]);
  expect(plan("skip", files, heads)).toEqual([...rest, "skipped /taken.md"]);
  expect(plan("overwrite", files, heads)).toEqual([...rest, "modified /taken.md"]);
  expect(plan("rename", files, heads)).toEqual([...rest, "renamed /taken-2.md"]);
});

test("a file against a folder is never overwritten", () => {
  const files = [aFile("/a/b.md"), aFile("/c")];
  const heads = [aHead("/a"), aHead("/c/d.md")];
  expect(plan("overwrite", files, heads)).toEqual(["conflict /a/b.md", "conflict /c"]);
  expect(plan("skip", files, heads)).toEqual(["skipped /a/b.md", "skipped /c"]);
});

test("a rename takes the next free name; a whole folder moves together, and a second import finds what the first made", () => {
  const files = [aFile("/a/b.md"), aFile("/a/c.md"), aFile("/n.md"), aFile("/n-3.md")];
  const heads = [aHead("/a"), aHead("/n.md"), aHead("/n-2.md")];
  const first = planImport({ files, heads, onConflict: "rename" });
  expect(first.map(({ operation, path }) => `${operation} ${path}`)).toEqual([
    "renamed /a-2/b.md",
    "renamed /a-2/c.md",
    "renamed /n-4.md",
    "created /n-3.md",
  ]);
  const after = [...heads, ...first.map(({ path }) => aHead(path, "new"))];
  const again = planImport({ files, heads: after, onConflict: "rename" });
  expect(again.map(({ operation }) => operation)).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"]);
});

test("a folder whose first thousand names are files has no free name for any of its thousands of files", () => {
  const heads = [aHead("/a"), ...Array.from({ length: 999 }, (_, index) => aHead(`/a-${index + 2}`))];
  const files = Array.from({ length: 9_000 }, (_, index) => aFile(`/a/f${index}.md`));
  expect(plan("rename", files, heads.slice(0, 500)).slice(0, 2)).toEqual([
    "renamed /a-501/f0.md",
    "renamed /a-501/f1.md",
  ]);
  expect(plan("rename", files, heads).filter((planned) => planned.startsWith("conflict "))).toHaveLength(9_000);
});

test("a name that has no room for a number stays a conflict", () => {
  const path = `/${"x".repeat(1_023)}`;
  expect(plan("rename", [aFile(path)], [aHead(path)])).toEqual([`conflict ${path}`]);
});

test("a refusal names the first conflicts and carries more of them", () => {
  const files = Array.from({ length: 30 }, (_, index) => aFile(`/${index}.md`));
  const heads = files.map(({ path }) => aHead(path));
  const planned = planImport({ files, heads, onConflict: "fail" });
  expect(() => refuseConflicts(planned)).toThrow(
    expect.objectContaining({
      code: "conflict",
      message: expect.stringContaining("30 of the file's paths cannot be written: /0.md (the memory there has another"),
      extra: { conflicts: expect.objectContaining({ length: 20 }) },
    }),
  );
  expect(() => refuseConflicts([])).not.toThrow();
});

test.each([
  ["/notes/a.md", "notes/a.md"],
  ["/.git/config", "%2Egit/config"],
  ["/a/.GIT/b", "a/%2EGIT/b"],
  ["/.gitattributes", "%2Egitattributes"],
  ["/GIT~1/x", "%47IT~1/x"],
  ["/gitmod~1", "%67itmod~1"],
  ["/a\\.git\\b", "a\\%2Egit\\b"],
  ["/%2Egit", "%252Egit"],
  ["/100%", "100%"],
  ["/git", "git"],
])("%j is %j in a git tree", (path, escaped) => {
  expect(escapeGitPath(path)).toBe(escaped);
});

test("two paths never become one in a git tree", () => {
  const name = fc.stringMatching(/^[.gG%2E5ti~1\\]{1,8}$/);
  fc.assert(
    fc.property(name, name, (a, b) => {
      fc.pre(a !== b);
      expect(escapeGitPath(`/${a}`)).not.toBe(escapeGitPath(`/${b}`));
    }),
    { numRuns: 2_000 },
  );
});
