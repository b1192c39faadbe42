import fc from "fast-check";
import { expect, test } from "vitest";
import { UpdateScheduleBody } from "@/lib/schedules/schema";
import { bodyOf, NEW_FIELDS, valueOfText, valueText } from "./schedule-fields";

test("what a new form holds is a body that the API takes", () => {
  const body = bodyOf({ ...NEW_FIELDS, name: " Nightly ", cron: " 30  2 * * * " }, "reverie-local");
  expect(UpdateScheduleBody.parse(body)).toMatchObject({ name: "Nightly", cron: "30 2 * * *", quiet_hours: null });
});

test("what is switched off is sent as nothing, whatever its fields hold", () => {
  const off = { ...NEW_FIELDS, hasTimes: false, cron: "no cron", quietFrom: "late", newSessions: "x" };
  expect(bodyOf(off, "e")).toMatchObject({
    cron: null,
    quiet_hours: null,
    triggers: { session_ended: null, new_sessions: null, hook: null },
  });
});

test("an empty number is refused, not taken for zero", () => {
  const body = bodyOf({ ...NEW_FIELDS, name: "x", minNewSessions: " " }, "e");
  expect(UpdateScheduleBody.safeParse(body).error?.issues[0]?.message).toMatch(/min_new_sessions must be/);
});

test("a filter's value survives being shown and typed again", () => {
  const values = fc.oneof(
    fc.string().map((text) => text.trim()),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(values, (value) => {
      expect(valueOfText(valueText(value))).toEqual(value === 0 ? 0 : value);
    }),
  );
  expect([valueOfText("resolved"), valueOfText("7"), valueOfText('"7"'), valueOfText("true")]).toEqual([
    "resolved",
    7,
    "7",
    true,
  ]);
});
