import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FOLDERS = ["app", "components", "lib", "bin", "bench", "e2e"];

const sourceFiles = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`),
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

// The linter ends a file at 400 lines; this keeps the many from growing towards it.
test("files stay small: half of them within 80 lines, nine tenths within 200", () => {
  const lengths = sourceFiles
    .filter((path) => !path.includes("/generated/"))
    .map((path) => readFileSync(path, "utf8").split("\n").length - 1)
    .sort((a, b) => a - b);
  const quantile = (share: number) => lengths[Math.floor(lengths.length * share)] ?? 0;
  expect(quantile(0.5)).toBeLessThanOrEqual(80);
  expect(quantile(0.9)).toBeLessThanOrEqual(200);
});
