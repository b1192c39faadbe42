import type { z } from "zod";
import { AppError, ERRORS } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { organizationId } from "@/lib/core/organization-id";

/** `created_at[gte]`, `inputs[0].type`: the way a caller would write it. */
export function issuePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : `${text}${text && "."}${String(part)}`),
    "",
  );
}

/** The first fault of a request in one line. */
export function zodMessage(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "The request is not valid.";
  const at = issuePath(issue.path);
  // A number in the path says which of several is meant; the message alone does not.
  const named = at !== "" && issue.path.some((part) => typeof part === "number");
  if (named) return `${at}: ${issue.message}.`;
  const known = at === "" || issue.message.startsWith(at) || issue.message.startsWith(String(issue.path.at(-1)));
  return known ? `${issue.message}.` : `${at}: ${issue.message}.`;
}

/** AppErrors as they are; anything else is ours to mend: a fixed message for the caller, the cause for the log. */
export function toAppError(thrown: unknown, requestId: string): AppError {
  if (thrown instanceof AppError) return thrown;
  log.error({ err: thrown, requestId }, "request failed");
  return new AppError("internal", `Something went wrong on the server; the log has it under ${requestId}.`);
}

/** Headers of every answer, errors included (contract 1.5). */
export function answerHeaders(requestId: string, workspaceId: string | null): Record<string, string> {
  if (workspaceId === null) return { "request-id": requestId };
  return {
    "request-id": requestId,
    "anthropic-organization-id": organizationId(workspaceId),
    "anthropic-workspace-id": workspaceId,
  };
}

/** Clients limit the size of headers. */
const WARNINGS_MAX = 10;

/** The headers with the first of the warnings, if there are any. */
export function withWarnings(headers: Record<string, string>, warnings: string[] = []): Record<string, string> {
  if (warnings.length === 0) return headers;
  return { ...headers, "reverie-warnings": warnings.slice(0, WARNINGS_MAX).join(", ") };
}

/** A JSON answer. Plain headers, because the listener passes those on as they are and takes a `Headers` apart. */
export function jsonResponse(body: unknown, status: number, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "content-type": "application/json" },
  });
}

/** Clients repeat a 409 by default; a conflict never heals that way, nor does an address that does not exist. */
const NEVER_RETRIED = new Set([405, 409]);

/** The envelope for anything thrown. */
export function errorResponse(
  thrown: unknown,
  requestId: string,
  workspaceId: string | null = null,
  headers: Record<string, string> = {},
): Response {
  const error = toAppError(thrown, requestId);
  const { status, type } = ERRORS[error.code];
  const envelope = { type: "error", error: { type, message: error.message, ...error.extra }, request_id: requestId };
  return jsonResponse(envelope, status, {
    ...answerHeaders(requestId, workspaceId),
    ...(NEVER_RETRIED.has(status) ? { "x-should-retry": "false" } : {}),
    ...headers,
  });
}
