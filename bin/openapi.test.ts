import { readdirSync, readFileSync } from "node:fs";
import Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { z } from "zod";
import { buildDocument } from "@/lib/openapi/build-document";
import { canonicalJson } from "@/lib/openapi/canonical-json";
import { listOperations } from "@/lib/openapi/operations";
import type { OperationObject, Parameter, ResponseObject, Schema } from "@/lib/openapi/types";
import { routes } from "./generated/routes";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const text = canonicalJson(buildDocument({ routes, version }));
// Whatever is asked of the document is asked of what a client reads: the text.
const document = JSON.parse(text) as ReturnType<typeof buildDocument>;

const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, object]) => ({ path, method, object, name: object.operationId })),
);
const declared = new Map(listOperations(routes).map((each) => [each.operation.operationId, each]));

/** The value a local reference names; undefined when there is none. */
function lookUp(reference: string): unknown {
  return reference
    .slice(2)
    .split("/")
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document);
}

/** Calls `visit` with every object below `value`, and where it stands; samples are not looked into. */
function walk(value: unknown, visit: (object: Record<string, unknown>, at: string) => void, at = ""): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>, at);
  for (const [key, inner] of Object.entries(value)) {
    if (key !== "example" && key !== "examples") walk(inner, visit, `${at}/${key}`);
  }
}

function parametersOf(object: OperationObject): Parameter[] {
  return object.parameters.map((each) => ("$ref" in each ? (lookUp(each.$ref) as Parameter) : each));
}

test("the committed document is the one that the routes give", () => {
  expect(readFileSync("public/openapi.json", "utf8"), "run npm run generate").toBe(text);
});

test("the document is the same however often it is made, and names no place of this machine", () => {
  expect(canonicalJson(buildDocument({ routes: [...routes].reverse(), version }))).toBe(text);
  expect(text).not.toContain(process.cwd());
  expect(document).toMatchObject({ openapi: "3.1.1", info: { version }, servers: [{ url: "/" }] });
});

test("every method of every route file is documented, and nothing else is", () => {
  const files = readdirSync("app/v1", { recursive: true, encoding: "utf8" }).filter((path) =>
    /(^|\/)route\.ts$/.test(path),
  );
  const onDisk = files.flatMap((file) => {
    const folder = file.split("/").slice(0, -1).join("/");
    const path = `/v1/${folder.replace(/\[(\w+)\]/g, "{$1}")}`;
    const source = readFileSync(`app/v1/${file}`, "utf8");
    const methods = [...source.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)].map((match) => match[1]);
    return methods.map((method) => `${method?.toLowerCase()} ${path}`);
  });
  expect(documented.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(onDisk.sort());
});

test.each(documented)("$name declares what its handler takes", ({ name, path, object }) => {
  const operation = declared.get(name)?.operation;
  const parameters = parametersOf(object).filter((parameter) => parameter.in !== "header");
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const names = (place: string) => parameters.filter((each) => each.in === place).map((each) => each.name);
  expect(names("path").sort()).toEqual(inPath.sort());
  expect(Object.keys(operation?.params?.shape ?? {}).sort()).toEqual(inPath);
  const query = Object.keys(operation?.query?.shape ?? {});
  expect(names("query").map((each) => each.replace(/\[\]$/, ""))).toEqual(query);
  expect(parameters.every((each) => each.in !== "path" || each.required)).toBe(true);
  expect(object.requestBody !== undefined).toBe(operation?.body !== undefined || operation?.upload !== undefined);
  expect(object["x-reverie-scope"]).toBe(operation?.scope);
  expect(object.description).toContain(operation?.scope);
});

test("operation ids are unique and every tag is declared with words", () => {
  expect(declared.size).toBe(documented.length);
  expect(new Set(documented.map(({ name }) => name)).size).toBe(documented.length);
  const tags = new Map(document.tags.map((tag) => [tag.name, tag.description]));
  for (const { object } of documented) expect(tags.get(object.tags[0] ?? ""), object.tags[0]).toBeTruthy();
});

test("every reference leads somewhere", () => {
  walk(document, ({ $ref }, at) => {
    if (typeof $ref === "string") expect(lookUp($ref), `${at}: ${$ref}`).toBeTypeOf("object");
  });
});

/** A schema that stands alone: its references point into itself. */
function standalone(schema: Schema): Parameters<typeof z.fromJSONSchema>[0] {
  const whole = { ...schema, $defs: document.components.schemas };
  return JSON.parse(JSON.stringify(whole).replaceAll("#/components/schemas/", "#/$defs/"));
}

test("every schema can be read back, and required fields exist", () => {
  walk(document, (object, at) => {
    const { required, properties } = object as Schema;
    if (properties === undefined || !Array.isArray(required)) return;
    for (const name of required) expect(properties, at).toHaveProperty([name]);
  });
  for (const schema of Object.values(document.components.schemas)) z.fromJSONSchema(standalone(schema));
});

test("the samples fit the schemas beside them", () => {
  for (const { name, object } of documented) {
    const media = [
      object.requestBody?.content["application/json"],
      (object.responses["200"] as ResponseObject).content?.["application/json"],
    ];
    for (const each of media) {
      if (each?.example === undefined) continue;
      const read = z.fromJSONSchema(standalone(each.schema ?? {})).safeParse(each.example);
      expect(read.error?.issues, name).toBeUndefined();
    }
  }
});

test("every operation with a JSON answer shows one, and one with a body shows a body", () => {
  const without = documented.flatMap(({ name, object }) => {
    const answer = (object.responses["200"] as ResponseObject).content?.["application/json"];
    const body = object.requestBody?.content["application/json"];
    return [answer, body].some((media) => media !== undefined && media.example === undefined) ? [name] : [];
  });
  expect(without).toEqual([]);
});

test("contract operations are shown as calls that the SDK has, extensions as plain requests", () => {
  const client: unknown = new Anthropic({ apiKey: "unused", baseURL: "http://127.0.0.1" });
  for (const { name, object } of documented) {
    const source = object["x-codeSamples"].find(({ lang }) => lang === "TypeScript")?.source ?? "";
    const call = /\bclient\.([\w.]+)\(/.exec(source)?.[1] ?? "";
    const method = call.split(".").reduce<unknown>((value, part) => (value as Record<string, unknown>)?.[part], client);
    expect(method, `${name}: ${call}`).toBeTypeOf("function");
    expect(call.startsWith("beta.")).toBe(object["x-reverie-extension"] === undefined);
  }
});

test("every field and parameter has a description, its own or that of what it refers to", () => {
  const missing: string[] = [];
  const has = (schema: Schema): boolean => {
    if (schema.description !== undefined) return true;
    if (schema.$ref !== undefined) return has(lookUp(schema.$ref) as Schema);
    return schema.anyOf?.some((branch) => branch.$ref !== undefined && has(branch)) ?? false;
  };
  walk({ paths: document.paths, components: document.components }, (object, at) => {
    const { properties } = object as Schema;
    if (typeof properties !== "object") return;
    for (const [name, field] of Object.entries(properties)) if (!has(field)) missing.push(`${at}.${name}`);
  });
  for (const [name, schema] of Object.entries(document.components.schemas)) if (!has(schema)) missing.push(name);
  for (const { name, object } of documented) {
    for (const parameter of parametersOf(object)) if (!parameter.description) missing.push(`${name} ${parameter.name}`);
  }
  expect(missing).toEqual([]);
});
