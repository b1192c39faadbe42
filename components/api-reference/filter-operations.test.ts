import { expect, test } from "vitest";
import { filterOperations, type NavSection } from "./filter-operations";

const sections: NavSection[] = [
  {
    slug: "memories",
    name: "Memories",
    operations: [
      { id: "createMemory", method: "post", path: "/v1/memory_stores/{store_id}/memories", summary: "Create a memory" },
      { id: "listMemories", method: "get", path: "/v1/memory_stores/{store_id}/memories", summary: "List memories" },
    ],
  },
  {
    slug: "dreams",
    name: "Dreams",
    operations: [{ id: "getDream", method: "get", path: "/v1/dreams/{dream_id}", summary: "Get a dream" }],
  },
];
const found = (filter: string) =>
  filterOperations(sections, filter).flatMap((section) => section.operations.map(({ id }) => id));

test("without words everything is there", () => {
  expect(filterOperations(sections, "  ")).toBe(sections);
});

test("every word has to occur, in any part and any case", () => {
  expect(found("CREATE")).toEqual(["createMemory"]);
  expect(found("get memor")).toEqual(["listMemories"]);
  expect(found("/v1/dreams")).toEqual(["getDream"]);
  expect(found("nothing")).toEqual([]);
});
