import { z } from "zod";
import { AppError } from "./errors";

/** One page of a list; `nextPage` is null at the end. */
export type Page<T> = { data: T[]; nextPage: string | null };

/** What a cursor is bound to: the list and, where there is one, the parent object. */
export type CursorScope = string;

type CursorBody = { s: CursorScope; k: (string | number)[] };

/** A keyset position as an opaque text. It holds the scope, so it cannot be used with another list or parent. */
export function encodeCursor(scope: CursorScope, key: (string | number)[]): string {
  return `page_${Buffer.from(JSON.stringify({ s: scope, k: key } satisfies CursorBody)).toString("base64url")}`;
}

const Cursor = z.strictObject({ s: z.string(), k: z.array(z.union([z.string(), z.number()])).min(1) });

/**
 * The keyset position that a `page` parameter names, or null when there is none.
 * @throws AppError `invalid_request` when it is no cursor of this list
 */
export function decodeCursor(scope: CursorScope, page: string | undefined): (string | number)[] | null {
  if (page === undefined) return null;
  const invalid = new AppError(
    "invalid_request",
    "page must be a next_page value that this list gave, with the same parent object.",
  );
  if (!page.startsWith("page_")) throw invalid;
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(page.slice("page_".length), "base64url").toString("utf8"));
  } catch {
    throw invalid;
  }
  const cursor = Cursor.safeParse(body);
  if (!cursor.success || cursor.data.s !== scope) throw invalid;
  return cursor.data.k;
}

/** Cuts `limit + 1` rows to a page; the extra row only tells that there are more. */
export function toPage<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => string): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextPage: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** `limit` of a list: 1 to `max`. */
export const limitParam = (max: number, fallback: number) =>
  z.coerce
    .number({ error: `limit must be a whole number from 1 to ${max}` })
    .int(`limit must be a whole number from 1 to ${max}`)
    .min(1, `limit must be a whole number from 1 to ${max}`)
    .max(max, `limit must be a whole number from 1 to ${max}`)
    .default(fallback)
    .describe(`Items per page, 1 to ${max}.`);

export const PageParam = z.string().optional().describe("A `next_page` value of this list.");

/** `true` or `false`; anything else is refused. */
export const booleanParam = (fallback: boolean) =>
  z
    .enum(["true", "false"], { error: "must be true or false" })
    .optional()
    .default(fallback ? "true" : "false");

/** The wire shape of a page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ data: z.array(item), next_page: z.string().nullable().describe("Null at the end.") });
