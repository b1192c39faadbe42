import type { HookFilter } from "./schema";

/** Whether the JSON value has, at the filter's path of own keys, exactly the filter's value. */
export function matchFilter(filter: HookFilter, value: unknown): boolean {
  let at = value;
  for (const key of filter.field.split(".")) {
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  return at === filter.equals;
}
