import "server-only";
import { toReference } from "@/lib/openapi/reference";
import type { OpenApiDocument } from "@/lib/openapi/types";
import document from "@/public/openapi.json";

// The type that TypeScript finds for the file lists every key; the builder's type is the one that means something.
const openApi = document as unknown as OpenApiDocument;

/** What all pages of the reference show: the committed document, made of the routes. */
export const reference = toReference(openApi);

export const errorResponses = openApi.components.responses;
export const envelope = openApi.components.schemas.ErrorEnvelope;

/** Address of a schema's description by its name. */
export const schemaHrefs = Object.fromEntries([
  ["ErrorEnvelope", "/docs/api#errors"],
  ...Object.entries(reference.homes).map(([name, slug]) => [name, `/docs/api/${slug}#schema-${name}`]),
]) as Record<string, string>;

export const navSections = reference.sections.map(({ slug, name, operations }) => ({
  slug,
  name,
  operations: operations.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
}));
