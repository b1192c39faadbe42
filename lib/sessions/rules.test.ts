import { expect, test } from "vitest";
import { mountPaths } from "./rules";

const named = (...names: string[]) => mountPaths(names.map((name, index) => ({ id: `memstore_01A${index}`, name })));

test.each([
  ["Billing desk", "billing-desk"],
  ["  --Ünïcode & Co.  ", "n-code-co"],
  ["../../etc/passwd", "etc-passwd"],
  ["ПОС", "memstore-01a0"],
])("%j is mounted at %s", (name, slug) => {
  expect(named(name)).toEqual([`/mnt/memory/${slug}`]);
});

test("equal slugs are numbered in the order of attachment, and no two paths are ever alike", () => {
  const paths = named("Team", "team", "team-2", "TEAM");
  expect(paths).toEqual(["/mnt/memory/team", "/mnt/memory/team-2", "/mnt/memory/team-2-2", "/mnt/memory/team-3"]);
});
