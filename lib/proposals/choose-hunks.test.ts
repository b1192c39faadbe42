import { expect, test } from "vitest";
import { chooseHunks } from "./choose-hunks";

const file = (
  path: string,
  parts: Partial<{ adoptedHunks: string[]; rejectedHunks: string[]; offHunks: string[] }> = {},
) => ({
  path,
  hunks: [{ id: `${path}1` }, { id: `${path}2` }],
  adoptedHunks: [],
  rejectedHunks: [],
  offHunks: [],
  ...parts,
});
const FILES = [file("/a"), file("/b", { offHunks: ["/b2"] }), file("/c", { adoptedHunks: ["/c1"] })];

const takenOf = (choices: Parameters<typeof chooseHunks>[1]) =>
  [...chooseHunks(FILES, choices).values()].flatMap(({ taken }) => [...taken]);

test("without a choice everything open that is on is taken", () => {
  expect(takenOf({})).toEqual(["/a1", "/a2", "/b1", "/c2"]);
});

test("what is not named is left out once something is accepted, and taken while there are only rejections", () => {
  expect(takenOf({ files: { "/b": "accept" } })).toEqual(["/b1", "/b2"]);
  expect(takenOf({ hunks: { "/b2": "accept" } })).toEqual(["/b2"]);
  expect(takenOf({ files: { "/a": "reject" } })).toEqual(["/b1", "/c2"]);
  expect(takenOf({ hunks: { "/a1": "reject" } })).toEqual(["/a2", "/b1", "/c2"]);
});

test("a hunk goes before its file, and an edit or a resolution takes its file", () => {
  expect(takenOf({ files: { "/a": "accept" }, hunks: { "/a1": "reject" } })).toEqual(["/a2"]);
  expect(takenOf({ edits: { "/a": "x" } })).toEqual(["/a1", "/a2"]);
  expect(takenOf({ resolutions: { "/c": { live_sha256: null, content: null } } })).toEqual(["/c2"]);
  expect(takenOf({ paths: ["/a"] })).toEqual(["/a1", "/a2"]);
});

test.each([
  ["an unknown file", { files: { "/x": "accept" } }, /does not change \/x/],
  ["an unknown hunk", { hunks: { x1: "accept" } }, /no hunk of this proposal/],
  ["a decided hunk", { hunks: { "/c1": "accept" } }, /decided before/],
  ["both at once", { files: { "/a": "reject" }, edits: { "/a": "x" } }, /choose one/],
] as const)("refuses %s", (_name, choices, message) => {
  expect(() => chooseHunks(FILES, choices)).toThrow(message);
});
