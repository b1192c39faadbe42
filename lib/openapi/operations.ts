import type { RouteHandler } from "@/lib/http/define-route";
import type { RouteEntry } from "@/lib/http/route-matcher";

export type Method = "get" | "post" | "put" | "patch" | "delete";

export type DocumentedOperation = {
  method: Method;
  /** As OpenAPI writes it: `/v1/memory_stores/{store_id}`. */
  path: string;
  /** The collection it belongs to: `memory_stores`. */
  collection: string;
  operation: RouteHandler["operation"];
};

const METHODS = ["get", "post", "put", "patch", "delete"] as const satisfies readonly Method[];

const isHandler = (value: unknown): value is RouteHandler => typeof value === "function" && "operation" in value;
const isParameter = (segment: string | undefined): boolean => segment?.startsWith("{") ?? false;
const segmentsOf = (path: string): string[] => path.split("/").slice(2);

/** Folder segments that some other route follows with a parameter: those hold objects with ids. */
function collectionsIn(paths: string[]): Set<string> {
  return new Set(
    paths.flatMap((path) => {
      const segments = segmentsOf(path);
      return segments.filter((segment, at) => !isParameter(segment) && isParameter(segments[at + 1]));
    }),
  );
}

/** Every operation of the routes table, by path and then by method. What has no `operation` is no part of the API. */
export function listOperations(routes: readonly RouteEntry[]): DocumentedOperation[] {
  const entries = routes.map(({ path, module }) => ({ path: path.replace(/\[(\w+)\]/g, "{$1}"), module }));
  const collections = collectionsIn(entries.map(({ path }) => path));
  return entries
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ path, module }) => {
      const exported = new Map(Object.entries(module));
      const collection = segmentsOf(path).findLast((segment) => collections.has(segment)) ?? segmentsOf(path)[0] ?? "";
      return METHODS.flatMap((method) => {
        const handler = exported.get(method.toUpperCase());
        return isHandler(handler) ? [{ method, path, collection, operation: handler.operation }] : [];
      });
    });
}
