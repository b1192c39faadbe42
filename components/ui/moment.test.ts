import { expect, test } from "vitest";
import { endOfSecond } from "./moment";

test("a moment is the end of its second, in UTC", () => {
  expect(endOfSecond("2026-11-20T14:03:22")).toBe("2026-11-20T14:03:22.999Z");
});

test("browsers leave out seconds that are zero", () => {
  expect(endOfSecond("2026-11-20T14:03")).toBe("2026-11-20T14:03:00.999Z");
});

test("what names no second is no moment", () => {
  for (const text of ["", "2026-11-20", "0002-11-20T14:03", "2026-13-20T14:03", "tomorrow"]) {
    expect(endOfSecond(text)).toBeNull();
  }
});
