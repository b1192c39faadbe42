import { expect, test } from "vitest";
import { readReport, verdictOf } from "./read-report";

type Assertion = { fullName: string; status: string; failureMessages?: string[] };
const reportOf = (assertionResults: Assertion[], message = "") =>
  readReport(JSON.stringify({ testResults: [{ name: "/copy/lib/a.test.ts", message, assertionResults }] }), "/copy");

const passed = { fullName: "it adds", status: "passed", failureMessages: [] };
const failed = {
  fullName: "it subtracts",
  status: "failed",
  failureMessages: ["AssertionError: \u001b[31mexpected 1\u001b[39m to be 2\n    at a.test.ts"],
};

test("the first test that failed has noticed, with the first line of its failure", () => {
  const report = reportOf([passed, failed, { fullName: "it waits", status: "skipped" }]);
  expect(report.tests[1]).toEqual({
    file: "lib/a.test.ts",
    fullName: "it subtracts",
    status: "failed",
    failure: "AssertionError: expected 1 to be 2",
  });
  expect(verdictOf(report, "")).toEqual({
    outcome: "caught",
    by: "it subtracts",
    failure: "AssertionError: expected 1 to be 2",
  });
});

test("when everything passed, nobody has noticed", () => {
  expect(verdictOf(reportOf([passed]), "")).toEqual({ outcome: "survived" });
});

test.each([
  ["a file that cannot be loaded", [], "Failed to load lib/b.ts", "", "lib/a.test.ts: Failed to load lib/b.ts"],
  ["no test that ran", [{ fullName: "it waits", status: "skipped" }], "", "", "no test ran"],
  ["a syntax error", [], "SyntaxError: Unexpected token", "", "the changed code does not run: SyntaxError"],
  ["a name that is not known", [failed], "", "ReferenceError: at is not defined", "does not run: ReferenceError"],
  ["SQL that does not parse", [failed], "", 'error: syntax error at or near ")"', "syntax error at or near"],
  ["SQL without its column", [failed], "", "column m.x does not exist", "column m.x does not exist"],
])("%s shows nothing about the tests", (_name, assertions, message, output, why) => {
  expect(verdictOf(reportOf(assertions, message), output)).toMatchObject({
    outcome: "none",
    why: expect.stringContaining(why),
  });
});
