import type { BenchRow } from "@/bench/dreams/bench-row";
import { findDataFiles, readJsonLines } from "@/bench/dreams/data-files";
import { localEngine } from "@/lib/engines/local/local-engine";
import type { EngineMemory } from "@/lib/engines/types";

type Case = { facts: string[]; new_fact: string; superseded_indices: number[]; set: string };

const BEFORE = "2026-11-01T09:00:00.000Z";
const AFTER = "2026-11-08T09:00:00.000Z";
const PATH = "/people.md";
const TOP1_MIN = 0.97;

/** The notes as one list, each line written when its version was; the hash plays no part here. */
function storeOf(notes: { text: string; at: string }[]): EngineMemory {
  const content = notes.map(({ text }) => `- ${text}\n`).join("");
  return {
    path: PATH,
    content,
    sha256: "",
    origins: notes.map(({ at }, index) => ({ line: index + 1, at, byPerson: false })),
  };
}

/** What a dream over the notes proposes: the lines that it names as superseded, and the text that it leaves. */
function dreamOver(notes: { text: string; at: string }[]) {
  const memory = storeOf(notes);
  const { findings, files } = localEngine.consolidate({
    storeName: "bench",
    memories: [memory],
    reports: [],
    instructions: null,
    at: new Date("2026-11-20T12:00:00Z"),
  });
  const content = files.find(({ path }) => path === PATH)?.content ?? memory.content;
  const conflicts = findings.filter(({ kind }) => kind === "contradict");
  // The first source is the newer note, the second the one that it supersedes.
  const named = conflicts.map(({ state, sources }) => ({
    newer: (sources[0]?.line ?? 0) - 1,
    older: (sources[1]?.line ?? 0) - 1,
    state,
  }));
  return { named, lines: content.split("\n") };
}

type Outcome = { isRight: boolean; isProposed: boolean; isNewestKept: boolean; othersUntouched: number };

function judge(row: Case): Outcome {
  const notes = [...row.facts.map((text) => ({ text, at: BEFORE })), { text: row.new_fact, at: AFTER }];
  const { named, lines } = dreamOver(notes);
  const target = named.find(({ newer }) => newer === row.facts.length);
  const others = row.facts.filter((_, index) => !row.superseded_indices.includes(index));
  return {
    isRight: target !== undefined && row.superseded_indices.includes(target.older),
    isProposed: target?.state === "proposed",
    isNewestKept: lines.some((line) => line.startsWith(`- ${row.new_fact.replace(/\s+$/, "")}`)),
    othersUntouched: others.filter((text) => lines.includes(`- ${text}`)).length / others.length,
  };
}

/** Each note of a set in turn as the newest beside the others, none of which it supersedes. */
function countFalseAlarms(sets: string[][]): { notes: number; proposed: number; asked: number } {
  const count = { notes: 0, proposed: 0, asked: 0 };
  for (const facts of sets) {
    facts.forEach((newest, index) => {
      const others = facts.filter((_, other) => other !== index);
      const { named } = dreamOver([...others.map((text) => ({ text, at: BEFORE })), { text: newest, at: AFTER }]);
      count.notes += 1;
      count.proposed += named.some(({ state }) => state === "proposed") ? 1 : 0;
      count.asked += named.length > 0 && named.every(({ state }) => state !== "proposed") ? 1 : 0;
    });
  }
  return count;
}

const share = (outcomes: Outcome[], is: (outcome: Outcome) => boolean) => outcomes.filter(is).length / outcomes.length;

/** Which of ten notes a newer one supersedes, told by a dream over the eleven; and how often it sees a conflict where there is none. */
export async function measureConflictTarget(dataFolder: string): Promise<BenchRow[]> {
  const cases = findDataFiles(dataFolder, /core-memory-update.*\.jsonl$/).flatMap((file) => readJsonLines<Case>(file));
  if (cases.length === 0) return [];
  const outcomes = cases.map(judge);
  const alarms = countFalseAlarms([...new Map(cases.map(({ set, facts }) => [set, facts])).values()]);
  const task = "conflict target";
  const detail = `${cases.length} cases`;
  return [
    {
      task,
      metric: "top-1",
      value: share(outcomes, ({ isRight }) => isRight),
      bar: TOP1_MIN,
      isHigherBetter: true,
      detail,
    },
    {
      task,
      metric: "newest kept",
      value: share(outcomes, ({ isNewestKept }) => isNewestKept),
      bar: 1,
      isHigherBetter: true,
    },
    {
      task,
      metric: "others untouched",
      value: share(outcomes, ({ othersUntouched }) => othersUntouched === 1),
      bar: 1,
      isHigherBetter: true,
    },
    {
      task,
      metric: "right and proposed",
      value: share(outcomes, ({ isRight, isProposed }) => isRight && isProposed),
      bar: null,
      isHigherBetter: true,
      detail: "the rest asks a person",
    },
    {
      task,
      metric: "false proposals",
      value: alarms.proposed / alarms.notes,
      bar: null,
      isHigherBetter: false,
      detail: `${alarms.notes} newest notes without a conflict`,
    },
    { task, metric: "false questions", value: alarms.asked / alarms.notes, bar: null, isHigherBetter: false },
  ];
}
