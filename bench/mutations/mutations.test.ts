import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { applyEdit, editsOf } from "./mutation";
import { MUTATIONS } from "./mutations";

test("every mutation has a name of its own", () => {
  expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
});

test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
  "%s fits the code as it is",
  (_, mutation) => {
    const texts = new Map(editsOf(mutation).map(({ file }) => [file, readFileSync(file, "utf8")]));
    for (const edit of editsOf(mutation)) texts.set(edit.file, applyEdit(texts.get(edit.file) ?? "", edit));
    for (const [file, text] of texts) expect(text).not.toBe(readFileSync(file, "utf8"));
    expect(existsSync(mutation.tests.file)).toBe(true);
  },
);
