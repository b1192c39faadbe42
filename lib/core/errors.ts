/** The only place where a code meets a wire type and a status (contract 1.6). */
export const ERRORS = {
  invalid_request: { status: 400, type: "invalid_request_error" },
  authentication: { status: 401, type: "authentication_error" },
  permission: { status: 403, type: "permission_error" },
  not_found: { status: 404, type: "not_found_error" },
  method_not_allowed: { status: 405, type: "invalid_request_error" },
  conflict: { status: 409, type: "conflict_error" },
  path_conflict: { status: 409, type: "memory_path_conflict_error" },
  precondition_failed: { status: 409, type: "memory_precondition_failed_error" },
  request_too_large: { status: 413, type: "request_too_large" },
  internal: { status: 500, type: "api_error" },
} as const satisfies Record<string, { status: number; type: string }>;

export type ErrorCode = keyof typeof ERRORS;

export type AppErrorOptions = {
  /** Reaches the caller, inside `error`. */
  extra?: Record<string, unknown>;
  /** Reaches the log only. */
  cause?: unknown;
};

/** A failure that the caller may read. The message says what is wrong and what would be right, in one line. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly extra: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.extra = options.extra ?? {};
  }
}

/** What belongs to another workspace or has a malformed id is "not found" too: we do not tell that it exists. */
export function notFound(kind: string, id: string): AppError {
  return new AppError("not_found", `${kind} ${printable(id)} was not found.`);
}

/** Text of a caller, safe to repeat in one line of a message: what is invisible escaped, cut to 120 characters. */
export function printable(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (odd) => `\\u{${odd.codePointAt(0)?.toString(16)}}`);
  // Not through the middle of a surrogate pair.
  return escaped.length > 120 ? `${escaped.slice(0, 117).replace(/[\ud800-\udbff]$/, "")}...` : escaped;
}
