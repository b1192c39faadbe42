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

const foreignCursor = () =>
  new AppError("invalid_request", "page must be a next_page value that this list gave, with the same parent object.");

/**
 * The keyset position that a `page` parameter names, or null when there is none.
 * @throws AppError `invalid_request` when it is no cursor of this list
 */
export function decodeCursor(scope: CursorScope, page: string | undefined): (string | number)[] | null {
  if (page === undefined) return null;
  if (!page.startsWith("page_")) throw foreignCursor();
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(page.slice("page_".length), "base64url").toString("utf8"));
  } catch {
    throw foreignCursor();
  }
  const cursor = Cursor.safeParse(body);
  if (!cursor.success || cursor.data.s !== scope) throw foreignCursor();
  return cursor.data.k;
}

/** Cuts `limit + 1` rows to a page; the extra row only tells that there are more. */
export function toPage<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => string): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextPage: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** Position in a list that is ordered by time, ties by id. */
export type TimeKey = { createdAt: Date; id: string };

/** `decodeCursor` for a list ordered by time. @throws AppError `invalid_request` */
export function decodeTimeCursor(scope: CursorScope, page: string | undefined): TimeKey | null {
  const key = decodeCursor(scope, page);
  if (key === null) return null;
  const createdAt = new Date(Number(key[0]));
  if (Number.isNaN(createdAt.getTime())) throw foreignCursor();
  return { createdAt, id: String(key[1]) };
}

/** `toPage` for a list ordered by time. */
export function toTimePage<Row extends TimeKey>(rows: Row[], limit: number, scope: CursorScope): Page<Row> {
  return toPage(rows, limit, (row) => encodeCursor(scope, [row.createdAt.getTime(), row.id]));
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

export const PageParam = z.string().optional().describe("A `next_page` value of this list, for what follows it.");

/** `true` or `false`; anything else is refused. */
export const booleanParam = (fallback: boolean) =>
  z
    .enum(["true", "false"], { error: "must be true or false" })
    .optional()
    .default(fallback ? "true" : "false");

/** The wire shape of a page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    data: z.array(item).describe("The items of this page."),
    next_page: z.string().nullable().describe("Pass it as `page` for the next items; null at the end."),
  });
