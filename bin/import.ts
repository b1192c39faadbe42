import { readFile } from "node:fs/promises";
import { BODY_BYTES_MAX } from "@/lib/http/read-body";
import { reasonOf } from "@/lib/supervisor/failure";
import { readTranscriptFile } from "@/lib/transcripts/read-transcript-file";
import { type ImportOptions, readImportOptions, USAGE, UsageError } from "./import-options";
import { showProgress } from "./import-progress";
import { uploadImport } from "./import-upload";

/**
 * `reverie import`: sends each file to the server, one after the other; one that fails does not keep the others back.
 * @returns the exit code: 0, 1 when a file failed, 2 for a command line that cannot be meant
 */
export async function runImportCommand(argv: string[]): Promise<number> {
  let options: ImportOptions | null;
  try {
    options = readImportOptions(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`reverie import: ${error.message}; see reverie import --help`);
    return 2;
  }
  if (options === null) {
    console.log(USAGE);
    return 0;
  }
  let failed = 0;
  for (const [index, file] of options.files.entries()) {
    const place = `[${index + 1}/${options.files.length}] ${file}`;
    try {
      console.log(`${place}: ${await importFile(file, options, place)}`);
    } catch (error) {
      failed += 1;
      console.error(`${place}: ${reasonFor(error, options.server.url)}`);
    }
  }
  return failed > 0 ? 1 : 0;
}

async function importFile(file: string, options: ImportOptions, place: string): Promise<string> {
  const { stores, title, access } = options;
  const resources = stores.map((id) => ({ type: "memory_store", memory_store_id: id, access }));
  const told = readTranscriptFile(await readFile(file, "utf8"), options.format);
  const body = Buffer.from(JSON.stringify({ ...told, ...(title === null ? {} : { title }), resources }));
  if (body.length > BODY_BYTES_MAX)
    throw new Error(`is too large: ${body.length} bytes to send, at most ${BODY_BYTES_MAX}`);
  const progress = showProgress(place, body.length);
  const { status, answer } = await uploadImport(options.server, body, progress.update).finally(progress.end);
  if (status !== 200) {
    const { message } = (answer.error ?? {}) as { message?: string };
    throw new Error(`${message ?? "the server gave no reason"} (${status})`);
  }
  const imported = answer.import as { already_imported: boolean; event_count: number };
  return `${answer.id} (${imported.event_count} events${imported.already_imported ? ", already imported" : ""})`;
}

/** One line for one failed file. */
function reasonFor(error: unknown, url: string): string {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "is a folder; name the files in it";
  if (code && path) return `cannot be read (${code})`;
  if (code) return `${url} cannot be reached (${code}): is the server running?`;
  return reasonOf(error);
}
