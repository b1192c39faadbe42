import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const conformance = "e2e/conformance/*.conformance.test.ts";
/** The same suite on this process's own listener: quick enough for a mutation check. */
const inProcess = process.env.REVERIE_CONFORMANCE_IN_PROCESS === "1";
const alias = { "@": root.replace(/\/$/, ""), "server-only": `${root}lib/testing/server-only.ts` };

export default defineConfig({
  resolve: { alias },
  test: {
    env: { TZ: "Asia/Kathmandu" },
    // Unless told, one core is left idle; with two cores that is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "bench/**/*.test.ts", "bin/**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          // Property tests on a busy machine; a hang is still noticed.
          testTimeout: 30_000,
          setupFiles: ["lib/testing/fail-on-console-error.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          include: ["**/*.db.test.ts", ...(inProcess ? [conformance] : [])],
          exclude: ["**/node_modules/**"],
          globalSetup: ["lib/testing/global-database.ts"],
          setupFiles: ["lib/testing/fail-on-console-error.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "server",
          include: [conformance],
          globalSetup: ["e2e/conformance/global-setup.ts"],
          setupFiles: ["lib/testing/fail-on-console-error.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
