import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { questionStems, stemsOf } from "./question-stems";

test("a question about the same has the same stems, whatever its order and form", () => {
  expect(questionStems("the pools of the checkout database")).toEqual(questionStems("checkout database pool"));
});

test("words that are remembered do not keep the texts that they came from", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  for (let text = 0; text < 100; text++) stemsOf(`configuration${text}reference${text} ${". ".repeat(500_000)}`);
  expect(used() - before).toBeLessThan(20_000_000);
});
