import { defineConfig } from "@playwright/test";
import { type Chromium, chromiumFlags } from "./e2e/chromium";

// An odd zone shows where times are shifted twice; the server under test inherits it.
process.env.TZ = "Asia/Kathmandu";

// Set by the global setup, before a worker reads this file.
const chromium: Chromium = JSON.parse(process.env.REVERIE_E2E_CHROMIUM ?? '{"env":{}}');

export default defineConfig({
  testDir: "e2e",
  // The long one goes first, so that the others run beside it.
  projects: [
    { name: "processes", testMatch: ["recovery.spec.ts", "launcher.spec.ts"] },
    {
      name: "browser",
      testMatch: [
        "automation.spec.ts",
        "console.spec.ts",
        "editor.spec.ts",
        "findings.spec.ts",
        "history.spec.ts",
        "review.spec.ts",
        "story.spec.ts",
      ],
    },
  ],
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  reporter: "list",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.REVERIE_E2E_URL ?? "",
    timezoneId: process.env.TZ,
    locale: "en-US",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium.executablePath,
      args: chromiumFlags,
      env: { ...process.env, ...chromium.env } as Record<string, string>,
    },
  },
});
