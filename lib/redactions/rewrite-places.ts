import { sha256 } from "@/lib/core/hash";
import { withTransaction } from "@/lib/db/database";
import { addToReceipt } from "./add-to-receipt";
import { isOwnValue, jsonEscape, type Needle, rewriteBounded, rewriteJson, rewriteText } from "./needles";
import {
  findPlaceRows,
  forgetImports,
  listPlaceKeys,
  lockPlaceRows,
  type PlaceRow,
  updatePlaceRows,
} from "./place-repository";
import type { Run } from "./run";
import { likePattern, type Search } from "./search";
import { TEXT_PLACES, type TextPlace } from "./text-places";

/** Keys of one look, which may read the whole table. */
const KEYS_PER_LOOK = 10_000;
/** Rows that are read and rewritten at once, fewer where they are large: an event may have megabytes. */
const ROWS_AT_ONCE = 200;
const BYTES_AT_ONCE = 8_000_000;

export type Literal = Extract<Search, { type: "literal" }>;

/** As `JSON.stringify` and Postgres write a text inside of JSON. */
export const jsonPatternsOf = (needles: Needle[]): string[] => needles.map(({ find }) => likePattern(jsonEscape(find)));

/** The row without the text, or null when it does not hold it. */
export function rewriteRow(place: TextPlace, needles: Needle[], row: PlaceRow): PlaceRow | null {
  const values = row.values.map((value, at) => {
    const column = place.columns[at];
    if (value === null || column === undefined) return value;
    const rewrite = (text: string) => (column.bounded ? rewriteBounded(needles, text) : rewriteText(needles, text));
    if (column.type === "text") return isOwnValue(value) ? value : rewrite(value);
    let changed = false;
    const rewriteNoting = (text: string) => {
      const after = rewrite(text);
      changed ||= after !== text;
      return after;
    };
    const keep = (key: string) => key;
    const rewritten = rewriteJson(JSON.parse(value), rewriteNoting, column.ownKeys ? keep : rewriteNoting);
    // What holds nothing stays byte for byte.
    return changed ? JSON.stringify(rewritten) : value;
  });
  return values.some((value, at) => value !== row.values[at]) ? { ...row, values } : null;
}

/** Rows of a place that hold the text, a batch at a time. */
export async function* foundRows(run: Pick<Run, "ctx">, search: Literal, place: TextPlace): AsyncGenerator<PlaceRow[]> {
  const filter = { workspaceId: run.ctx.workspaceId, patterns: search.patterns, limit: KEYS_PER_LOOK };
  const jsonPatterns = jsonPatternsOf(search.needles);
  for (let after = ""; ; ) {
    const found = await listPlaceKeys(run.ctx.db, place, { ...filter, jsonPatterns, after });
    for (const keys of atOnce(found)) {
      const rows = await findPlaceRows(run.ctx.db, place, keys);
      const holding = rows.filter((row) => rewriteRow(place, search.needles, row) !== null);
      if (holding.length > 0) yield holding;
    }
    const last = found.at(-1);
    if (last === undefined || found.length < KEYS_PER_LOOK) return;
    after = last.key;
  }
}

/** The keys in groups that may be read at once; a row that is larger than that is a group of its own. */
function atOnce(found: { key: string; bytes: number }[]): string[][] {
  const groups: string[][] = [];
  let group: string[] = [];
  let room = 0;
  for (const { key, bytes } of found) {
    if (groups.length === 0 || bytes > room || group.length === ROWS_AT_ONCE) {
      group = [];
      groups.push(group);
      room = BYTES_AT_ONCE;
    }
    group.push(key);
    room -= bytes;
  }
  return groups;
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
    await addToReceipt(
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
