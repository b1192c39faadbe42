import { expect, test } from "vitest";
import type { SearchHitResource } from "@/lib/search/schema";
import { groupHits } from "./group-hits";

const aHit = (memory_id: string, line_number: number | null) => ({ memory_id, line_number }) as SearchHitResource;

test("hits are grouped by file in order of appearance, lines from the top, the path apart", () => {
  const groups = groupHits([aHit("b", 9), aHit("a", null), aHit("b", 2), aHit("a", 1)]);
  expect(
    groups.map(({ file, path, lines }) => [file.memory_id, path !== null, lines.map((hit) => hit.line_number)]),
  ).toEqual([
    ["b", false, [2, 9]],
    ["a", true, [1]],
  ]);
});
