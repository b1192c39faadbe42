import type { z } from "zod";

type Def = { type: string; innerType?: { _zod: { def: Def } } };

/** Whether a field takes several values: an array below optional, default and the like. */
function isArrayField(field: z.ZodType): boolean {
  let def = (field as unknown as { _zod: { def: Def } })._zod.def;
  while (def.innerType !== undefined) def = def.innerType._zod.def;
  return def.type === "array";
}

/** `statuses[]` and `statuses[0]` name the field `statuses`; `created_at[gte]` is a name of its own. */
const fieldName = (key: string): string => key.replace(/\[\d*\]$/, "");

/**
 * Query parameters as `schema` wants them: every value of an array field (`a[]=1&a[]=2`, `a[0]=1`, `a=1&a=2`), the last
 * of any other. Unknown parameters, such as `beta`, fall away.
 */
export function queryReader(schema: z.ZodObject): (params: URLSearchParams) => Record<string, string | string[]> {
  const arrays = new Map(Object.entries(schema.shape).map(([name, field]) => [name, isArrayField(field as z.ZodType)]));
  return (params) => {
    const query: Record<string, string | string[]> = {};
    for (const [key, value] of params) {
      const name = fieldName(key);
      const isArray = arrays.get(name);
      if (isArray === undefined || (name !== key && !isArray)) continue;
      if (isArray) query[name] = [...((query[name] as string[] | undefined) ?? []), value];
      else query[name] = value;
    }
    return query;
  };
}
