import { z } from "zod";
import { authenticateApiKey } from "@/lib/auth/authenticate-api-key";
import type { Context } from "@/lib/auth/context";
import { operatorLimits } from "@/lib/auth/operator-limits";
import type { ApiKeyRow } from "@/lib/auth/repository";
import type { Scope } from "@/lib/auth/scopes";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import { settings } from "@/lib/env";
import { checkBeta } from "./beta";
import { defaultWorkspace } from "./default-workspace";
import { answerHeaders, errorResponse, jsonResponse, withWarnings, zodMessage } from "./envelope";
import { fileResponse, type StreamAnswer } from "./file-response";
import { queryReader } from "./query-string";
import { readJsonObject } from "./read-body";

const Nothing = z.object({});

/** A body or an answer that is not JSON. */
export type Binary = { contentTypes: string[]; description: string };

/** What an operation takes and who may call it. The OpenAPI document is made of these. */
type Requested<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = {
  operationId: string;
  summary: string;
  /** More than the summary says, as Markdown for the reference. */
  description?: string;
  scope: Scope;
  /** No API key: the handler checks the request's signature (`defineSignedRoute`). */
  auth?: "signature";
  params?: P;
  query?: Q;
  body?: B;
  /** A body that is not JSON; the handler reads it from the request. */
  upload?: Binary;
  /** Writes memories, so its answer may carry `reverie-warnings`. */
  warns?: true;
  /** Tool output in transcripts may hold NUL; other texts may not. */
  nul?: "refuse" | "allow";
};

/** One operation of the API with a JSON answer. */
export type Operation<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
> = Requested<P, Q, B> & { response: R };

/** One operation of the API whose answer is a stream of bytes. */
export type StreamOperation<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Requested<P, Q, B> & {
  stream: Binary;
};

type AnyOperation =
  | Operation<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>
  | StreamOperation<z.ZodObject, z.ZodObject, z.ZodType>;

export type RouteHandler = {
  (request: Request, context: { params: Promise<Record<string, string | string[]>> }): Promise<Response>;
  operation: AnyOperation;
};

type Input<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = {
  ctx: Context;
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  request: Request;
};

function contextOf(key: ApiKeyRow, requestId: string): Context {
  return {
    workspaceId: key.workspaceId,
    actor: { type: "api_actor", id: key.id },
    scopes: new Set(key.scopes as Scope[]),
    db: database(),
    now: () => new Date(),
    requestId,
    limits: operatorLimits(),
    warnings: [],
  };
}

/** A credential of one workspace may leave the header out; if it is sent, it has to match (contract 1.5). */
function checkWorkspace(request: Request, workspaceId: string): void {
  const asked = request.headers.get("anthropic-workspace-id");
  if (asked !== null && asked !== workspaceId) {
    throw new AppError("permission", "This credential belongs to another workspace than anthropic-workspace-id names.");
  }
}

/** @throws AppError `invalid_request` with the first fault */
function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError("invalid_request", zodMessage(parsed.error));
  return parsed.data;
}

/** Path parameters. One that no id can be names nothing (contract 1.5). @throws AppError `not_found` */
export function parseParams<S extends z.ZodType>(schema: S, value: Record<string, string>): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("not_found", "There is nothing at this address: one of its ids is malformed.");
}

/** A URL's query; parsing a whole URL is for requests that have one. */
function searchParamsOf(url: string): URLSearchParams {
  return url.includes("?") ? new URL(url).searchParams : new URLSearchParams();
}

/** The part that all doors share: authenticates, checks the scope, parses, and puts failures into the envelope. */
function door<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  operation: Requested<P, Q, B>,
  respond: (input: Input<P, Q, B>, headers: Record<string, string>) => Promise<Response>,
): RouteHandler {
  const params = operation.params ?? (Nothing as unknown as P);
  const query = operation.query ?? (Nothing as unknown as Q);
  const readQuery = queryReader(query);
  const body = operation.body;
  const options = { nul: operation.nul ?? "refuse" } as const;

  const answer = async (request: Request, context: { params: Promise<unknown> }, requestId: string, key: ApiKeyRow) => {
    const ctx = contextOf(key, requestId);
    checkWorkspace(request, ctx.workspaceId);
    if (!ctx.scopes.has(operation.scope)) {
      throw new AppError("permission", `This API key may not do that: it lacks the scope ${operation.scope}.`);
    }
    if (settings().strictBeta) checkBeta(new URL(request.url).pathname, request.headers.get("anthropic-beta"));
    const input = {
      ctx,
      request,
      params: parseParams(params, ((await context.params) ?? {}) as Record<string, string>),
      query: parse(query, readQuery(searchParamsOf(request.url))),
      body: (body === undefined ? {} : parse(body, await readJsonObject(request, options))) as z.output<B>,
    };
    return respond(input, answerHeaders(requestId, ctx.workspaceId));
  };

  const route = async (request: Request, context: { params: Promise<unknown> }): Promise<Response> => {
    const requestId = newId("req");
    let key: ApiKeyRow | null = null;
    try {
      key = await authenticateApiKey(database(), request.headers);
      return await answer(request, context, requestId, key);
    } catch (error) {
      return errorResponse(error, requestId, key?.workspaceId ?? (await defaultWorkspace()));
    }
  };
  return Object.assign(route, { operation: operation as unknown as AnyOperation }) as RouteHandler;
}

/**
 * A door of the API: authenticates, checks the scope, parses, calls `handle`, checks the answer against its schema,
 * and puts failures into the envelope. The handler has no logic of its own: it calls a verb and presents its result.
 */
export function defineRoute<
  R extends z.ZodType,
  P extends z.ZodObject = typeof Nothing,
  Q extends z.ZodObject = typeof Nothing,
  B extends z.ZodType = typeof Nothing,
>(operation: Operation<P, Q, B, R>, handle: (input: Input<P, Q, B>) => Promise<z.input<R>>): RouteHandler {
  return door(operation, async (input, headers) => {
    const body = operation.response.parse(await handle(input));
    return jsonResponse(body, 200, withWarnings(headers, input.ctx.warnings));
  });
}

/**
 * A door whose answer is a file. What fails before `handle` gives its stream becomes the envelope; a failure after that
 * cuts the transfer off, so that no client takes half a file for a whole one.
 */
export function defineStreamRoute<
  P extends z.ZodObject = typeof Nothing,
  Q extends z.ZodObject = typeof Nothing,
  B extends z.ZodType = typeof Nothing,
>(operation: StreamOperation<P, Q, B>, handle: (input: Input<P, Q, B>) => Promise<StreamAnswer>): RouteHandler {
  return door(operation, async (input, headers) => fileResponse(await handle(input), headers));
}
