/**
 * Would the tests notice? Breaks one rule after the other in a copy of the repository, runs the tests that guard it, and
 * expects one of them to fail. Run: `npx tsx bench/mutations/main.ts [--only part-of-a-name] [--jobs 2]`. Exits 1 when a
 * broken rule goes unnoticed, or a change no longer fits the code.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { applyEdit, editsOf, type Mutation, namePattern, projectOf } from "./mutation";
import { MUTATIONS } from "./mutations";
import { presentTable } from "./present-table";
import { type Verdict, verdictOf } from "./read-report";
import { runTests, stopTests } from "./run-tests";
import { openWorkshop } from "./workshop";

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, jobs: { type: "string", default: "2" } },
});

type Tried = { mutation: Mutation; verdict: Verdict; seconds: number };

/** Without a change every chosen test has to run and pass; otherwise a failure would say nothing. */
async function findRed(folder: string, mutations: Mutation[]): Promise<string[]> {
  const red: string[] = [];
  for (const project of ["unit", "db"] as const) {
    const chosen = mutations.map(({ tests }) => tests).filter((tests) => projectOf(tests) === project);
    if (chosen.length === 0) continue;
    const files = [...new Set(chosen.map(({ file }) => file))];
    const pattern = namePattern(chosen.map(({ names }) => names));
    const { report, output } = await runTests(folder, { project, files, pattern, bail: 0 });
    if (report === null) return [`the tests did not run: ${output.trim().split("\n").at(-1)}`];
    const failed = report.tests.filter(({ status }) => status === "failed");
    red.push(...report.unloaded, ...failed.map(({ file, fullName, failure }) => `${file}: ${fullName}: ${failure}`));
    for (const { file, names } of chosen) {
      const ran = report.tests.some(
        (test) => test.file === file && test.fullName.includes(names) && test.status === "passed",
      );
      if (!ran) red.push(`${file} has no passing test whose name holds ${JSON.stringify(names)}`);
    }
  }
  return [...new Set(red)];
}

async function tryMutation(folder: string, mutation: Mutation): Promise<Verdict> {
  const before = new Map(editsOf(mutation).map(({ file }) => [file, readFileSync(join(folder, file), "utf8")]));
  const after = new Map(before);
  try {
    for (const edit of editsOf(mutation)) after.set(edit.file, applyEdit(after.get(edit.file) ?? "", edit));
  } catch (error) {
    return { outcome: "none", why: (error as Error).message };
  }
  for (const [file, text] of after) writeFileSync(join(folder, file), text);
  const { file, names } = mutation.tests;
  const project = projectOf(mutation.tests);
  const { report, output } = await runTests(folder, { project, files: [file], pattern: namePattern([names]), bail: 1 });
  for (const [changed, text] of before) writeFileSync(join(folder, changed), text);
  return report === null ? { outcome: "none", why: "the tests did not end" } : verdictOf(report, output);
}

/** In words: who noticed, or what is wrong. */
function told(verdict: Verdict): string {
  if (verdict.outcome === "caught") return verdict.by;
  return verdict.outcome === "survived" ? "NOT NOTICED" : `NOT SHOWN: ${verdict.why}`;
}

async function tryAll(folders: string[], mutations: Mutation[]): Promise<Tried[]> {
  const waiting = [...mutations];
  const tried = new Map<Mutation, Tried>();
  const work = async (folder: string) => {
    for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
      const start = performance.now();
      const verdict = await tryMutation(folder, mutation);
      const seconds = (performance.now() - start) / 1_000;
      tried.set(mutation, { mutation, verdict, seconds });
      const because = verdict.outcome === "caught" ? ` (${verdict.failure})` : "";
      console.log(
        `${tried.size}/${mutations.length} ${mutation.name}, ${seconds.toFixed(1)} s: ${told(verdict)}${because}`,
      );
    }
  };
  await Promise.all(folders.map(work));
  return mutations.flatMap((mutation) => tried.get(mutation) ?? []);
}

const mutations = MUTATIONS.filter(({ name }) => name.includes(values.only));
if (mutations.length === 0) throw new Error(`no mutation's name holds ${JSON.stringify(values.only)}`);
const workshop = openWorkshop(process.cwd(), Math.max(1, Math.min(Number(values.jobs), mutations.length)));
process.once("exit", () => workshop.close());
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void stopTests().finally(() => process.exit(130)));
}
const started = performance.now();
const red = await findRed(workshop.folders[0] as string, mutations);
if (red.length > 0) {
  console.error(`The tests are red without any change:\n${red.join("\n")}`);
  process.exit(1);
}
console.log(`The chosen tests are green; ${mutations.length} rules are broken now, one at a time.`);
const tried = await tryAll(workshop.folders, mutations);
const rows = tried.map(({ mutation, verdict, seconds }) => [
  mutation.rule,
  mutation.file,
  mutation.breaks,
  told(verdict),
  seconds.toFixed(1),
]);
console.log(`\n${presentTable(["rule", "file", "broken", "noticed by", "s"], rows)}\n`);
const caught = tried.filter(({ verdict }) => verdict.outcome === "caught").length;
console.log(`${caught} of ${tried.length} noticed, ${Math.round((performance.now() - started) / 1_000)} s`);
process.exit(caught === tried.length ? 0 : 1);
