import fc from "fast-check";
import { expect, test } from "vitest";
import { type FileTexts, listHunks, stateWith } from "./list-hunks";

const aText = fc.array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 14 }).map((lines) => lines.join("\n"));
const aFile: fc.Arbitrary<FileTexts> = fc
  .record({ base: aText, proposed: aText, isMoved: fc.boolean() })
  .filter(({ base, proposed, isMoved }) => isMoved || base !== proposed)
  .map(({ base, proposed, isMoved }) => ({
    path: "/to.md",
    fromPath: isMoved ? "/from.md" : null,
    operation: isMoved ? "moved" : "modified",
    base,
    proposed,
  }));

test("all hunks give the proposed file, none the base", () => {
  fc.assert(
    fc.property(aFile, (file) => {
      const hunks = listHunks(file);
      const all = new Set(hunks.map(({ id }) => id));
      expect(all.size).toBe(hunks.length);
      expect(hunks.length).toBeGreaterThan(0);
      expect(stateWith(file, hunks, all)).toEqual({ path: file.path, content: file.proposed });
      expect(stateWith(file, hunks, new Set())).toEqual({ path: file.fromPath ?? file.path, content: file.base });
    }),
  );
});

test("an added and a removed file are one hunk each, even when empty", () => {
  const added = { path: "/new.md", fromPath: null, operation: "added", base: null, proposed: "" } as const;
  const [add] = listHunks(added);
  expect(add?.kind).toBe("add");
  expect(stateWith(added, listHunks(added), new Set())).toBeNull();
  expect(stateWith(added, listHunks(added), new Set([add?.id ?? ""]))).toEqual({ path: "/new.md", content: "" });
  const removed = { path: "/old.md", fromPath: null, operation: "removed", base: "x\ny\n", proposed: null } as const;
  const [remove] = listHunks(removed);
  expect(remove).toMatchObject({ kind: "remove", lines: ["-x", "-y"] });
  expect(stateWith(removed, listHunks(removed), new Set([remove?.id ?? ""]))).toBeNull();
});

test("hunks that stand close together can be taken one by one", () => {
  const file = {
    path: "/a.md",
    fromPath: null,
    operation: "modified",
    base: "a\nb\nc\n",
    proposed: "A\nb\nC\n",
  } as const;
  const hunks = listHunks(file);
  expect(hunks.map(({ lines }) => lines)).toEqual([
    ["-a", "+A", " b"],
    [" b", "-c", "+C"],
  ]);
  expect(stateWith(file, hunks, new Set([hunks[1]?.id ?? ""]))?.content).toBe("a\nb\nC\n");
});
