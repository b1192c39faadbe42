import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";

const FOLDERS = ["app", "components", "lib", "bin", "bench", "e2e"];

const sourceFiles = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path)),
);

// A TypeScript that the checker cannot load makes it read nothing and still succeed: so the count is checked, too.
test("every source file is checked and no module crosses a boundary", { timeout: 120_000 }, () => {
  const output = execFileSync(
    process.execPath,
    [
      "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "json",
      ...FOLDERS,
    ],
    { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(output) as { summary: { totalCruised: number; violations: object[] } };
  expect(summary.violations).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThanOrEqual(sourceFiles.length);
});
