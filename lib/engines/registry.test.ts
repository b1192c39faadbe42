import { expect, test } from "vitest";
import { engineIds, findEngine } from "@/lib/engines/registry";

test("the local engine is found by its model id, an unknown one is not", () => {
  expect(engineIds()).toEqual(["reverie-local"]);
  expect(findEngine("reverie-local")?.id).toBe("reverie-local");
  expect(findEngine("claude-opus-5")).toBeNull();
});
