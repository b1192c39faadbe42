import type { OpenApiDocument, Schema } from "./types";

const isNull = ({ type }: Schema): boolean => type === "null";

/** `x | null`: the description of x is that of the field, unless the field has its own. */
function describeField(field: Schema): void {
  if (field.description !== undefined || field.$ref !== undefined) return;
  if (field.const !== undefined) {
    field.description = `Always \`${field.const}\`.`;
    return;
  }
  const branches = field.anyOf?.filter((branch) => !isNull(branch)) ?? [];
  const [only] = branches;
  if (branches.length !== 1 || only?.description === undefined || only.$ref !== undefined) return;
  field.description = only.description;
  delete only.description;
}

/** Zod writes the bounds of what JavaScript counts exactly; they say nothing about the field. */
function dropSafeBounds(schema: Schema): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/** A field that can never be given (`not: {}`) is no part of the wire. */
function dropImpossible(schema: Schema): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (field.not !== undefined && Object.keys(field.not).length === 0) delete schema.properties?.[name];
  }
}

function walk(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  // Whatever has `properties` as an object is a schema; samples come into the document later.
  const schema = value as Schema;
  dropSafeBounds(schema);
  if (typeof schema.properties === "object") {
    dropImpossible(schema);
    Object.values(schema.properties).forEach(describeField);
  }
  Object.values(value).forEach(walk);
}

/** Puts descriptions where a reader looks for them: at the field, not inside its "or null". */
export function describeFields(document: OpenApiDocument): void {
  walk(document.paths);
  walk(document.components.schemas);
}
