import fc from "fast-check";
import { expect, test } from "vitest";
import { WEBHOOK_EVENT_TYPES } from "@/lib/webhooks/schema";
import { chosenTypes, EVENT_GROUPS, toSubscriptions } from "./event-choice";

const choosable = WEBHOOK_EVENT_TYPES.filter((type) => type !== "reverie.test");

test("every type but the test stands in exactly one group", () => {
  expect(EVENT_GROUPS.flatMap(({ types }) => types).sort()).toEqual([...choosable].sort());
});

test("a choice that is saved and read again is the same", () => {
  fc.assert(
    fc.property(fc.subarray(choosable), (types) => {
      expect(chosenTypes(toSubscriptions(new Set(types)))).toEqual(new Set(types));
    }),
  );
});

test("what is chosen whole is asked for by its prefix", () => {
  expect(toSubscriptions(chosenTypes(["*"]))).toEqual(["*"]);
  expect(toSubscriptions(chosenTypes(["reverie.*"]))).toEqual([
    "reverie.proposal.*",
    "reverie.dream.*",
    "reverie.memory.changed",
  ]);
  expect(toSubscriptions(chosenTypes(["session.*", "memory_store.created"]))).toEqual([
    "memory_store.created",
    "session.*",
  ]);
});
