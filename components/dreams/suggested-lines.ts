import type { FindingResource } from "@/lib/proposals/schema";

/** `text` is null where the finding does not say what stands in line `number` now. */
export type ChangedLine = { side: "removed" | "added"; number: number; text: string | null };

/** The lines that a suggestion takes away, then those that it puts there; the texts of the first are among the sources. */
export function suggestedLines(
  { path, start, end, lines }: FindingResource["suggestion"][number],
  sources: FindingResource["sources"],
): ChangedLine[] {
  const texts = new Map(sources.filter((source) => source.path === path).map(({ line, text }) => [line, text]));
  const removed = Array.from({ length: Math.max(0, end - start + 1) }, (_, index): ChangedLine => {
    const number = start + index;
    return { side: "removed", number, text: texts.get(number) ?? null };
  });
  return [...removed, ...lines.map((text, index): ChangedLine => ({ side: "added", number: start + index, text }))];
}
