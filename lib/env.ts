import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

/** A setting that cannot be used. The message is one line for the operator and never holds the value of a secret. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

const secretVariables = new Set([
  "DATABASE_URL",
  "REVERIE_ADMIN_PASSWORD",
  "REVERIE_BOOTSTRAP_API_KEY",
  "ANTHROPIC_API_KEY",
  "REVERIE_API_KEY",
]);

const isUrlOf = (protocols: string[]) => (value: string) =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== "";

const text = z.string();

/** One entry a variable. The description says what would be right; it ends the line that stops a start. */
const Variables = z.object({
  PORT: text
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number)
    .refine((port) => port <= 65535)
    .default(3000)
    .describe("must be a whole number from 1 to 65535"),
  HOST: text
    .regex(/^[A-Za-z0-9.:_-]+$/)
    .default("127.0.0.1")
    .describe("must be an address or host name to listen on, such as 127.0.0.1 or 0.0.0.0"),
  REVERIE_DATA_DIR: text.default(".data").describe("must be a folder"),
  DATABASE_URL: text
    .refine(isUrlOf(["postgres:", "postgresql:"]))
    .optional()
    .describe("must be a URL such as postgresql://user:password@host:5432/reverie"),
  REVERIE_ADMIN_EMAIL: z
    .email()
    .default("admin@reverie.local")
    .describe("must be an e-mail address such as you@example.com"),
  REVERIE_ADMIN_PASSWORD: text.min(8).max(256).optional().describe("must have 8 to 256 characters"),
  REVERIE_BOOTSTRAP_API_KEY: text
    .regex(/^[\x21-\x7e]{20,256}$/)
    .optional()
    .describe("must have 20 to 256 printable ASCII characters without spaces"),
  ANTHROPIC_API_KEY: text
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .describe("must be an API key without spaces"),
  ANTHROPIC_BASE_URL: text
    .refine(isUrlOf(["http:", "https:"]))
    .optional()
    .describe("must be a URL such as https://api.anthropic.com"),
  REVERIE_URL: text
    .refine(isUrlOf(["http:", "https:"]))
    .optional()
    .describe("must be the address of a server, such as http://127.0.0.1:3000"),
  REVERIE_API_KEY: text
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .describe("must be an API key without spaces"),
  REVERIE_MAX_MEMORIES_PER_STORE: text
    .regex(/^[1-9]\d{0,6}$/)
    .transform(Number)
    .default(10_000)
    .describe("must be a whole number from 1 to 9999999"),
  REVERIE_WRITE_SAFETY: z
    .enum(["off", "warn", "refuse"])
    .default("off")
    .describe("must be off, warn (a header names what is unsafe in a new text) or refuse (secrets, hidden characters)"),
  REVERIE_WEBHOOK_PRIVATE: z
    .enum(["refuse", "allow"])
    .default("refuse")
    .describe("must be refuse or allow (webhooks may be sent to loopback, private and link-local addresses)"),
  REVERIE_STRICT_BETA: z
    .enum(["true", "false"])
    .default("false")
    .describe("must be true (refuse what the hosted API refuses in anthropic-beta) or false"),
  REVERIE_ROLE: z.enum(["all", "web", "worker"]).default("all").describe("must be all, web or worker"),
});

type VariableName = keyof typeof Variables.shape;

export type Role = z.infer<typeof Variables>["REVERIE_ROLE"];
export type WebhookPrivate = z.infer<typeof Variables>["REVERIE_WEBHOOK_PRIVATE"];
export type WriteSafety = z.infer<typeof Variables>["REVERIE_WRITE_SAFETY"];

export type Settings = {
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  /** Undefined until the launcher has started the embedded Postgres; its children always have it. */
  databaseUrl: string | undefined;
  adminEmail: string;
  adminPassword: string | undefined;
  bootstrapApiKey: string | undefined;
  anthropicApiKey: string | undefined;
  anthropicBaseUrl: string | undefined;
  role: Role;
  /** Contract 3.6: creates beyond it are refused. */
  memoriesPerStoreMax: number;
  /** What becomes of a new text in which `lib/safety` sees something. */
  writeSafety: WriteSafety;
  /** Whether webhooks may go to addresses that are not on the public internet. */
  webhookPrivate: WebhookPrivate;
  /** Contract 1.4: whether the `anthropic-beta` header is checked. */
  strictBeta: boolean;
  /** For the command line: which server to talk to, and with which key. */
  clientUrl: string | undefined;
  clientApiKey: string | undefined;
};

type Source = Record<string, string | undefined>;

function describeFault(name: VariableName, value: string | undefined): string {
  const fault = `${name} ${Variables.shape[name].description}`;
  return secretVariables.has(name)
    ? `${fault}; the value given is not shown`
    : `${fault}, got ${JSON.stringify(value)}`;
}

/**
 * Settings out of a set of environment variables; an empty string counts as unset.
 *
 * @throws SettingsError naming the first variable at fault, the fault and what would be right, in one line
 */
export function parseSettings(source: Source, directory = process.cwd()): Settings {
  const given = Object.fromEntries(Object.keys(Variables.shape).map((name) => [name, source[name] || undefined]));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path[0] as VariableName;
    throw new SettingsError(describeFault(name, given[name]));
  }
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: resolve(directory, value.REVERIE_DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    adminEmail: value.REVERIE_ADMIN_EMAIL,
    adminPassword: value.REVERIE_ADMIN_PASSWORD,
    bootstrapApiKey: value.REVERIE_BOOTSTRAP_API_KEY,
    anthropicApiKey: value.ANTHROPIC_API_KEY,
    anthropicBaseUrl: value.ANTHROPIC_BASE_URL,
    role: value.REVERIE_ROLE,
    memoriesPerStoreMax: value.REVERIE_MAX_MEMORIES_PER_STORE,
    writeSafety: value.REVERIE_WRITE_SAFETY,
    webhookPrivate: value.REVERIE_WEBHOOK_PRIVATE,
    strictBeta: value.REVERIE_STRICT_BETA === "true",
    clientUrl: value.REVERIE_URL,
    clientApiKey: value.REVERIE_API_KEY,
  };
}

let cached: Settings | undefined;

/**
 * The settings of this process, read once, with a `.env` file of the working directory below the real environment.
 *
 * @throws SettingsError
 */
export function settings(): Settings {
  if (!cached) {
    if (existsSync(".env")) process.loadEnvFile(".env");
    cached = parseSettings(process.env);
  }
  return cached;
}

/** The environment for a child process: ours, with changes on top. Reads `.env` first, so that children agree with us. */
export function childEnvironment(changes: Record<string, string>): NodeJS.ProcessEnv {
  settings();
  return { ...process.env, ...changes };
}
