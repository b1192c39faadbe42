import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { RouteEntry } from "@/lib/http/route-matcher";
import { sdkCallOf } from "./contract";
import { describeFields } from "./describe-fields";
import { ERROR_RESPONSES, ErrorEnvelope } from "./errors";
import { finishOperation } from "./finish-operation";
import { REQUEST_HEADERS, RESPONSE_HEADERS } from "./headers";
import { DESCRIPTION, SECURITY_SCHEMES, TITLE } from "./information";
import { type DocumentedOperation, listOperations } from "./operations";
import { tagName, tagsOf } from "./tags";
import type { OpenApiDocument } from "./types";

const binary = (contentTypes: string[]) =>
  Object.fromEntries(contentTypes.map((type) => [type, { schema: { type: "string" as const, format: "binary" } }]));

function requestBody({ body, upload }: DocumentedOperation["operation"]) {
  if (body === undefined && upload === undefined) return {};
  return {
    requestBody: {
      // An empty body is read as {}.
      required: upload !== undefined || body?.safeParse({}).success === false,
      ...(upload === undefined ? {} : { description: upload.description }),
      content: {
        ...(body === undefined ? {} : { "application/json": { schema: body } }),
        ...(upload === undefined ? {} : binary(upload.contentTypes)),
      },
    },
  };
}

function success(operation: DocumentedOperation["operation"]) {
  if ("stream" in operation) {
    return { description: operation.stream.description, content: binary(operation.stream.contentTypes) };
  }
  return { description: "The result.", content: { "application/json": { schema: operation.response } } };
}

function describeOperation({ method, path, collection, operation }: DocumentedOperation): ZodOpenApiOperationObject {
  const isSigned = operation.auth === "signature";
  const scope = isSigned
    ? `Needs no API key: a request that is signed may do this one thing of the scope \`${operation.scope}\`.`
    : `Needs the scope \`${operation.scope}\`.`;
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    description: operation.description === undefined ? scope : `${operation.description}\n\n${scope}`,
    tags: [tagName(collection)],
    "x-reverie-scope": operation.scope,
    ...(isSigned ? { security: [] } : {}),
    ...(sdkCallOf(method, path) === null ? { "x-reverie-extension": true } : {}),
    requestParams: {
      ...(operation.params === undefined ? {} : { path: operation.params }),
      ...(operation.query === undefined ? {} : { query: operation.query }),
    },
    ...requestBody(operation),
    responses: { "200": success(operation) },
  };
}

function pathsOf(operations: DocumentedOperation[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return paths;
}

/**
 * The OpenAPI 3.1 document of a routes table: every operation that a handler carries, and nothing else. The same routes
 * always give the same document.
 */
export function buildDocument({
  routes,
  version,
}: {
  routes: readonly RouteEntry[];
  version: string;
}): OpenApiDocument {
  const operations = listOperations(routes);
  const made = createDocument({
    openapi: "3.1.1",
    info: {
      title: TITLE,
      version,
      description: DESCRIPTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: Object.keys(SECURITY_SCHEMES).map((name) => ({ [name]: [] })),
    tags: tagsOf(operations.map(({ collection }) => collection)),
    paths: pathsOf(operations),
    components: { schemas: { ErrorEnvelope } },
  });
  // The library's types allow more than it makes.
  const document = made as unknown as OpenApiDocument;
  Object.assign(document.components, {
    responses: ERROR_RESPONSES,
    parameters: REQUEST_HEADERS,
    headers: RESPONSE_HEADERS,
    securitySchemes: SECURITY_SCHEMES,
  });
  describeFields(document);
  for (const operation of operations) finishOperation(document, operation);
  return document;
}
