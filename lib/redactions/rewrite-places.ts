import { sha256 } from "@/lib/core/hash";
import { withTransaction } from "@/lib/db/database";
import { isOwnValue, type Needle, rewriteBounded, rewriteJson, rewriteText } from "./needles";
import { forgetImports, listPlaceRows, lockPlaceRows, type PlaceRow, updatePlaceRows } from "./place-repository";
import { type Run, receive } from "./run";
import type { Search } from "./search";
import { TEXT_PLACES, type TextPlace } from "./text-places";

/** Rows of one look. Transcripts may hold long outputs, so few at a time. */
const ROWS_PER_LOOK = 200;

export type Literal = Extract<Search, { type: "literal" }>;

/** As `JSON.stringify` and Postgres write a text inside of JSON. */
export const jsonPatternsOf = (needles: Needle[]): string[] =>
  needles.map(
    ({ find }) =>
      `%${JSON.stringify(find)
        .slice(1, -1)
        .replace(/[\\%_]/g, "\\$&")}%`,
  );

/** The row without the text, or null when it does not hold it. */
export function rewriteRow(place: TextPlace, needles: Needle[], row: PlaceRow): PlaceRow | null {
  const values = row.values.map((value, at) => {
    const column = place.columns[at];
    if (value === null || column === undefined) return value;
    const rewrite = (text: string) => (column.bounded ? rewriteBounded(needles, text) : rewriteText(needles, text));
    if (column.type === "text") return isOwnValue(value) ? value : rewrite(value);
    let changed = false;
    const rewritten = rewriteJson(JSON.parse(value), (text) => {
      const after = rewrite(text);
      changed ||= after !== text;
      return after;
    });
    // What holds nothing stays byte for byte.
    return changed ? JSON.stringify(rewritten) : value;
  });
  return values.some((value, at) => value !== row.values[at]) ? { ...row, values } : null;
}

/** Rows of a place that hold the text, a batch at a time. */
export async function* foundRows(run: Pick<Run, "ctx">, search: Literal, place: TextPlace): AsyncGenerator<PlaceRow[]> {
  const filter = { workspaceId: run.ctx.workspaceId, patterns: search.patterns, limit: ROWS_PER_LOOK };
  const jsonPatterns = jsonPatternsOf(search.needles);
  for (let after = ""; ; ) {
    const rows = await listPlaceRows(run.ctx.db, place, { ...filter, jsonPatterns, after });
    const holding = rows.filter((row) => rewriteRow(place, search.needles, row) !== null);
    if (holding.length > 0) yield holding;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_LOOK) return;
    after = last.key;
  }
}

/** Replaces the text in everything but memories and the files of dreams. @returns rows changed */
export async function rewritePlaces(run: Run, search: Literal): Promise<number> {
  let count = 0;
  for (const place of TEXT_PLACES) {
    for await (const rows of foundRows(run, search, place)) {
      run.signal.throwIfAborted();
      count += await rewriteBatch(run, search, place, rows);
    }
  }
  return count;
}

async function rewriteBatch(run: Run, search: Literal, place: TextPlace, found: PlaceRow[]): Promise<number> {
  return withTransaction(run.ctx.db, async (tx) => {
    const rows = await lockPlaceRows(
      tx,
      place,
      found.map((row) => row.key),
    );
    const changes = rows.flatMap((before) => {
      const after = rewriteRow(place, search.needles, before);
      return after === null ? [] : [{ before, after }];
    });
    if (changes.length === 0) return 0;
    await updatePlaceRows(
      tx,
      place,
      changes.map(({ after }) => after),
    );
    if (place.kind === "session_event") await forgetImports(tx, [...new Set(rows.map((row) => row.parentId ?? ""))]);
    await receive(
      run,
      tx,
      changes.map(({ before, after }) => ({
        kind: place.kind,
        objectId: before.objectId,
        parentId: before.parentId,
        before: JSON.stringify(before.values),
        sha256After: sha256(JSON.stringify(after.values)),
      })),
    );
    return changes.length;
  });
}
