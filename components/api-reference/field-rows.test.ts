import { expect, test } from "vitest";
import { fieldRows, limitsOf, parameterRows, typeParts } from "./field-rows";

const text = (parts: { text: string }[]) => parts.map((part) => part.text).join("");

test("types are told in words, and named schemas can be linked", () => {
  expect(text(typeParts({ type: ["string", "null"] }))).toBe("string or null");
  expect(typeParts({ type: "array", items: { $ref: "#/components/schemas/Memory" } })).toEqual([
    { text: "array of " },
    { text: "Memory", schema: "Memory" },
  ]);
  expect(text(typeParts({ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] }))).toBe(
    "timestamp or null",
  );
  expect(text(typeParts({ type: "object", additionalProperties: { type: "string" } }))).toBe("map of string");
  expect(text(typeParts({ anyOf: [{ type: "string" }, { type: "object" }, { type: "string" }] }))).toBe(
    "string or object",
  );
  expect(text(typeParts({}))).toBe("any");
});

test("limits are told in words, also those inside an 'or null'", () => {
  expect(limitsOf({ type: "integer", minimum: 1, maximum: 1000, default: 20 })).toEqual([
    "1 to 1,000",
    "`20` unless set",
  ]);
  expect(limitsOf({ anyOf: [{ type: "string", maxLength: 255 }, { type: "null" }] })).toEqual([
    "at most 255 characters",
  ]);
  expect(limitsOf({ type: "string", maxLength: 9 }, "At most 9 characters.")).toEqual([]);
  expect(limitsOf({ type: "array", items: { enum: ["a", "b"] } })).toEqual(["one of `a`, `b`"]);
});

test("nested fields follow their parent, and each shape of a union has a heading", () => {
  const rows = fieldRows({
    type: "object",
    required: ["usage"],
    properties: {
      usage: { type: "object", properties: { tokens: { type: "integer" } } },
      inputs: {
        type: "array",
        items: {
          anyOf: [
            { type: "object", properties: { type: { const: "sessions" } } },
            { type: "object", properties: { type: { const: "memory_store" } } },
          ],
        },
      },
    },
  });
  expect(rows.map((row) => (row.kind === "field" ? `${row.within}${row.name}` : row.code))).toEqual([
    "usage",
    "usage.tokens",
    "inputs",
    'inputs[].type: "sessions"',
    "inputs[].type",
    'inputs[].type: "memory_store"',
    "inputs[].type",
  ]);
  expect(rows[0]).toMatchObject({ required: true });
});

test("parameters are rows like fields", () => {
  const [row] = parameterRows([{ name: "limit", in: "query", schema: { type: "integer" }, description: "How many." }]);
  expect(row).toMatchObject({ name: "limit", required: false, description: "How many." });
});
