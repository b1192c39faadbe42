import { z } from "zod";

/** The parts of vitest's JSON report that are looked at. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

export type TestRun = { file: string; fullName: string; status: string; failure: string };

/** Tests that ran or were to run, and files that could not be loaded, with the reason. */
export type RunReport = { tests: TestRun[]; unloaded: string[] };

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins a terminal's colours.
const COLOURS = /\u001b\[[0-9;]*m/g;
const firstLine = (text: string): string => text.replace(COLOURS, "").split("\n", 1)[0]?.trim() ?? "";

/** @param root the folder that the files' names are to be relative to */
export function readReport(json: string, root: string): RunReport {
  const { testResults } = Report.parse(JSON.parse(json));
  const fileOf = (name: string) => (name.startsWith(`${root}/`) ? name.slice(root.length + 1) : name);
  return {
    tests: testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status, failureMessages }) => ({
        file: fileOf(name),
        fullName,
        status,
        failure: firstLine(failureMessages?.[0] ?? ""),
      })),
    ),
    unloaded: testResults.flatMap(({ name, message, assertionResults }) =>
      message !== "" && assertionResults.every(({ status }) => status !== "failed")
        ? [`${fileOf(name)}: ${firstLine(message)}`]
        : [],
    ),
  };
}

/** `none`: the tests said nothing about the rule, for instance because the changed code cannot be loaded. */
export type Verdict =
  | { outcome: "caught"; by: string; failure: string }
  | { outcome: "survived" }
  | { outcome: "none"; why: string };

/** Code that does not even run breaks no rule: it shows nothing about the tests. */
const DOES_NOT_RUN =
  /\b(?:Syntax|Reference)Error\b|syntax error at or near|\b(?:column|relation|function) .* does not exist/;

/** @param output what the tests printed, the server's log among it */
export function verdictOf({ tests, unloaded }: RunReport, output: string): Verdict {
  const fault = DOES_NOT_RUN.exec(
    `${unloaded.join("\n")}\n${tests.map(({ failure }) => failure).join("\n")}\n${output}`,
  );
  if (fault !== null) return { outcome: "none", why: `the changed code does not run: ${fault[0]}` };
  const failed = tests.find(({ status }) => status === "failed");
  if (failed !== undefined) return { outcome: "caught", by: failed.fullName, failure: failed.failure };
  const [reason] = unloaded;
  if (reason !== undefined) return { outcome: "none", why: reason };
  return tests.some(({ status }) => status === "passed")
    ? { outcome: "survived" }
    : { outcome: "none", why: "no test ran" };
}
