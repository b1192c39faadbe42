import fc from "fast-check";
import { expect, test } from "vitest";
import type { MemoryId, VersionId } from "@/lib/core/ids";
import type { Pair, StateRow } from "./repository";
import { changesBetween, compareBytes, cutToBytes, keyOfChange, splitByBytes } from "./rules";

let versions = 0;

function state(memoryId: string, path: string | null, contentSha256: string | null, contentBytes = 1): StateRow {
  const versionId = `memver_${versions++}` as VersionId;
  const redacted = path === null;
  return {
    memoryId: memoryId as MemoryId,
    versionId,
    path,
    contentSha256,
    contentBytes,
    changedAt: new Date(0),
    redacted,
  };
}

const told = (pairs: Pair[], byContent = false) =>
  changesBetween(pairs, { byContent }).map(({ operation, from, to }) => [
    operation,
    from?.path ?? null,
    to?.path ?? null,
  ]);

test("one memory's change of path is a move, of text a modification", () => {
  const pairs = [
    { from: state("mem_a", "/a", "1"), to: state("mem_a", "/z", "2") },
    { from: state("mem_b", "/b", "1"), to: state("mem_b", "/b", "2") },
  ];
  expect(told(pairs)).toEqual([
    ["modified", "/b", "/b"],
    ["moved", "/a", "/z"],
  ]);
});

test("a file deleted and created anew is one file: unchanged with the same text, modified with another", () => {
  const pairs = [
    { from: state("mem_a", "/a", "1"), to: null },
    { from: null, to: state("mem_b", "/a", "1") },
    { from: state("mem_c", "/c", "1"), to: null },
    { from: null, to: state("mem_d", "/c", "2") },
  ];
  expect(told(pairs)).toEqual([["modified", "/c", "/c"]]);
});

test("between stores an equal text makes a move only when one file of each has it", () => {
  const one = [
    { from: state("mem_a", "/a", "1"), to: null },
    { from: null, to: state("mem_b", "/b", "1") },
  ];
  expect(told(one, true)).toEqual([["moved", "/a", "/b"]]);
  expect(told([...one, { from: null, to: state("mem_c", "/c", "1") }], true)).toEqual([
    ["removed", "/a", null],
    ["added", null, "/b"],
    ["added", null, "/c"],
  ]);
});

test("a redacted side is a modification of unknown content, and a redacted state alone comes last", () => {
  const pairs = [
    { from: state("mem_r", null, null), to: null },
    { from: state("mem_a", null, null), to: state("mem_a", "/a", "1") },
  ];
  expect(told(pairs)).toEqual([
    ["modified", null, "/a"],
    ["removed", null, null],
  ]);
});

test("paths are compared as their UTF-8 bytes", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "/", "é", "\uffee", "😀", "𐀀", "\ue000") });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test("pages and writes are bounded in bytes, and nothing is lost", () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 30 }), (bytes, max) => {
      const pairs = bytes.map((size, index) => ({ from: null, to: state(`mem_${index}`, `/${index}`, "1", size) }));
      const changes = changesBetween(pairs, { byContent: false });
      const sizeOf = (part: typeof changes) => part.reduce((sum, { to }) => sum + (to?.contentBytes ?? 0), 0);
      const runs = splitByBytes(changes, max);
      expect(runs.flat()).toEqual(changes);
      const page = cutToBytes(changes, max);
      expect(page.map(keyOfChange)).toEqual(changes.slice(0, page.length).map(keyOfChange));
      for (const part of [...runs, page]) expect(part.length === 1 || sizeOf(part) <= max).toBe(true);
    }),
  );
});
