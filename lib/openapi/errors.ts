import { z } from "zod";
import { ERRORS, type ErrorCode } from "@/lib/core/errors";
import { responseHeaders } from "./headers";
import type { DocumentedOperation } from "./operations";

const TYPES = [...new Set(Object.values(ERRORS).map(({ type }) => type))];

export const ErrorEnvelope = z
  .strictObject({
    type: z.literal("error"),
    error: z
      .looseObject({
        type: z.enum(TYPES).describe("What went wrong; clients branch on this."),
        message: z.string().describe("What is wrong and what would be right, in one line; for people."),
      })
      .describe("Path conflicts also carry `conflicting_memory_id` and `conflicting_path`."),
    request_id: z.string().describe("As in the header `request-id`."),
  })
  .describe("The answer to every request that fails.")
  .meta({ id: "ErrorEnvelope" });

type ErrorResponse = { status: number; name: string; when: string; codes: ErrorCode[]; message: string };

/** One shared answer per status (contract 1.6). */
const RESPONSES: ErrorResponse[] = [
  {
    status: 400,
    name: "InvalidRequest",
    when: "The request is malformed, breaks a limit, or the object is in the wrong state.",
    codes: ["invalid_request"],
    message: "limit must be a whole number from 1 to 100.",
  },
  {
    status: 401,
    name: "Unauthenticated",
    when: "The credential is missing or unknown.",
    codes: ["authentication"],
    message: "The API key is not known here, or it was revoked.",
  },
  {
    status: 403,
    name: "Forbidden",
    when: "The credential lacks the scope, or belongs to another workspace than the header names.",
    codes: ["permission"],
    message: "This API key may not do that: it lacks the scope memories:write.",
  },
  {
    status: 404,
    name: "NotFound",
    when: "The object or its parent does not exist, or belongs to another workspace.",
    codes: ["not_found"],
    message: "Memory store memstore_01PqTz7mVwKc4hYdR2nBxGfE was not found.",
  },
  {
    status: 409,
    name: "Conflict",
    when: "The state of the object forbids it: a path is taken, the text has changed since it was read, or somebody else holds it. Not worth repeating.",
    codes: ["conflict", "path_conflict", "precondition_failed"],
    message: "The memory's content has changed.",
  },
  {
    status: 413,
    name: "RequestTooLarge",
    when: "The body is over the limit.",
    codes: ["request_too_large"],
    message: "The request body must have at most 33554432 bytes (32 MiB).",
  },
  {
    status: 500,
    name: "InternalError",
    when: "A fault of the server; its log has the cause under the request id.",
    codes: ["internal"],
    message: "Something went wrong on the server; the log has it under req_01Hf6WmTz3cB9sYpLrXa2VdE.",
  },
];

function component({ status, when, codes, message }: ErrorResponse) {
  const type = ERRORS[codes.at(-1) ?? "internal"].type;
  return {
    description: `${when} \`error.type\`: ${codes.map((code) => `\`${ERRORS[code].type}\``).join(", ")}.`,
    headers: responseHeaders(status),
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/ErrorEnvelope" },
        example: { type: "error", error: { type, message }, request_id: "req_01Hf6WmTz3cB9sYpLrXa2VdE" },
      },
    },
  };
}

/** Shared error answers by component name. */
export const ERROR_RESPONSES = Object.fromEntries(RESPONSES.map((response) => [response.name, component(response)]));

/**
 * The errors an operation can answer: 404 when it names an object in its path (`namesObjects`: or in its body), 409
 * when it writes, 413 when it has a body, the others always.
 */
export function errorResponsesOf(
  { path, operation }: DocumentedOperation,
  namesObjects: boolean,
): Record<string, { $ref: string }> {
  const can: Record<number, boolean> = {
    404: path.includes("{") || namesObjects,
    409: operation.scope.endsWith(":write"),
    413: operation.body !== undefined || operation.upload !== undefined,
  };
  return Object.fromEntries(
    RESPONSES.filter(({ status }) => can[status] ?? true).map(({ status, name }) => [
      String(status),
      { $ref: `#/components/responses/${name}` },
    ]),
  );
}
