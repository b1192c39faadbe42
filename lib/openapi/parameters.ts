import type { Parameter, Schema } from "./types";

const BOOLEANS = ["true", "false"];

/** In a query everything is text; the document names the type that the text stands for. */
function valueSchema(schema: Schema): Schema {
  const { enum: values, type, ...rest } = schema;
  if (!values?.every((value) => typeof value === "string")) return schema;
  if (values.length === 2 && values.every((value) => BOOLEANS.includes(value))) {
    return { type: "boolean", ...rest, ...(rest.default === undefined ? {} : { default: rest.default === "true" }) };
  }
  if (values.every((value) => /^\d+$/.test(value))) return { type: "integer", enum: values.map(Number), ...rest };
  return schema;
}

/** A parameter as clients send it: lists in brackets (`statuses[]=a&statuses[]=b`), its description in one place. */
export function tidyParameter(parameter: Parameter): Parameter {
  const { description, ...schema } = valueSchema(parameter.schema);
  const words = parameter.description ?? description;
  const isList = parameter.in === "query" && schema.type === "array";
  return {
    ...parameter,
    ...(words === undefined ? {} : { description: words }),
    schema,
    ...(isList ? { name: `${parameter.name}[]`, style: "form", explode: true } : {}),
  };
}
