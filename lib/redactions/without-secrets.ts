import pg from "pg";

/**
 * The failure without its words. The queue keeps what a job threw and the log prints it, and messages of Postgres quote
 * rows, those of path conflicts paths: either may be the very text that has to go.
 */
export function withoutSecrets(error: unknown): Error {
  // An attempt that was stopped or ran too long; the text is the platform's.
  if (error instanceof DOMException || (error instanceof Error && error.name === "AbortError")) return error;
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const { code, table, constraint } = error instanceof pg.DatabaseError ? error : {};
  const told = [kind, code, table, constraint].filter((part) => part !== undefined);
  const plain = new Error(`the redaction stopped: ${told.join(" ")}`);
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line)) : [];
  plain.stack = [`Error: ${plain.message}`, ...frames].join("\n");
  return plain;
}
