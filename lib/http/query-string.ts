import type { z } from "zod";
import { AppError } from "@/lib/core/errors";

type Def = { type: string; innerType?: { _zod: { def: Def } } };

/** What a field is below optional, default and the like: "array", "number" and so on. */
function kindOf(field: z.ZodType): string {
  let def = (field as unknown as { _zod: { def: Def } })._zod.def;
  while (def.innerType !== undefined) def = def.innerType._zod.def;
  return def.type;
}

/** Coercion takes " 5", "0x10" and "" for numbers as well; such a text is passed on as none. */
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** `statuses[]` and `statuses[0]` name the field `statuses`; `created_at[gte]` is a name of its own. */
const fieldName = (key: string): string => key.replace(/\[\d*\]$/, "");

/**
 * Query parameters as `schema` wants them: every value of an array field (`a[]=1&a[]=2`, `a[0]=1`, `a=1&a=2`), the last
 * of any other. Unknown parameters, such as `beta`, fall away.
 * @throws AppError `invalid_request` from the reader: Postgres text cannot hold NUL
 */
export function queryReader(schema: z.ZodObject): (params: URLSearchParams) => Record<string, string | string[]> {
  const kinds = new Map(Object.entries(schema.shape).map(([name, field]) => [name, kindOf(field as z.ZodType)]));
  return (params) => {
    const query: Record<string, string | string[]> = {};
    for (const [key, value] of params) {
      const name = fieldName(key);
      const kind = kinds.get(name);
      const isArray = kind === "array";
      if (kind === undefined || (name !== key && !isArray)) continue;
      if (value.includes("\0"))
        throw new AppError("invalid_request", `${name} must not hold the NUL character (U+0000).`);
      if (isArray) query[name] = [...((query[name] as string[] | undefined) ?? []), value];
      else query[name] = kind === "number" && !DECIMAL.test(value) ? "NaN" : value;
    }
    return query;
  };
}
