import type { BenchRow } from "@/bench/dreams/bench-row";
import { findDataFiles, readJsonLines } from "@/bench/dreams/data-files";
import { localEngine } from "@/lib/engines/local/local-engine";

type Pair = { a: string; b: string; label: "duplicate" | "contradiction" | "distinct"; kind: string };

/** Whether a dream over the two notes, in one file, proposes to make one of them. */
function isMerged({ a, b }: Pair): boolean {
  const memory = { path: "/people.md", content: `- ${a}\n- ${b}\n`, sha256: "" };
  const { findings } = localEngine.consolidate({
    storeName: "bench",
    memories: [memory],
    reports: [],
    instructions: null,
    at: new Date("2026-11-20T12:00:00Z"),
  });
  return findings.some(({ kind, state }) => kind === "merge" && state === "proposed");
}

/** Pairs of notes: which are merged, of those that say the same and of those that do not. */
export async function measureDuplicates(dataFolder: string): Promise<BenchRow[]> {
  const pairs = findDataFiles(dataFolder, /letta-pairs.*\.jsonl$/).flatMap((file) => readJsonLines<Pair>(file));
  if (pairs.length === 0) return [];
  const judged = pairs.map((pair) => ({ ...pair, merged: isMerged(pair) }));
  const of = (label: Pair["label"]) => judged.filter((pair) => pair.label === label);
  const merged = judged.filter((pair) => pair.merged);
  const mergedOf = (rows: typeof judged) => rows.filter((pair) => pair.merged).length / Math.max(1, rows.length);
  const kinds = [...new Set(of("duplicate").map(({ kind }) => kind))].sort();
  const task = "duplicates";
  return [
    {
      task,
      metric: "recall",
      value: mergedOf(of("duplicate")),
      bar: 0.85,
      isHigherBetter: true,
      detail: `${pairs.length} pairs`,
    },
    {
      task,
      metric: "precision",
      value: merged.length === 0 ? 0 : merged.filter(({ label }) => label === "duplicate").length / merged.length,
      bar: 0.99,
      isHigherBetter: true,
    },
    { task, metric: "contradictions merged", value: mergedOf(of("contradiction")), bar: 0.01, isHigherBetter: false },
    ...kinds.map((kind): BenchRow => {
      const rows = of("duplicate").filter((pair) => pair.kind === kind);
      return {
        task,
        metric: `recall, ${kind}`,
        value: mergedOf(rows),
        bar: null,
        isHigherBetter: true,
        detail: `${rows.length} pairs`,
      };
    }),
  ];
}
