import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isPostmasterOf, readPostmaster } from "@/lib/db/embedded/postmaster";
import { type RunReport, readReport } from "./read-report";

/** A change may make code run for ever. The longest run is the first one, of all chosen tests: a minute or two. */
const SECONDS_MAX = 600;

const running = new Set<ChildProcess>();
let stopped = false;

/** Ends every run; none of them is answered any more. */
export async function stopTests(): Promise<void> {
  stopped = true;
  await Promise.all(
    [...running].map((child) => {
      const closed = once(child, "close");
      child.kill();
      return closed;
    }),
  );
}

/** Ends the Postgres of a run that was stopped: its global set-up did not come to that. */
function stopPostgres(temporary: string): void {
  for (const name of readdirSync(temporary)) {
    const pgdata = join(temporary, name, "postgres/data");
    const postmaster = readPostmaster(pgdata);
    // The data are thrown away, so the server need not write them out.
    if (postmaster && isPostmasterOf(postmaster.pid, pgdata)) process.kill(postmaster.pid, "SIGQUIT");
  }
}

export type TestsRun = { report: RunReport | null; output: string };

/** Tests of one project, in the copy at `folder`. `report` is null when there was none. */
export async function runTests(
  folder: string,
  { project, files, pattern, bail }: { project: string; files: string[]; pattern: string; bail: number },
): Promise<TestsRun> {
  const temporary = join(folder, "tmp");
  const reportFile = join(folder, "report.json");
  rmSync(reportFile, { force: true });
  const child = spawn(
    process.execPath,
    [
      ...["node_modules/vitest/vitest.mjs", "run", "--cache=false", "--project", project, "--bail", String(bail)],
      ...["--reporter", "json", "--outputFile", reportFile, "-t", pattern, ...files],
    ],
    {
      cwd: folder,
      // A session of its own: Ctrl-C reaches us, and `stopTests` passes it on once.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, REVERIE_CONFORMANCE_IN_PROCESS: "1", TMPDIR: temporary },
    },
  );
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const timer = setTimeout(() => child.kill(), SECONDS_MAX * 1_000);
  await once(child, "close");
  clearTimeout(timer);
  stopPostgres(temporary);
  running.delete(child);
  if (stopped) await new Promise(() => {});
  return { report: existsSync(reportFile) ? readReport(readFileSync(reportFile, "utf8"), folder) : null, output };
}
