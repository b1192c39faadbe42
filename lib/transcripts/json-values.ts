/** A string that is not empty, else null. */
export function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** An object that is no array, else null. */
export function record(value: unknown): Record<string, unknown> | null {
  // The cast only says what the checks before it proved.
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
