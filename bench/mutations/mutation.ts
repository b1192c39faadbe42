/** A text that is in a file exactly once, and what a slip would have made of it. */
export type Edit = { file: string; find: string; replace: string };

/** The tests that are to notice: those of a file whose full name holds `names`. */
export type Tests = { file: string; names: string };

/** One rule, broken in one place. */
export type Mutation = Edit & {
  /** Unique; for `--only`. */
  name: string;
  /** Section of the API contract, or the extension. */
  rule: string;
  /** What is wrong with the code then, in words. */
  breaks: string;
  /** Where a second line of defence would keep the rule: the edits that take it away. */
  also?: Edit[];
  tests: Tests;
};

export const conformance = (suite: string, names: string): Tests => ({
  file: `e2e/conformance/${suite}.conformance.test.ts`,
  names,
});

export const editsOf = ({ file, find, replace, also = [] }: Mutation): Edit[] => [{ file, find, replace }, ...also];

/** @throws Error when the text is not there, or not only once */
export function applyEdit(text: string, { file, find, replace }: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2) {
    const count = parts.length - 1;
    throw new Error(`${file} holds the text to replace ${count} times, not once: ${JSON.stringify(find)}`);
  }
  return parts.join(replace);
}

/** The vitest project that has a test file. */
export const projectOf = ({ file }: Tests): "db" | "unit" =>
  /\.(db|conformance)\.test\.ts$/.test(file) ? "db" : "unit";

/** Vitest's `-t` for tests whose full name holds one of the texts. */
export const namePattern = (names: string[]): string =>
  [...new Set(names)].map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
