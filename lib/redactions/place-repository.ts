import type { WorkspaceId } from "@/lib/core/ids";
import type { Sql, Tx } from "@/lib/db/database";
import type { TextPlace } from "./text-places";

/** A row of a place: its texts as they are stored, in the order of the place's columns. */
export type PlaceRow = { key: string; objectId: string; parentId: string | null; values: (string | null)[] };

const rowOf = (place: TextPlace): string =>
  `${place.key} as key, ${place.objectId} as "objectId", ${place.parentId ?? "null"} as "parentId",
   array[${place.columns.map(({ name }) => `t.${name}::text`).join(", ")}] as values`;

/**
 * Escapes that `JSON.stringify` and Postgres do not write: \/, and \u but for control characters without a short form.
 * Each spells a text in another way. Every \u would do, but tool outputs are full of \u001b.
 */
const FOREIGN_ESCAPE = String.raw`'\\(/|u(?!00(?:0[0-7be-f]|1[0-9a-f]))[0-9a-fA-F]{4})'`;

/**
 * Keys of rows that may hold a text, ascending, each with the length of the row's texts. JSON is compared as it is
 * written; a row with an escape of another spelling comes too, and the caller has to read it.
 */
export async function listPlaceKeys(
  sql: Sql,
  place: TextPlace,
  filter: { workspaceId: WorkspaceId; patterns: string[]; jsonPatterns: string[]; after: string; limit: number },
): Promise<{ key: string; bytes: number }[]> {
  const found = place.columns.map(({ name, type }) =>
    type === "text"
      ? `t.${name} like any ($2)`
      : `(t.${name}::text like any ($3) or t.${name}::text ~ ${FOREIGN_ESCAPE})`,
  );
  const bytes = place.columns.map(({ name }) => `coalesce(octet_length(t.${name}::text), 0)`);
  return sql.query<{ key: string; bytes: number }>(
    `select ${place.key} as key, ${bytes.join(" + ")} as bytes from ${place.from}
     where ${place.workspace} = $1 and $2::text[] is not null and $3::text[] is not null and ${place.key} > $4
       and (${found.join(" or ")})
     order by ${place.key} limit $5`,
    [filter.workspaceId, filter.patterns, filter.jsonPatterns, filter.after, filter.limit],
  );
}

/** By key. */
export async function findPlaceRows(sql: Sql, place: TextPlace, keys: string[]): Promise<PlaceRow[]> {
  return sql.query<PlaceRow>(
    `select ${rowOf(place)} from ${place.from} where ${place.key} = any ($1) order by ${place.key}`,
    [keys],
  );
}

/** The rows as they are now, locked until the transaction ends. */
export async function lockPlaceRows(tx: Tx, place: TextPlace, keys: string[]): Promise<PlaceRow[]> {
  return tx.query<PlaceRow>(
    `select ${rowOf(place)} from ${place.from} where ${place.key} = any ($1) order by ${place.key} for update of t`,
    [keys],
  );
}

export async function updatePlaceRows(tx: Tx, place: TextPlace, rows: PlaceRow[]): Promise<void> {
  const slots = place.columns.map((_, index) => `$${index + 2}::text[]`);
  await tx.query(
    `update ${place.table} t set ${place.columns.map(({ name, type }, at) => `${name} = n.c${at}::${type}`).join(", ")}
     from unnest($1::text[], ${slots.join(", ")}) as n (key, ${place.columns.map((_, at) => `c${at}`).join(", ")})
     where ${place.key} = n.key`,
    [rows.map((row) => row.key), ...place.columns.map((_, at) => rows.map((row) => row.values[at] ?? null))],
  );
}

/** An imported transcript's hash is made of its texts: with one of them gone it could serve to guess that one. */
export async function forgetImports(tx: Tx, sessionIds: string[]): Promise<void> {
  await tx.query("update sessions set import_sha256 = null where id = any ($1) and import_sha256 is not null", [
    sessionIds,
  ]);
}
