import type { Method } from "./operations";
import type { Content, OpenApiDocument, OperationObject, Parameter, ResponseObject, Schema } from "./types";

export type ReferenceError = { status: string; description: string };

/** An operation with its references looked up, as a page shows it. */
export type ReferenceOperation = {
  id: string;
  method: Method;
  path: string;
  summary: string;
  description: string;
  isExtension: boolean;
  parameters: Parameter[];
  body: { required: boolean; description: string | undefined; content: Content } | null;
  answer: ResponseObject;
  errors: ReferenceError[];
  samples: OperationObject["x-codeSamples"];
};

export type ReferenceSection = {
  slug: string;
  name: string;
  description: string;
  operations: ReferenceOperation[];
  /** Component schemas that are described in this section. */
  schemas: { name: string; schema: Schema }[];
};

export type Reference = {
  sections: ReferenceSection[];
  schemas: Record<string, Schema>;
  /** Slug of the section that describes a component schema. */
  homes: Record<string, string>;
};

/** Reading first, deleting last. */
const METHOD_ORDER = ["get", "post", "put", "patch", "delete"];

const lastPart = (reference: string): string => reference.slice(reference.lastIndexOf("/") + 1);
const slugOf = (tag: string): string => tag.toLowerCase().replaceAll(" ", "-");

function schemaNamesIn(value: unknown): Set<string> {
  const found = JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g);
  return new Set([...found].map((match) => match[1] ?? ""));
}

/** Every component schema that `names` lead to, themselves included. */
function reachable(names: Set<string>, schemas: Record<string, Schema>): Set<string> {
  const all = new Set(names);
  for (const name of all) for (const next of schemaNamesIn(schemas[name] ?? {})) all.add(next);
  return all;
}

/** A schema is described where most operations use it themselves, else where most of them lead to it. */
function homesOf(document: OpenApiDocument): Record<string, string> {
  const { schemas } = document.components;
  const points = new Map<string, Map<string, number>>();
  const count = (name: string, slug: string, weight: number) => {
    const own = points.get(name) ?? new Map<string, number>();
    points.set(name, own.set(slug, (own.get(slug) ?? 0) + weight));
  };
  for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    const slug = slugOf(operation.tags[0] ?? "");
    const direct = schemaNamesIn(operation);
    for (const name of direct) count(name, slug, 1_000);
    for (const name of reachable(direct, schemas)) count(name, slug, 1);
  }
  const best = [...points].map(([name, slugs]) => [name, [...slugs].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ""]);
  return Object.fromEntries(best);
}

function toOperation(document: OpenApiDocument, path: string, method: string, object: OperationObject) {
  const { components } = document;
  const errors = Object.entries(object.responses).flatMap(([status, response]) =>
    "$ref" in response
      ? [{ status, description: components.responses[lastPart(response.$ref)]?.description ?? "" }]
      : [],
  );
  const parameters = object.parameters.flatMap((each) => ("$ref" in each ? [] : [each]));
  return {
    id: object.operationId,
    method: method as Method,
    path,
    summary: object.summary,
    description: object.description ?? "",
    isExtension: object["x-reverie-extension"] ?? false,
    parameters,
    body: object.requestBody ? { description: undefined, ...object.requestBody } : null,
    // Each operation has its own; only errors are shared.
    answer: object.responses["200"] as ResponseObject,
    errors,
    samples: object["x-codeSamples"],
  } satisfies ReferenceOperation;
}

/** The document in the order of its pages: one section per tag, operations of a path together. */
export function toReference(document: OpenApiDocument): Reference {
  const { schemas } = document.components;
  const homes = homesOf(document);
  const sections = document.tags.map(({ name, description }) => {
    const slug = slugOf(name);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, object]) => object.tags.includes(name))
        .sort(([a], [b]) => METHOD_ORDER.indexOf(a) - METHOD_ORDER.indexOf(b))
        .map(([method, object]) => toOperation(document, path, method, object)),
    );
    const own = Object.entries(schemas).filter(([schema]) => homes[schema] === slug);
    return {
      slug,
      name,
      description: description ?? "",
      operations,
      schemas: own.map(([schemaName, schema]) => ({ name: schemaName, schema })),
    };
  });
  return { sections, schemas, homes };
}
