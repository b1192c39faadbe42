import type { Method } from "@/lib/openapi/operations";

export type NavOperation = { id: string; method: Method; path: string; summary: string };
export type NavSection = { slug: string; name: string; operations: NavOperation[] };

/** Sections with the operations that have every word of `filter` in id, method, path or summary; empty ones left out. */
export function filterOperations(sections: NavSection[], filter: string): NavSection[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return sections;
  return sections.flatMap((section) => {
    const operations = section.operations.filter(({ id, method, path, summary }) => {
      const text = `${section.name} ${id} ${method} ${path} ${summary}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return operations.length === 0 ? [] : [{ ...section, operations }];
  });
}
