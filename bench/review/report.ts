import type { CheckFigures } from "./checks-growth";
import type { Figure } from "./measure-adoptions";
import type { AnswerFigures } from "./measure-answers";
import type { Motion, PageFigure, PageFigures } from "./measure-pages";
import type { WakeFigures } from "./wake-growth";

export type Result = {
  commit: string;
  machine: string;
  seed: number;
  rounds: number;
  checks: CheckFigures[];
  wake: WakeFigures[];
  answers: AnswerFigures[];
  pages: PageFigures | null;
  adoptions: { small: Figure[]; middle: Figure[]; large: Figure[] };
};

/** Ten times the memories take ten times as long, and half of that again for what the machine does besides. */
const GROWTH_RATIO_MAX = 15;
const NODES_RATIO_MAX = 2;
const FRAME_RATIO_MAX = 3;

const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);
const times = (value: number) => `${value.toFixed(1)} x`;
const kb = (bytes: number) => Math.round(bytes / 1_000).toLocaleString("en-US");
const row = (cells: (string | number)[]) => `| ${cells.join(" | ")} |`;
const table = (head: string[], rows: (string | number)[][]) => [
  row(head),
  row(head.map((_, at) => (at === 0 ? "---" : "--:"))),
  ...rows.map(row),
  "",
];

function answersTable(answers: AnswerFigures[]): string[] {
  return table(
    ["`GET /v1/dreams/{id}/diff`", "ms", "first byte", "KB", "KB gzip"],
    answers.map((each) => [each.name, ms(each.ms), ms(each.firstByteMs), kb(each.bytes), kb(each.gzipBytes)]),
  );
}

function adoptionsTable({ small, middle, large }: Result["adoptions"]): string[] {
  const find = (figures: Figure[], name: string) => figures.find((figure) => figure.name === name);
  return table(
    ["", "500 files, ms", "5 files, ms", "ratio", "SQL, 500", "SQL, 50", "SQL, 5"],
    large.map((figure) => {
      const little = find(small, figure.name);
      const ratio = little ? times(figure.ms / little.ms) : "";
      const statements = [figure.statements, find(middle, figure.name)?.statements ?? "", little?.statements ?? ""];
      return [figure.name, ms(figure.ms), ms(little?.ms ?? 0), ratio, ...statements];
    }),
  );
}

function growthTable({ checks, wake }: Pick<Result, "checks" | "wake">): string[] {
  const first = { checks: checks[0]?.ms ?? 1, wake: wake[0]?.ms ?? 1 };
  return [
    ...table(
      ["checks: memories", "files changed", "CPU ms", "of the first", "hunks off"],
      checks.map((each) => [each.memories, each.files, ms(each.ms), times(each.ms / first.checks), each.warnings]),
    ),
    ...table(
      ["wake test: memories", "questions of", "asked", "lost", "gained", "CPU ms", "of the first"],
      wake.map((each) => [
        ...[each.memories, each.source, each.questions, each.lost, each.gained],
        ...[ms(each.ms), times(each.ms / first.wake)],
      ]),
    ),
  ];
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

function motionRows(name: string, large: Motion, small: Motion): (string | number)[][] {
  const line = (what: string, value: (motion: Motion) => number) => [
    `${name}: ${what}`,
    ms(value(large)),
    ms(value(small)),
    value(small) === 0 ? "" : times(value(large) / value(small)),
  ];
  return [
    line("frame p50, ms", (motion) => motion.frameP50),
    line("frame p95, ms", (motion) => motion.frameP95),
    line("longest frame, ms", (motion) => motion.frameMax),
    line(`tasks above 50 ms in ${large.steps} steps`, (motion) => motion.longTasks.length),
    line("their time, ms a step", (motion) => sum(motion.longTasks) / motion.steps),
  ];
}

function pagesTable({ large, small }: PageFigures): string[] {
  const line = (what: string, value: (figure: PageFigure) => number) => [
    what,
    ms(value(large)),
    ms(value(small)),
    times(value(large) / value(small)),
  ];
  return table(
    ["page", "500 files", "5 files", "ratio"],
    [
      line("first byte, ms", (figure) => figure.firstByteMs),
      line("list can be used, ms", (figure) => figure.interactiveMs),
      line("HTML, KB", (figure) => figure.htmlBytes / 1_000),
      line("DOM nodes", (figure) => figure.nodes),
      line("DOM nodes, most", (figure) => figure.nodesMax),
      line("JS heap, MB", (figure) => figure.heapMb),
      line("JS heap after all of it, MB", (figure) => figure.heapAfterMb),
      ...motionRows("wheel, 240 pixels a turn", large.notches, small.notches),
      ...motionRows("wheel, 1/400 of the list a turn", large.wheel, small.wheel),
      ...motionRows("j held", large.held, small.held),
    ],
  );
}

/** Names whose number of statements depends on the number of files. A half of 50 may hold none that is added or removed. */
function growingStatements({ middle, large }: Result["adoptions"]): string[] {
  return large.flatMap(({ name, statements }) => {
    const other = middle.find((figure) => figure.name === name);
    return other === undefined || name.includes("half") || other.statements === statements
      ? []
      : [`${name}: ${statements} statements for 500 files, ${other.statements} for 50`];
  });
}

function growthMisses({ checks, wake }: Pick<Result, "checks" | "wake">): string[] {
  const judge = (name: string, figures: { memories: number; ms: number }[]) => {
    const ratio = (figures.at(-1)?.ms ?? 0) / (figures[0]?.ms ?? 1);
    return ratio > GROWTH_RATIO_MAX ? [`${name}: ${times(ratio)} for 10 x the memories > ${GROWTH_RATIO_MAX} x`] : [];
  };
  return [
    ...judge("checks", checks),
    ...judge(
      "wake test",
      wake.filter(({ source }) => source === "made sessions"),
    ),
  ];
}

function pageMisses(pages: PageFigures | null): string[] {
  if (pages === null) return [];
  const { large, small } = pages;
  const judge = (name: string, ratio: number, max: number) =>
    ratio > max ? [`${name}: ${times(ratio)} of the small review > ${max} x`] : [];
  return [
    ...judge("DOM nodes", large.nodesMax / small.nodesMax, NODES_RATIO_MAX),
    ...judge("frame p95 by wheel", large.notches.frameP95 / small.notches.frameP95, FRAME_RATIO_MAX),
    ...judge("frame p95 with j held", large.held.frameP95 / small.held.frameP95, FRAME_RATIO_MAX),
  ];
}

/** The result as Markdown, and the targets that were missed. */
export function report(result: Result): { text: string; misses: string[] } {
  const misses = [...growingStatements(result.adoptions), ...growthMisses(result), ...pageMisses(result.pages)];
  const lines = [
    `Commit ${result.commit}, ${result.machine}, seed ${result.seed}, medians of ${result.rounds} rounds.`,
    "",
    ...answersTable(result.answers),
    ...adoptionsTable(result.adoptions),
    ...growthTable(result),
    ...(result.pages === null ? [] : pagesTable(result.pages)),
    misses.length === 0 ? "Every target is met." : `Missed: ${misses.join("; ")}.`,
    "",
  ];
  return { text: lines.join("\n"), misses };
}
