import { expect, test } from "vitest";
import { parseSettings, SettingsError } from "./env";

function faultOf(source: Record<string, string>): string {
  try {
    parseSettings(source);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "accepted";
}

test("without any variable there is a default for everything a start needs", () => {
  expect(parseSettings({}, "/srv/reverie")).toEqual({
    port: 3000,
    host: "127.0.0.1",
    dataDir: "/srv/reverie/.data",
    databaseUrl: undefined,
    adminEmail: "admin@reverie.local",
    adminPassword: undefined,
    bootstrapApiKey: undefined,
    anthropicApiKey: undefined,
    anthropicBaseUrl: undefined,
    role: "all",
    memoriesPerStoreMax: 10_000,
    writeSafety: "off",
    webhookPrivate: "refuse",
    strictBeta: false,
  });
});

test("an empty string counts as unset", () => {
  expect(parseSettings({ PORT: "", DATABASE_URL: "", REVERIE_ROLE: "" })).toMatchObject({ port: 3000, role: "all" });
});

test("an absolute data folder stays as it is", () => {
  expect(parseSettings({ REVERIE_DATA_DIR: "/var/lib/reverie" }, "/elsewhere").dataDir).toBe("/var/lib/reverie");
});

test.each(["0", "65536", "3000.5", "http", "-1", " 80"])("PORT=%s is refused in one line", (value) => {
  expect(faultOf({ PORT: value })).toBe(`PORT must be a whole number from 1 to 65535, got ${JSON.stringify(value)}`);
});

test("a value with line breaks still makes one line", () => {
  expect(faultOf({ REVERIE_ROLE: "web\nall" })).toBe('REVERIE_ROLE must be all, web or worker, got "web\\nall"');
});

test.each([
  ["DATABASE_URL", "mysql://root:hunter2@db/reverie"],
  ["DATABASE_URL", "hunter2"],
  ["REVERIE_ADMIN_PASSWORD", "hunter2"],
  ["REVERIE_BOOTSTRAP_API_KEY", "hunter2"],
  ["ANTHROPIC_API_KEY", "sk hunter2"],
])("a bad %s is named but not shown", (name, value) => {
  const fault = faultOf({ [name]: value });
  expect(fault).toMatch(new RegExp(`^${name} must `));
  expect(fault).not.toContain("hunter2");
});

test("both spellings of a Postgres URL are taken", () => {
  for (const url of ["postgres://u:p@h/d", "postgresql://u:p@h:5433/d"]) {
    expect(parseSettings({ DATABASE_URL: url }).databaseUrl).toBe(url);
  }
});
