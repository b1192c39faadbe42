import { expect, test } from "vitest";
import { aFile, aHunk } from "./a-diff";
import type { DreamDiff } from "./dream-diff";
import { fileWords, outcomeWords } from "./record-words";

const decided = (...decisions: string[]) =>
  aFile(
    "/a.md",
    decisions.map((decision, at) => aHunk(`h${at}`, { decision })),
    { decision: "adopted" },
  );
const ended = (status: string, ...files: ReturnType<typeof decided>[]) =>
  outcomeWords({ review: { status }, files } as DreamDiff, "Team SRE");

test("an adoption counts what it took, and what it did not", () => {
  const files = [decided("adopted", "left_out"), decided("rejected")];
  expect(ended("adopted", ...files)).toBe("1 change in 1 file adopted into Team SRE, 1 left out, 1 rejected.");
  expect(ended("adopted", decided("adopted", "adopted"))).toBe("2 changes in 1 file adopted into Team SRE.");
});

test("a rejection and a proposal that was overtaken say so", () => {
  expect(ended("rejected", decided("rejected"))).toBe("Rejected: nothing was written to Team SRE.");
  expect(ended("superseded", decided("left_out"))).toMatch(/^Superseded: Team SRE came to hold/);
});

test("a file has one word when all its changes went one way", () => {
  expect(fileWords(decided("adopted", "adopted"))).toBe("adopted");
  expect(fileWords(decided("adopted", "rejected", "left_out"))).toBe("1 adopted, 1 left out, 1 rejected");
});
