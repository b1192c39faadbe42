import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Settings } from "@/lib/env";
import { createSecretFile, readTextFile } from "./files";

export type Credentials = {
  email: string;
  password: string;
  apiKey: string;
  /** What was made up by this very start; shown once. */
  generated: { password: boolean; apiKey: boolean };
};

/** Beside the data: the sign-in and key that were generated, as lines `VARIABLE=value`. */
export function credentialsPath(dataDir: string): string {
  return join(dataDir, "credentials");
}

function parseCredentials(text: string): Record<string, string> {
  const pairs = text.split("\n").filter((line) => /^[A-Z_]+=/.test(line));
  return Object.fromEntries(pairs.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** The password and key in the credentials file; undefined before the first start. */
export function readCredentials(
  dataDir: string,
): { password: string | undefined; apiKey: string | undefined } | undefined {
  const text = readTextFile(credentialsPath(dataDir));
  if (text === null) return undefined;
  const values = parseCredentials(text);
  return { password: values.REVERIE_ADMIN_PASSWORD, apiKey: values.REVERIE_BOOTSTRAP_API_KEY };
}

/**
 * Sign-in and API key: from the settings, else from the credentials file, which the first start writes before anything
 * uses what it holds, so that a kill in between loses nothing.
 */
export function loadCredentials(settings: Settings): Credentials {
  const found = readCredentials(settings.dataDir);
  const made = {
    password: randomBytes(15).toString("base64url"),
    apiKey: `rvr_${randomBytes(32).toString("base64url")}`,
  };
  if (!found) {
    const lines = [
      "# Generated on the first start, in effect unless the environment sets the same variable. Keep it secret.",
      `REVERIE_ADMIN_PASSWORD=${made.password}`,
      `REVERIE_BOOTSTRAP_API_KEY=${made.apiKey}`,
    ];
    createSecretFile(credentialsPath(settings.dataDir), `${lines.join("\n")}\n`);
  }
  const kept = found ?? readCredentials(settings.dataDir);
  const password = settings.adminPassword ?? kept?.password ?? made.password;
  const apiKey = settings.bootstrapApiKey ?? kept?.apiKey ?? made.apiKey;
  const generated = { password: password === made.password, apiKey: apiKey === made.apiKey };
  return { email: settings.adminEmail, password, apiKey, generated };
}

/** Signs the console's session cookies; kept, so that a restart signs nobody out. */
export function loadSessionSecret(dataDir: string): string {
  const path = join(dataDir, "session-secret");
  return readTextFile(path) ?? createSecretFile(path, randomBytes(32).toString("base64url"));
}
