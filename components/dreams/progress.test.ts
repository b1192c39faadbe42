import { expect, test } from "vitest";
import { toStages, type WireProgress } from "./progress";

// Only what the stages are made of; ids are plain words where real ones are branded.
const progressAt = (stage: string, status: string, done: number) =>
  ({
    dream: { status },
    stage,
    transcripts: [0, 1, 2].map((index) => ({ status: index < done ? "completed" : "pending" })),
    findings: [],
  }) as unknown as WireProgress;

const states = (progress: WireProgress) => toStages(progress).map((stage) => stage.state);

test("stages before the current one are done, those after it wait", () => {
  expect(states(progressAt("reading", "running", 1))).toEqual(["done", "done", "running", "waiting", "waiting"]);
  expect(toStages(progressAt("reading", "running", 1))[2]?.count).toBe("1 of 3");
});

test("the stage at which a dream failed is the one that is marked", () => {
  expect(states(progressAt("consolidating", "failed", 3))).toEqual(["done", "done", "done", "failed", "waiting"]);
});

test("a completed dream has no open stage, a canceled one has none running", () => {
  expect(new Set(states(progressAt("done", "completed", 3)))).toEqual(new Set(["done"]));
  expect(states(progressAt("reading", "canceled", 1))).toEqual(["done", "done", "waiting", "waiting", "waiting"]);
});
