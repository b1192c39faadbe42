import fc from "fast-check";
import { expect, test } from "vitest";
import { anyPath, isLegalPath } from "@/lib/testing/path-oracle";
import { ancestorsOf, pathFault } from "./path";

test("a path has a fault exactly when the contract forbids it", () => {
  const seen = { legal: 0, illegal: 0 };
  fc.assert(
    fc.property(anyPath, (path) => {
      const legal = isLegalPath(path);
      seen[legal ? "legal" : "illegal"] += 1;
      expect(pathFault(path) === null).toBe(legal);
    }),
    { numRuns: 5_000 },
  );
  // The generator reaches both sides.
  expect(Math.min(seen.legal, seen.illegal)).toBeGreaterThan(500);
});

test("every single code point is judged as the contract does", () => {
  const wrong: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const path = `/a${String.fromCodePoint(point)}b`;
    if ((pathFault(path) === null) !== isLegalPath(path)) wrong.push(point.toString(16));
  }
  expect(wrong).toEqual([]);
}, 60_000);

test("a fault is one line of visible, well-formed text, whatever the path holds", () => {
  fc.assert(
    fc.property(anyPath, (path) => {
      const fault = pathFault(path) ?? "";
      expect([fault.isWellFormed(), /[\p{Cc}\u2028\u2029\u202A-\u202E]/u.test(fault)]).toEqual([true, false]);
    }),
    { numRuns: 2_000 },
  );
});

test("the ancestors of a legal path are the legal paths that it continues, nearest first", () => {
  fc.assert(
    fc.property(anyPath.filter(isLegalPath), (path) => {
      const ancestors = ancestorsOf(path);
      expect(ancestors.every((ancestor) => isLegalPath(ancestor) && path.startsWith(`${ancestor}/`))).toBe(true);
      expect(ancestors).toHaveLength(path.split("/").length - 2);
      expect([...ancestors].sort((a, b) => b.length - a.length)).toEqual(ancestors);
    }),
  );
});
