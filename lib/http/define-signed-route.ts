import type { z } from "zod";
import { newId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import type { JobContext } from "@/lib/jobs/define-job";
import { defaultWorkspace } from "./default-workspace";
import { type Operation, parseParams, type RouteHandler } from "./define-route";
import { answerHeaders, errorResponse, jsonResponse } from "./envelope";
import { readText } from "./read-body";

/** Whom the request acts for is known only when its signature has been checked. */
type SignedInput<P extends z.ZodObject> = { job: JobContext; params: z.output<P>; headers: Headers; body: string };

type SignedOperation<P extends z.ZodObject, R extends z.ZodType> = Omit<
  Operation<P, z.ZodObject, z.ZodType, R>,
  "auth" | "params" | "query" | "upload"
> & {
  params: P;
  /** Only described: whether and how the text is read is the verb's, after the signature. */
  body: z.ZodType;
  bytesMax: number;
};

/**
 * A door without an API key: the verb checks the signature over the body, which it gets byte for byte, and throws
 * `authentication`. The rest is as in `defineRoute`.
 */
export function defineSignedRoute<P extends z.ZodObject, R extends z.ZodType>(
  operation: SignedOperation<P, R>,
  handle: (input: SignedInput<P>) => Promise<z.input<R>>,
): RouteHandler {
  const { bytesMax, ...declared } = operation;
  const route = async (request: Request, context: { params: Promise<unknown> }): Promise<Response> => {
    const requestId = newId("req");
    try {
      const params = parseParams(operation.params, ((await context.params) ?? {}) as Record<string, string>);
      const body = await readText(request, bytesMax);
      const job = { db: database(), now: () => new Date() };
      const answer = operation.response.parse(await handle({ job, params, headers: request.headers, body }));
      return jsonResponse(answer, 200, answerHeaders(requestId, await defaultWorkspace()));
    } catch (error) {
      return errorResponse(error, requestId, await defaultWorkspace());
    }
  };
  // As in define-route: the table of routes forgets the schemas' own types.
  return Object.assign(route, { operation: { ...declared, auth: "signature" } }) as unknown as RouteHandler;
}
