import { parseArgs } from "node:util";
import { settings } from "@/lib/env";
import { readCredentials } from "@/lib/supervisor/credentials";
import { browserUrl } from "@/lib/supervisor/port";
import type { TranscriptFormat } from "@/lib/transcripts/read-transcript-file";
import type { Server } from "./import-upload";

export type ImportOptions = {
  files: string[];
  stores: string[];
  access: "read_write" | "read_only" | null;
  title: string | null;
  format: TranscriptFormat | null;
  server: Server;
};

/** A command line that cannot be meant; the message is for whoever typed it. */
export class UsageError extends Error {}

export const USAGE = `Usage: reverie import FILE... [--store ID]... [options]

Imports transcripts as finished sessions, each whole or not at all. Importing a file again changes nothing.

  --store ID       attach this memory store; may be given up to eight times
  --access MODE    read_write (default) or read_only, for all stores
  --title TITLE    title of the session (with one file); else it is taken from the transcript
  --format FORMAT  claude_code or managed_agents; else it is guessed from the file
  --url URL        address of the server; else REVERIE_URL, else this machine's HOST and PORT
  --api-key KEY    else REVERIE_API_KEY, else the key that the first start left in the data folder`;

const OPTIONS = {
  store: { type: "string", multiple: true, default: [] as string[] },
  access: { type: "string" },
  title: { type: "string" },
  format: { type: "string" },
  url: { type: "string" },
  "api-key": { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** @returns null when help was asked for @throws UsageError */
export function readImportOptions(argv: string[]): ImportOptions | null {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  if (positionals.length === 0) throw new UsageError("name at least one transcript file");
  if (values.title !== undefined && positionals.length > 1) {
    throw new UsageError("--title goes with one file; several files take their titles from the transcripts");
  }
  const { clientUrl, clientApiKey } = settings();
  return {
    files: positionals,
    stores: values.store,
    access: oneOf("--access", values.access, ["read_write", "read_only"]),
    title: values.title ?? null,
    format: oneOf("--format", values.format, ["claude_code", "managed_agents"]),
    server: { url: serverUrl(values.url ?? clientUrl), apiKey: apiKey(values["api-key"] ?? clientApiKey) },
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function oneOf<Value extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly Value[],
): Value | null {
  if (value === undefined) return null;
  const found = allowed.find((each) => each === value);
  if (!found) throw new UsageError(`${option} must be ${allowed.join(" or ")}, got ${JSON.stringify(value)}`);
  return found;
}

function serverUrl(given: string | undefined): string {
  if (given === undefined || given === "") return browserUrl(settings());
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given;
  throw new UsageError(`--url must be an address such as http://127.0.0.1:3000, got ${JSON.stringify(given)}`);
}

function apiKey(given: string | undefined): string {
  if (given) return given;
  const { bootstrapApiKey, dataDir } = settings();
  const found = bootstrapApiKey ?? readCredentials(dataDir)?.apiKey;
  if (found) return found;
  throw new UsageError(
    `there is no API key in ${dataDir}: start the server once, or give --api-key or REVERIE_API_KEY`,
  );
}
