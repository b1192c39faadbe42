import { expect, test } from "vitest";
import { actorLabel, hueOf } from "./actor";

test("the same session has the same hue every time", () => {
  expect(hueOf("sesn_01abc")).toBe(hueOf("sesn_01abc"));
  const hues = new Set(Array.from({ length: 200 }, (_, index) => hueOf(`sesn_01abc${index}`)));
  expect(hues.size).toBe(24);
});

test("an actor without a known name is told by the end of its id", () => {
  const actor = { type: "session_actor", session_id: "sesn_01MhGt5pXwVb2kNrCyLzQj8F" } as const;
  expect(actorLabel(actor)).toBe("sesn_…Qj8F");
  expect(actorLabel(actor, { [actor.session_id]: { name: "Ticket 4711" } })).toBe("Ticket 4711");
});
