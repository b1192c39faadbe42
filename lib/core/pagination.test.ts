import { expect, test } from "vitest";
import { decodeCursor, decodeTimeCursor, encodeCursor, toTimePage } from "./pagination";

test("a cursor gives its position back to its own list only", () => {
  const cursor = encodeCursor("memories:memstore_a", ["/a.md"]);
  expect(decodeCursor("memories:memstore_a", cursor)).toEqual(["/a.md"]);
  expect(() => decodeCursor("memories:memstore_b", cursor)).toThrow("page must be a next_page value");
  expect(decodeCursor("memories:memstore_a", undefined)).toBeNull();
});

test.each(["", "page_", "page_x", "1", `page_${Buffer.from('{"s":"stores","k":[]}').toString("base64url")}`])(
  "%j is refused as a cursor",
  (page) => {
    expect(() => decodeCursor("stores", page)).toThrow("page must be a next_page value");
  },
);

test("a position that is no time is refused", () => {
  expect(() => decodeTimeCursor("stores", encodeCursor("stores", ["soon", "x"]))).toThrow("page must be");
});

test("the extra row tells that there are more and is not shown", () => {
  const rows = ["c", "b", "a"].map((id, index) => ({ id, createdAt: new Date(3 - index) }));
  const page = toTimePage(rows, 2, "stores");
  expect(page.data.map((row) => row.id)).toEqual(["c", "b"]);
  expect(decodeTimeCursor("stores", page.nextPage ?? "")).toEqual({ createdAt: new Date(2), id: "b" });
  expect(toTimePage(rows.slice(0, 2), 2, "stores").nextPage).toBeNull();
});
