import { z } from "zod";
import { authenticateApiKey } from "@/lib/auth/authenticate-api-key";
import type { Context } from "@/lib/auth/context";
import type { ApiKeyRow } from "@/lib/auth/repository";
import type { Scope } from "@/lib/auth/scopes";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import { answerHeaders, errorResponse, zodMessage } from "./envelope";
import { queryReader } from "./query-string";
import { readJsonObject } from "./read-body";

const Nothing = z.object({});

/** One operation of the API: what it takes, who may call it, what it answers. The OpenAPI document is made of these. */
export type Operation<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> = {
  operationId: string;
  summary: string;
  scope: Scope;
  params?: P;
  query?: Q;
  body?: B;
  /** Tool output in transcripts may hold NUL; other texts may not. */
  nul?: "refuse" | "allow";
  response: R;
};

export type RouteHandler = {
  (request: Request, context: { params: Promise<Record<string, string | string[]>> }): Promise<Response>;
  operation: Operation<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>;
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
    const input = {
      ctx,
      request,
      params: parse(params, (await context.params) ?? {}),
      query: parse(query, readQuery(new URL(request.url).searchParams)),
      body: (body === undefined ? {} : parse(body, await readJsonObject(request, options))) as z.output<B>,
    };
    const result = operation.response.parse(await handle(input));
    return Response.json(result, { headers: answerHeaders(requestId, ctx.workspaceId) });
  };

  const route = async (request: Request, context: { params: Promise<unknown> }): Promise<Response> => {
    const requestId = newId("req");
    let key: ApiKeyRow | null = null;
    try {
      key = await authenticateApiKey(database(), request.headers);
      return await answer(request, context, requestId, key);
    } catch (error) {
      return errorResponse(error, requestId, key?.workspaceId ?? null);
    }
  };
  return Object.assign(route, { operation: operation as unknown as RouteHandler["operation"] }) as RouteHandler;
}
