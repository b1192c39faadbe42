import { sha256 } from "@/lib/core/hash";
import type { EngineTranscript, Finding, ProposedFile } from "@/lib/engines/types";
import type { CheckedMemory } from "@/lib/proposals/checks/types";
import { randomFrom } from "../api/random";

export type MadeReview = {
  memories: CheckedMemory[];
  files: ProposedFile[];
  findings: Finding[];
  /** Sessions in which people say what lines of the store say. */
  transcripts: EngineTranscript[];
};

export type MakeReview = { memories: number; files: number; seed: number };

/** Changes of a file, on average. */
const HUNKS_PER_FILE = 10;
/** Some 2 KB. */
const LINES = 36;
/** Room for the most changes of a file, with two lines between. */
const LINES_APART = 3;
/** One finding stands behind so many changes of a file. */
const HUNKS_PER_FINDING = 3;
const SESSIONS = 40;
const FACTS_PER_SESSION = 12;

const SYLLABLES = "ka lo mi ren tar vos del phi qua sun bor et ix nor pal rim".split(" ");
const THINGS = "pool-size timeout retry-limit queue-depth cache-age batch-size lease backoff".split(" ");
const UNITS = "ms seconds minutes MB rows".split(" ");

type Words = { pick: <Item>(items: readonly Item[]) => Item; name: () => string; number: () => number };

function wordsFrom(seed: number): Words {
  const random = randomFrom(seed);
  const pick: Words["pick"] = (items) => items[Math.floor(random() * items.length)] as (typeof items)[number];
  return {
    pick,
    name: () => Array.from({ length: 3 }, () => pick(SYLLABLES)).join(""),
    number: () => 2 + Math.floor(random() * 9_000),
  };
}

const fact = ({ pick, name, number }: Words) =>
  `The ${name()}-${name()} ${pick(THINGS)} is ${number()} ${pick(UNITS)}.`;

/** How many files a proposal adds, removes and moves; the others are changed where they are. */
const sharesOf = (files: number) => Math.floor(files / 50);

/** Numbers of changes by file, so that there are ten times as many as files. A file that comes or goes is one change. */
function hunkCounts(files: number): number[] {
  const few = sharesOf(files);
  const moved = HUNKS_PER_FILE + 1;
  const left = files * HUNKS_PER_FILE - few * (2 + moved);
  const modified = files - 3 * few;
  const changed = Array.from({ length: modified }, (_, at) => Math.floor((left + at) / modified));
  return [...Array<number>(few).fill(1), ...Array<number>(few).fill(HUNKS_PER_FILE), ...changed];
}

type Rewritten = { lines: string[]; places: { base: number; proposed: number[] }[] };

/** Another text with so many changes: each rewrites a line, every other one adds one. Lines count from 1. */
function rewrite(base: string[], hunks: number, words: Words): Rewritten {
  const made: Rewritten = { lines: [], places: [] };
  base.forEach((line, index) => {
    const hunk = (index - 1) / LINES_APART;
    made.lines.push(line);
    if (!Number.isInteger(hunk) || hunk < 0 || hunk >= hunks) return;
    made.lines.pop();
    const written = [line.replace(/ is .*$/, ` is ${words.number()} ${words.pick(UNITS)}, as seen twice.`)];
    if (hunk % 2 === 1) written.push(`- ${fact(words)}`);
    const proposed = written.map((text) => made.lines.push(text));
    made.places.push({ base: index + 1, proposed });
  });
  return made;
}

function findingsFor(path: string, fromPath: string | null, base: string[], { places }: Rewritten): Finding[] {
  const groups = places.flatMap((_, at) =>
    at % HUNKS_PER_FINDING === 0 ? [places.slice(at, at + HUNKS_PER_FINDING)] : [],
  );
  return groups.map((group, at) => {
    const first = group[0]?.base ?? 1;
    const anchors = [{ path, baseLines: [] as number[], proposedLines: group.flatMap(({ proposed }) => proposed) }];
    anchors.push({ path: fromPath ?? path, baseLines: group.map((place) => place.base), proposedLines: [] });
    return {
      kind: "contradict",
      state: "proposed",
      reason: null,
      rationale: `Two sessions saw other values than line ${first} of ${fromPath ?? path} says.`,
      confidence: 0.8,
      evidence: [],
      sources: [{ path: fromPath ?? path, line: first, text: base[first - 1] ?? "" }],
      anchors,
      suggestion: [],
      fingerprint: sha256(`${path} ${at}`),
    };
  });
}

function aSession(number: number, lines: string[]): EngineTranscript {
  const content = [{ type: "text", text: lines.join("\n") }];
  return {
    sessionId: `session-${number}`,
    title: null,
    createdAt: `2026-11-14T09:${String(number).padStart(2, "0")}:00.000Z`,
    mountPaths: ["/mnt/memory/bench"],
    events: [{ id: `session-${number}-0`, type: "user.message", processedAt: null, payload: { content } }],
  };
}

/** A store and a proposal that changes files all over it, ten times each on average; the same for the same numbers. */
export function makeReview({ memories: count, files: fileCount, seed }: MakeReview): MadeReview {
  const words = wordsFrom(seed);
  const few = sharesOf(fileCount);
  const texts = Array.from({ length: count }, (_, index) => ({
    path: `/area-${String(index % 20).padStart(2, "0")}/topic-${String(index).padStart(5, "0")}.md`,
    lines: Array.from({ length: LINES }, () => `- ${fact(words)}`),
  }));
  const files: ProposedFile[] = Array.from({ length: few }, (_, index) => ({
    path: `/new/topic-${index}.md`,
    fromPath: null,
    content: `- ${fact(words)}\n`,
  }));
  const findings: Finding[] = [];
  hunkCounts(fileCount).forEach((hunks, at) => {
    const memory = texts[Math.floor((at * count) / fileCount)];
    if (memory === undefined) return;
    if (at < few) {
      files.push({ path: memory.path, fromPath: null, content: null });
      return;
    }
    const isMoved = at < 2 * few;
    const [path, fromPath] = isMoved ? [`/moved${memory.path}`, memory.path] : [memory.path, null];
    const rewritten = rewrite(memory.lines, hunks, words);
    files.push({ path, fromPath, content: `${rewritten.lines.join("\n")}\n` });
    findings.push(...findingsFor(path, fromPath, memory.lines, rewritten));
  });
  return {
    memories: texts.map(({ path, lines }, index) => ({
      path,
      content: `${lines.join("\n")}\n`,
      origins: [{ line: 1, at: "2026-11-01T08:00:00.000Z", byPerson: index % 4 === 0 }],
    })),
    files,
    findings,
    transcripts: Array.from({ length: SESSIONS }, (_, session) =>
      aSession(
        session,
        Array.from({ length: FACTS_PER_SESSION }, (_, at) => {
          const { lines } = texts[(session * FACTS_PER_SESSION + at * 7) % count] as (typeof texts)[number];
          return (lines[(at * 5) % LINES] ?? "").slice(2);
        }),
      ),
    ),
  };
}
