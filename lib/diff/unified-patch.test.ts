import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { applyPatch, parsePatch } from "diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffHunks } from "@/lib/diff/hunks";
import { splitLines } from "@/lib/diff/lines";
import { matchLines } from "@/lib/diff/match-lines";
import { unifiedPatch } from "@/lib/diff/unified-patch";

const anyText = fc
  .array(
    fc.tuple(
      fc.constantFrom("a", "b", "c", "", "\ufeffa", "-x", "+y", "\\ z", "@@ -1 +1 @@", "é\u2028", "😀", "diff --git"),
      fc.constantFrom("\n", "\n", "\r\n", "\r", ""),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.flat().join(""));

const patchOf = (base: string, proposed: string, path = "/a.md") =>
  unifiedPatch({ fromPath: path, toPath: path, hunks: diffHunks(base, proposed) });

describe("unifiedPatch", () => {
  test("applied by another implementation it gives the proposal, byte for byte", () => {
    fc.assert(
      fc.property(anyText, anyText, (base, proposed) => {
        fc.pre(base !== proposed);
        expect(applyPatch(base, patchOf(base, proposed), { autoConvertLineEndings: false })).toBe(proposed);
      }),
      { numRuns: 1000 },
    );
  });

  test("names are quoted as git does", () => {
    const name = (path: string) => unifiedPatch({ fromPath: null, toPath: path, hunks: [] }).split("\n")[0];
    expect(name("/notes/a.md")).toBe("diff --git a/notes/a.md b/notes/a.md");
    expect(name("/my notes.md")).toBe("diff --git a/my notes.md b/my notes.md");
    expect(name('/é"\\.md')).toBe('diff --git "a/\\303\\251\\"\\\\.md" "b/\\303\\251\\"\\\\.md"');
    expect(patchOf("a\n", "b\n", "/my notes.md")).toContain("--- a/my notes.md\t\n+++ b/my notes.md\t\n");
  });

  test("the headers tell what happened to the file", () => {
    expect(unifiedPatch({ fromPath: null, toPath: "/a", hunks: diffHunks("", "x\n") })).toBe(
      "diff --git a/a b/a\nnew file mode 100644\n--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+x\n",
    );
    expect(unifiedPatch({ fromPath: "/a", toPath: null, hunks: diffHunks("x", "") })).toBe(
      "diff --git a/a b/a\ndeleted file mode 100644\n--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\n",
    );
    expect(unifiedPatch({ fromPath: "/a", toPath: "/b", hunks: [] })).toBe(
      "diff --git a/a b/b\nsimilarity index 100%\nrename from a\nrename to b\n",
    );
    expect(parsePatch(unifiedPatch({ fromPath: "/a", toPath: "/b", hunks: [] }))[0]).toMatchObject({
      isRename: true,
      oldFileName: "a/a",
      newFileName: "b/b",
    });
  });
});

describe("matchLines", () => {
  test("pairs equal lines, in order on both sides", () => {
    fc.assert(
      fc.property(anyText, anyText, (base, proposed) => {
        const [baseLines, lines] = [splitLines(base), splitLines(proposed)];
        let last = -1;
        matchLines(baseLines, lines).forEach((place, line) => {
          if (place < 0) return;
          expect(place).toBeGreaterThan(last);
          expect(baseLines[place]).toBe(lines[line]);
          last = place;
        });
      }),
    );
  });

  test("texts that share no order are matched along the lines that occur once, in bounded time", () => {
    const noise = (seed: number) =>
      Array.from({ length: 20_000 }, (_, n) => `${(((n + seed) * 2_654_435_761) >>> 9) % 7}\n`);
    const unique = (from: number) => Array.from({ length: 50 }, (_, n) => `unique ${from + n}\n`);
    const base = [...noise(1), ...unique(0), ...noise(2), ...unique(50)];
    const proposed = [...noise(3), ...unique(0), ...noise(4), ...unique(50), "end\n"];
    const match = matchLines(base, proposed);
    expect(match[20_000]).toBe(20_000);
    expect(match[20_049]).toBe(20_049);
    expect(match[proposed.length - 2]).toBe(base.length - 1);
    expect(match[proposed.length - 1]).toBe(-1);
  });
});

const withoutGit = spawnSync("git", ["--version"]).status !== 0;

type Files = Record<string, string>;

const anyFiles: fc.Arbitrary<Files> = fc
  .uniqueArray(fc.constantFrom("/a.md", "/b/c.md", "/my notes.md", '/é "q".md', "/b/😀.md", "/-x"), { minLength: 1 })
  .chain((paths) =>
    fc
      .array(anyText, { minLength: paths.length, maxLength: paths.length })
      .map((texts) => Object.fromEntries(paths.map((path, index) => [path, texts[index] as string]))),
  );

function filesPatch(before: Files, after: Files): string {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => before[path] !== after[path],
  );
  return paths
    .map((path) =>
      unifiedPatch({
        fromPath: path in before ? path : null,
        toPath: path in after ? path : null,
        hunks: diffHunks(before[path] ?? "", after[path] ?? ""),
      }),
    )
    .join("");
}

test.skipIf(withoutGit)(
  "git apply makes one tree out of the other (skipped where git is not installed)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "reverie-patch-"));
    try {
      // Many cases in one call: each has a folder of its own below the same root.
      const cases = fc.sample(fc.tuple(anyFiles, anyFiles), 300);
      const under = (index: number, files: Files): Files =>
        Object.fromEntries(Object.entries(files).map(([path, text]) => [`/${index}${path}`, text]));
      const before = Object.assign({}, ...cases.map(([files], index) => under(index, files))) as Files;
      const after = Object.assign({}, ...cases.map(([, files], index) => under(index, files))) as Files;
      for (const [path, text] of Object.entries(before)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const run = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], {
        cwd: folder,
        input: filesPatch(before, after),
        encoding: "utf8",
        env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
      });
      expect([run.status, run.stderr]).toEqual([0, ""]);
      for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
        const file = join(folder, path);
        expect(existsSync(file) ? readFileSync(file, "utf8") : undefined).toBe(after[path]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  30_000,
);

test("a file of a hundred thousand lines that all change has a patch", () => {
  const [before, after] = ["\n".repeat(102_400), "x\n".repeat(51_200)];
  const patch = unifiedPatch({ fromPath: "/a", toPath: "/a", hunks: diffHunks(before, after) });
  expect(patch.split("\n").length).toBe(102_400 + 51_200 + 5);
});
