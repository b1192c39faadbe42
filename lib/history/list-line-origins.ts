import { type Context, requireScope } from "@/lib/auth/context";
import { getContents } from "@/lib/contents/get-contents";
import type { MemoryId, StoreId } from "@/lib/core/ids";
import { splitLines } from "@/lib/diff/lines";
import type { LineOrigin } from "@/lib/engines/types";
import { type LineAuthor, type LineText, lineAuthors } from "./line-authors";
import { type AuthorRow, listAuthorRows, listTopRows, type TopRow } from "./origin-repository";

/** A file of a snapshot, as it was then. */
export type OriginFile = { memoryId: MemoryId; contentSha256: string; text: string };

/** Older versions are looked at only for whether a person wrote one. */
const VERSIONS_MAX = 50;
/** Texts of one memory that are compared: two always fit. Shared out, so that 10,000 long histories end, too. */
const BYTES_MIN = 256 * 1024;
const BYTES_MAX = 4 * 1024 * 1024;
const BYTES_IN_ALL = 512 * 1024 * 1024;
/** Read and held at once. */
const BYTES_AT_ONCE = 16 * 1024 * 1024;
const MEMORIES_AT_ONCE = 500;

/**
 * For each file of a snapshot that was taken by `takenAt`: when each line was last written, and whether a person did it
 * by hand. A version that a dream's adoption wrote is no person's, whoever adopted it. Renames are no boundary. What
 * cannot be known (a redacted version in between, a history longer than what is read) counts as a person's when a
 * person wrote one of the versions in question. The same history always gives the same answer, whatever the time it takes.
 */
export async function listLineOrigins(
  ctx: Context,
  input: {
    storeId: StoreId;
    files: OriginFile[];
    takenAt: Date;
    /** What counts of a text, line by line: a change of the rest leaves a line with whoever wrote it. */
    wordsOf?: (text: string) => string;
  },
): Promise<Map<MemoryId, LineOrigin[]>> {
  requireScope(ctx, "memories:read");
  const { storeId, files, takenAt, wordsOf = (text) => text } = input;
  const tops = new Map<MemoryId, TopRow>();
  for (const part of parts(files)) {
    const rows = await listTopRows(ctx.db, ctx.workspaceId, { storeId, files: part, takenAt });
    for (const row of rows) tops.set(row.memoryId, row);
  }
  const origins = new Map<MemoryId, LineOrigin[]>();
  const open: OpenFile[] = [];
  for (const file of files) {
    const top = tops.get(file.memoryId);
    // Its versions were redacted since: who wrote what is not known any more.
    if (top === undefined) origins.set(file.memoryId, [runOf(1, { at: takenAt, byPerson: true })]);
    else if (top.versionCount === 1) origins.set(file.memoryId, [runOf(1, top)]);
    else open.push({ file, top });
  }
  const bytesMax = Math.min(BYTES_MAX, Math.max(BYTES_MIN, Math.floor(BYTES_IN_ALL / Math.max(1, open.length))));
  for (const part of parts(open)) {
    const histories = await readHistories(ctx, part, bytesMax);
    for (const group of groupsOf(histories)) await settle(ctx, group, wordsOf, origins);
  }
  return origins;
}

type OpenFile = { file: OriginFile; top: TopRow };
/** Newest first, the snapshot's version included. `olderByPerson`: of the versions that are not in it. */
type History = { file: OriginFile; versions: AuthorRow[]; olderByPerson: boolean; bytes: number };

function* parts<Item>(items: Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += MEMORIES_AT_ONCE) yield items.slice(at, at + MEMORIES_AT_ONCE);
}

/** The versions whose texts are to be compared, cut where there are too many or too large ones. */
async function readHistories(ctx: Context, open: OpenFile[], bytesMax: number): Promise<History[]> {
  const tops = open.map(({ top }) => top);
  const rows = await listAuthorRows(ctx.db, ctx.workspaceId, { tops, limit: VERSIONS_MAX });
  const byMemory = new Map(tops.map((top) => [top.memoryId, [] as AuthorRow[]]));
  for (const row of rows) byMemory.get(row.memoryId)?.push(row);
  return open.map(({ file, top }) => historyOf(file, top, byMemory.get(file.memoryId) ?? [], bytesMax));
}

function historyOf(file: OriginFile, top: TopRow, rows: AuthorRow[], bytesMax: number): History {
  let bytes = 0;
  let before: string | null = null;
  const versions: AuthorRow[] = [];
  for (const row of rows) {
    if (row.contentSha256 !== null && row.contentSha256 !== before) {
      if (bytes + (row.contentBytes ?? 0) > bytesMax) break;
      bytes += row.contentBytes ?? 0;
      before = row.contentSha256;
    }
    versions.push(row);
  }
  const read = versions.filter((row) => row.byPerson).length;
  return { file, versions, olderByPerson: read < top.personCount, bytes };
}

function* groupsOf(histories: History[]): Generator<History[]> {
  let group: History[] = [];
  let bytes = 0;
  for (const history of histories) {
    if (group.length > 0 && bytes + history.bytes > BYTES_AT_ONCE) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(history);
    bytes += history.bytes;
  }
  if (group.length > 0) yield group;
}

async function settle(
  ctx: Context,
  group: History[],
  wordsOf: (text: string) => string,
  origins: Map<MemoryId, LineOrigin[]>,
): Promise<void> {
  const hashes = group.flatMap(({ versions }) => versions.flatMap((row) => row.contentSha256 ?? []));
  const texts = await getContents(ctx.db, ctx.workspaceId, hashes);
  for (const { file, versions, olderByPerson } of group) {
    const read = versions.map((row): LineText => {
      const text = row.contentSha256 === null ? undefined : texts.get(row.contentSha256);
      return { text: text === undefined ? null : wordsOf(text), at: row.at, byPerson: row.byPerson };
    });
    origins.set(file.memoryId, runsOf(lineAuthors(read, olderByPerson), file.text));
  }
}

const runOf = (line: number, { at, byPerson }: LineAuthor): LineOrigin => ({ line, at: at.toISOString(), byPerson });

function runsOf(authors: LineAuthor[], text: string): LineOrigin[] {
  if (authors.length !== Math.max(1, splitLines(text).length)) throw new Error("the blamed text is not the snapshot's");
  const runs: LineOrigin[] = [];
  authors.forEach((author, index) => {
    const run = runOf(index + 1, author);
    const last = runs.at(-1);
    if (last?.at !== run.at || last.byPerson !== run.byPerson) runs.push(run);
  });
  return runs;
}
