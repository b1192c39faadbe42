import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** The file's text, or null when there is none. */
export function readTextFile(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/**
 * Writes a file with mode 0600, whole or not at all, unless it exists by then.
 *
 * @returns what the file holds afterwards; not our text when another process was faster
 */
export function createSecretFile(path: string, text: string): string {
  const staging = `${path}.new-${process.pid}-${randomBytes(4).toString("hex")}`;
  writeFileSync(staging, text, { mode: 0o600, flush: true });
  try {
    linkSync(staging, path);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return readFileSync(path, "utf8");
  } finally {
    rmSync(staging);
  }
}

/** Replaces a file, whole or not at all. */
export function replaceFile(path: string, text: string): void {
  const staging = `${path}.new-${process.pid}`;
  writeFileSync(staging, text);
  renameSync(staging, path);
}
