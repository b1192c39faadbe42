import type { Parameter, Schema } from "@/lib/openapi/types";

/** A piece of a type: plain words, or the name of a schema that has a section of its own. */
export type TypePart = { text: string; schema?: string };

export type FieldRow = {
  kind: "field";
  /** What the field stands in: `usage.`; empty at the top. */
  within: string;
  name: string;
  type: TypePart[];
  required: boolean;
  limits: string[];
  description: string;
};

/** A line above the fields of one of several shapes: what sets it apart, as code and in words. */
export type VariantRow = { kind: "variant"; code: string; words: string };

export type Row = FieldRow | VariantRow;

const isNull = (schema: Schema): boolean => schema.type === "null";
const branchesOf = (schema: Schema): Schema[] => (schema.oneOf ?? schema.anyOf ?? []).filter((each) => !isNull(each));
const isObject = (schema: Schema): boolean => schema.properties !== undefined;
const count = (value: number): string => value.toLocaleString("en-US");

function mayBeNull(schema: Schema): boolean {
  return (Array.isArray(schema.type) && schema.type.includes("null")) || (schema.anyOf?.some(isNull) ?? false);
}

function baseType(schema: Schema): TypePart[] {
  const name = schema.$ref?.split("/").at(-1);
  if (name !== undefined) return [{ text: name, schema: name }];
  const branches = branchesOf(schema);
  if (branches.length > 0) return unionType(branches);
  if (schema.const !== undefined) return [{ text: JSON.stringify(schema.const) }];
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== "null") : schema.type;
  if (type === "array") return [{ text: "array of " }, ...baseType(schema.items ?? {})];
  if (type === "object" && typeof schema.additionalProperties === "object" && !isObject(schema)) {
    return [{ text: "map of " }, ...baseType(schema.additionalProperties)];
  }
  return [{ text: schema.format === "date-time" ? "timestamp" : (type ?? "any") }];
}

const textOf = (parts: TypePart[]): string => parts.map((part) => part.text).join("");

/** Parts that read the same are named once. */
function unionType(branches: Schema[]): TypePart[] {
  const types = new Map(branches.map(baseType).map((parts) => [textOf(parts), parts]));
  return [...types.values()].flatMap((parts, index) => (index === 0 ? parts : [{ text: " or " }, ...parts]));
}

export function typeParts(schema: Schema): TypePart[] {
  const parts = baseType(schema);
  return mayBeNull(schema) && schema.type !== "null" ? [...parts, { text: " or null" }] : parts;
}

function range(low: number | undefined, high: number | undefined, unit: string): string[] {
  if (low !== undefined && high !== undefined) return [`${count(low)} to ${count(high)}${unit}`];
  if (high !== undefined) return [`at most ${count(high)}${unit}`];
  return low === undefined || low === 0 ? [] : [`at least ${count(low)}${unit}`];
}

/** What JSON Schema says beside the type, in words; without what the description says already. */
export function limitsOf(schema: Schema, description = ""): string[] {
  const inner = branchesOf(schema).length === 1 ? branchesOf(schema)[0] : undefined;
  const own = { ...inner, ...schema };
  const values = own.enum ?? own.items?.enum;
  const limits = [
    ...(values ? [`one of ${values.map((value) => `\`${String(value)}\``).join(", ")}`] : []),
    ...range(own.minimum, own.maximum, ""),
    ...range(own.minLength, own.maxLength, " characters"),
    ...range(own.minItems, own.maxItems, " items"),
    ...(own.default === undefined ? [] : [`\`${String(own.default)}\` unless set`]),
  ];
  return limits.filter((limit) => !description.toLowerCase().includes(limit));
}

/** `type: "api_actor"`, where the shapes of a union say their kind. */
function variantRow(branch: Schema, within: string): VariantRow {
  const [name, field] = Object.entries(branch.properties ?? {}).find(([, each]) => each.const !== undefined) ?? [];
  if (name === undefined) return { kind: "variant", code: within.slice(0, -1), words: "as an object" };
  return { kind: "variant", code: `${within}${name}: ${JSON.stringify(field?.const)}`, words: "" };
}

/** Rows below a field: those of its object, or of each of its shapes. Named schemas have their own section. */
function innerRows(schema: Schema, within: string): Row[] {
  if (schema.$ref !== undefined) return [];
  if (schema.items !== undefined) return innerRows(schema.items, `${within.slice(0, -1)}[].`);
  if (isObject(schema)) return objectRows(schema, within);
  const shapes = branchesOf(schema);
  if (shapes.length <= 1) return shapes.flatMap((shape) => innerRows(shape, within));
  return shapes.flatMap((shape) => {
    const rows = innerRows(shape, within);
    if (rows.length === 0 || !isObject(shape)) return rows;
    return [variantRow(shape, within), ...rows];
  });
}

function objectRows(schema: Schema, within: string): Row[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    {
      kind: "field" as const,
      within,
      name,
      type: typeParts(field),
      required: required.has(name),
      limits: limitsOf(field, field.description),
      description: field.description ?? "",
    },
    ...innerRows(field, `${within}${name}.`),
  ]);
}

/** The fields of a schema as a flat list, in the schema's order; nested ones follow their parent. */
export function fieldRows(schema: Schema): Row[] {
  return innerRows(schema, "");
}

/** As `fieldRows`, without lengths of texts: those bind who sends them. */
export function answerRows(schema: Schema): Row[] {
  return fieldRows(schema).map((row) =>
    row.kind === "field" ? { ...row, limits: row.limits.filter((limit) => !limit.endsWith(" characters")) } : row,
  );
}

export function parameterRows(parameters: Parameter[]): Row[] {
  return parameters.map(({ name, schema, required, description }) => ({
    kind: "field",
    within: "",
    name,
    type: typeParts(schema),
    required: required ?? false,
    limits: limitsOf(schema, description),
    description: description ?? "",
  }));
}
