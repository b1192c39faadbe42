import { codeSamples } from "./code-samples";
import { errorResponsesOf } from "./errors";
import { REQUEST_HEADERS, responseHeaders } from "./headers";
import type { DocumentedOperation } from "./operations";
import { tidyParameter } from "./parameters";
import { sample } from "./sample";
import type { Media, OpenApiDocument, OperationObject, Parameter, Reference, ResponseObject } from "./types";

const isParameter = (parameter: Parameter | Reference): parameter is Parameter => "in" in parameter;

const headerReferences = Object.keys(REQUEST_HEADERS).map((name) => ({ $ref: `#/components/parameters/${name}` }));

/** A body or an answer is shown only when the operation itself would take or give it. */
function sampleOf(
  document: OpenApiDocument,
  media: Media | undefined,
  schema: DocumentedOperation["operation"]["body"],
) {
  if (media?.schema === undefined || schema === undefined) return undefined;
  const { schemas } = document.components;
  return (["required", "filled"] as const)
    .map((kind) => sample(media.schema ?? {}, schemas, kind))
    .find((value) => schema.safeParse(value).success && JSON.stringify(value) !== "{}");
}

function addSamples(document: OpenApiDocument, documented: DocumentedOperation, object: OperationObject): void {
  const { operation } = documented;
  const request = object.requestBody?.content["application/json"];
  const answer = (object.responses["200"] as ResponseObject).content?.["application/json"];
  const body = sampleOf(document, request, operation.body);
  if (request !== undefined && body !== undefined) request.example = body;
  if (answer !== undefined && "response" in operation) {
    const example = sample(answer.schema ?? {}, document.components.schemas, "answer");
    if (operation.response.safeParse(example).success) answer.example = example;
  }
  const parameters = object.parameters.filter(isParameter);
  const ids = parameters
    .filter((parameter) => parameter.in === "path")
    .map(({ name, schema }) => [name, String(sample(schema, {}, "required"))]);
  object["x-codeSamples"] = codeSamples({
    operation: documented,
    ids: Object.fromEntries(ids),
    body,
    upload: operation.upload?.contentTypes[0],
    download: "stream" in operation ? operation.stream.contentTypes[0] : undefined,
    isPaged: parameters.some(({ name }) => name === "page"),
  });
}

/** Adds what the schemas do not say: shared headers and errors, query style, samples. */
export function finishOperation(document: OpenApiDocument, documented: DocumentedOperation): void {
  const object = document.paths[documented.path]?.[documented.method];
  if (object === undefined) throw new Error(`${documented.path} is not in the document`);
  const own = (object.parameters ?? []).filter(isParameter).map(tidyParameter);
  object.parameters = [...own, ...headerReferences];
  const namesObjects = /"\w+_ids?":/.test(JSON.stringify(object.requestBody?.content["application/json"] ?? {}));
  const success = object.responses["200"] as ResponseObject;
  success.headers = responseHeaders(200, documented.operation.warns);
  object.responses = { "200": success, ...errorResponsesOf(documented, namesObjects) };
  addSamples(document, documented, object);
}
