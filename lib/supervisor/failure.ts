/** Something the operator has to mend. The message is one line: what is wrong, and what would be right. */
export class StartFailure extends Error {
  override name = "StartFailure";
}

const namesOfOperatorErrors = new Set(["StartFailure", "SettingsError", "EmbeddedPostgresError"]);

/** Whether the message says it all, so that a stack trace would only hide it. Compares names: bundles copy classes. */
export function isForOperator(error: unknown): error is Error {
  return error instanceof Error && namesOfOperatorErrors.has(error.name);
}

/** The first line of what an error says. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return message.trim().split("\n")[0] ?? "unknown reason";
}
