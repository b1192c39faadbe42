import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseSettings } from "@/lib/env";
import { announce } from "./announce";
import { credentialsPath, loadCredentials, loadSessionSecret, readCredentials } from "./credentials";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "reverie-credentials-"));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const load = (variables: Record<string, string> = {}) =>
  loadCredentials(parseSettings({ REVERIE_DATA_DIR: dataDir, ...variables }));

test("the first start generates a password and a key, which later starts find", () => {
  const first = load();
  expect(first.generated).toEqual({ password: true, apiKey: true });
  expect(first.password.length).toBeGreaterThanOrEqual(16);
  expect(first.apiKey).toMatch(/^rvr_[\w-]{43}$/);
  expect(load()).toEqual({ ...first, generated: { password: false, apiKey: false } });
  expect(readCredentials(dataDir)).toEqual({ password: first.password, apiKey: first.apiKey });
});

test("what is generated is for the owner only, and nothing else is left behind", () => {
  load();
  loadSessionSecret(dataDir);
  expect(readdirSync(dataDir).sort()).toEqual(["credentials", "session-secret"]);
  for (const name of readdirSync(dataDir)) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
});

test("a variable wins over the file and is not written into it", () => {
  const given = { REVERIE_ADMIN_PASSWORD: "correct horse battery", REVERIE_BOOTSTRAP_API_KEY: "k".repeat(30) };
  const credentials = load(given);
  expect(credentials).toMatchObject({ password: "correct horse battery", apiKey: "k".repeat(30) });
  expect(credentials.generated).toEqual({ password: false, apiKey: false });
  expect(readFileSync(credentialsPath(dataDir), "utf8")).not.toContain("correct horse");
});

test("the session secret stays the same", () => {
  expect(loadSessionSecret(dataDir)).toBe(loadSessionSecret(dataDir));
});

test("generated secrets are shown once", () => {
  const settings = parseSettings({ REVERIE_DATA_DIR: dataDir });
  const first = load();
  expect(announce({ settings, credentials: first, dreamId: undefined })).toContain(first.apiKey);
  const later = announce({ settings, credentials: load(), dreamId: undefined });
  expect(later).toContain("http://127.0.0.1:3000");
  expect(later).toContain("admin@reverie.local");
  expect(later).not.toContain(first.password);
  expect(later).not.toContain(first.apiKey);
});

test("the demo shows its password each time, and the review that waits", () => {
  const settings = parseSettings({ REVERIE_DATA_DIR: dataDir, PORT: "3100", HOST: "0.0.0.0" });
  load();
  const credentials = load();
  const text = announce({ settings, credentials, dreamId: "drm_1" });
  expect(text).toContain("http://localhost:3100/dreams/drm_1/review");
  expect(text).toContain(credentials.password);
  expect(text).not.toContain(credentials.apiKey);
});
