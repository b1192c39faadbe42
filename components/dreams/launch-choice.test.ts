import { describe, expect, test } from "vitest";
import { characterCount, type LaunchSession, pickSessions } from "./launch-choice";

const now = Date.parse("2026-11-20T12:00:00Z");
const session = (id: string, daysAgo: number, storeIds: string[] = []): LaunchSession => ({
  id,
  title: null,
  created_at: new Date(now - daysAgo * 24 * 3600 * 1000).toISOString(),
  event_count: 3,
  store_ids: storeIds,
});
const ids = (picked: LaunchSession[]) => picked.map((each) => each.id);

describe("pickSessions", () => {
  const sessions = [session("old", 9, ["s1"]), session("a", 1, ["s1"]), session("b", 6.9, ["s2"])];

  test("takes what lies in the last days, newest first", () => {
    const { picked } = pickSessions(sessions, { by: "days", days: 7, onlyWithStore: false }, { now, storeId: "s1" });
    expect(ids(picked)).toEqual(["a", "b"]);
  });
  test("can keep to the sessions that had the store attached", () => {
    const picking = { by: "days", days: 30, onlyWithStore: true } as const;
    expect(ids(pickSessions(sessions, picking, { now, storeId: "s1" }).picked)).toEqual(["a", "old"]);
    expect(pickSessions(sessions, picking, { now, storeId: null }).picked).toEqual([]);
  });
  test("by hand takes exactly what was ticked", () => {
    const picking = { by: "hand", sessionIds: new Set(["old"]) } as const;
    expect(ids(pickSessions(sessions, picking, { now, storeId: "s2" }).picked)).toEqual(["old"]);
  });
  test("keeps the newest hundred and says how many are left", () => {
    const many = Array.from({ length: 130 }, (_, index) => session(`m${index}`, index / 100));
    const { picked, left } = pickSessions(many, { by: "days", days: 7, onlyWithStore: false }, { now, storeId: null });
    expect(picked).toHaveLength(100);
    expect(picked[0]?.id).toBe("m0");
    expect(left).toBe(30);
  });
});

test("characters are code points", () => {
  expect(characterCount("a👩b")).toBe(3);
});
