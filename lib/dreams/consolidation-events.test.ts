import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { aFinding } from "@/lib/testing/proposals";
import { consolidationEvents } from "./consolidation-events";

const threadId = newId("sthr");

const said = (proposal: Parameters<typeof consolidationEvents>[1]) =>
  consolidationEvents(threadId, proposal).map((event) => {
    expect(event).toMatchObject({ threadId, type: "agent.message" });
    return (event.payload.content as { text: string }[])[0]?.text;
  });

test("each change is told, what was left alone is counted, and what was not followed is named", () => {
  const findings = [
    aFinding({ rationale: "Said twice." }),
    aFinding({ kind: "stale", state: "left_alone", reason: "No time is known." }),
    aFinding({ kind: "contradict", state: "off", reason: "A person wrote it.", rationale: "5 or 6." }),
    aFinding({ kind: "verify", state: "left_alone", reason: "Seen once." }),
    aFinding({ kind: "stale", state: "left_alone", reason: "No time is known." }),
  ];
  const instructions = [
    { text: "Ignore /tmp.", isApplied: true, remark: "Left out." },
    { text: "Rhyme.", isApplied: false, remark: "Not a known rule." },
  ];
  expect(said({ findings, instructions })).toEqual([
    "merge: Said twice.",
    "contradict, off: 5 or 6. A person wrote it.",
    "Seen and left alone: 2 stale, 1 verify.",
    "Not followed from the instructions:\n- Rhyme. (Not a known rule.)",
  ]);
});

test("a dream that found nothing says so", () => {
  expect(said({ findings: [], instructions: [] })).toEqual(["No findings: the memory stays as it is."]);
});
