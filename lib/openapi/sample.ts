import type { Schema } from "./types";

export type Schemas = Record<string, Schema>;

/** The schema that a reference names, or the schema itself. */
export function resolveSchema(schema: Schema, schemas: Schemas): Schema {
  const name = schema.$ref?.split("/").at(-1);
  if (name === undefined) return schema;
  const { $ref: _, ...siblings } = schema;
  return { ...schemas[name], ...siblings };
}

/** Also its type, where several are allowed: the first that is not null. */
export function typeOf(schema: Schema): string | undefined {
  return Array.isArray(schema.type) ? schema.type.find((type) => type !== "null") : schema.type;
}

/** `answer`: as the server would send it, all fields, with null where nothing is known. `filled`: a request with all. */
export type SampleKind = "required" | "filled" | "answer";

const isNull = (schema: Schema): boolean => schema.type === "null";

/** Branches of a union without null; empty when it is none. */
export function branchesOf(schema: Schema): Schema[] {
  return (schema.oneOf ?? schema.anyOf ?? []).filter((branch) => !isNull(branch));
}

const takesNull = (schema: Schema): boolean =>
  (Array.isArray(schema.type) && schema.type.includes("null")) || (schema.anyOf?.some(isNull) ?? false);

function sampleObject(schema: Schema, schemas: Schemas, kind: SampleKind): Record<string, unknown> {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => kind !== "required" || required.has(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, sample(field, schemas, kind)]));
}

function sampleNumber({ minimum }: Schema): number {
  return minimum === undefined || minimum < 0 ? 0 : minimum;
}

/**
 * A value that the schema might take: its own example or default, else made of its parts.
 * Deterministic; not checked against the schema.
 */
export function sample(schema: Schema, schemas: Schemas, kind: SampleKind): unknown {
  const own = resolveSchema(schema, schemas);
  if (own.examples?.length) return own.examples[0];
  if (own.const !== undefined) return own.const;
  if (own.default !== undefined) return own.default;
  if (own.enum?.length) return own.enum[0];
  if (kind === "answer" && takesNull(own)) return null;
  const branch = branchesOf(own)[0];
  if (branch !== undefined) return sample(branch, schemas, kind);
  switch (typeOf(own)) {
    case "object":
      return sampleObject(own, schemas, kind);
    case "array":
      return own.items === undefined || own.maxItems === 0 ? [] : [sample(own.items, schemas, kind)];
    case "string":
      return "text";
    case "integer":
    case "number":
      return sampleNumber(own);
    case "boolean":
      return false;
    default:
      return null;
  }
}
