import type { Context } from "@/lib/auth/context";
import { eachPart } from "./each-part";
import { listFoundFiles, listFoundMemories, listFoundVersions, type Part } from "./find-repository";
import { foundRows } from "./rewrite-places";
import { LIVE_HEADS_NAMED_MAX } from "./rules";
import type { PreviewItem, RedactionPreviewResource } from "./schema";
import type { Search } from "./search";
import { TEXT_PLACES } from "./text-places";

const ITEMS_MAX = 1_000;
const ROWS_PER_LOOK = 5_000;

type Preview = Omit<RedactionPreviewResource, "type">;

/** What a redaction would do now, without doing it: counts of everything, and the first 1,000 things. */
export async function previewRedaction(ctx: Context, search: Search): Promise<Preview> {
  const preview: Preview = { counts: {}, item_count: 0, live_head_count: 0, items: [], truncated: false };
  const add = (items: PreviewItem[]) => {
    for (const item of items) {
      preview.counts[item.kind] = (preview.counts[item.kind] ?? 0) + 1;
      preview.item_count += 1;
      if (item.live_head) preview.live_head_count += 1;
      if (preview.items.length < ITEMS_MAX) preview.items.push(item);
      else preview.truncated = true;
    }
  };
  for await (const part of eachPart(ctx, search)) {
    for await (const items of foundItems(ctx, part)) add(items);
  }
  if (search.type === "literal") {
    for (const place of TEXT_PLACES) {
      for await (const rows of foundRows({ ctx }, search, place)) {
        const ids = rows.map(({ objectId, parentId }) => ({ object_id: objectId, parent_id: parentId }));
        add(ids.map((id) => ({ ...NOTHING, ...id, kind: place.kind })));
      }
    }
  }
  return preview;
}

const NOTHING = { path: null, content_sha256: null, live_head: false, dream_output: false };

/** How many live memories hold what is searched for, and the first of them; needs no look at versions and transcripts. */
export async function countLiveHeads(ctx: Context, search: Search): Promise<{ count: number; first: PreviewItem[] }> {
  const heads = { count: 0, first: [] as PreviewItem[] };
  for await (const part of eachPart(ctx, search)) {
    for await (const items of foundHeads(ctx, part)) {
      heads.count += items.length;
      heads.first.push(...items.slice(0, LIVE_HEADS_NAMED_MAX - heads.first.length));
    }
  }
  return heads;
}

async function* foundHeads(ctx: Context, part: Part): AsyncGenerator<PreviewItem[]> {
  const look = (after: string) => listFoundMemories(ctx.db, ctx.workspaceId, part, { after, limit: ROWS_PER_LOOK });
  for await (const rows of pages(look, (row) => row.memoryId)) {
    yield rows.map((row) => ({
      kind: "memory",
      object_id: row.memoryId,
      parent_id: row.storeId,
      path: row.path,
      content_sha256: row.contentSha256,
      live_head: true,
      dream_output: row.dreamOutput,
    }));
  }
}

async function* foundItems(ctx: Context, part: Part): AsyncGenerator<PreviewItem[]> {
  yield* foundHeads(ctx, part);
  const versions = (after: string) => listFoundVersions(ctx.db, ctx.workspaceId, part, { after, limit: ROWS_PER_LOOK });
  for await (const rows of pages(versions, (row) => row.id)) {
    yield rows.map((row) => ({
      kind: "memory_version",
      object_id: row.id,
      parent_id: row.storeId,
      path: row.path,
      content_sha256: row.contentSha256,
      live_head: false,
      dream_output: row.dreamOutput,
    }));
  }
  for (let after = ""; ; ) {
    // One dream at a time: a page holds all of its files.
    const rows = await listFoundFiles(ctx.db, ctx.workspaceId, part, { after, limit: 1 });
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.dreamId;
    yield rows.map((row) => ({
      ...NOTHING,
      kind: row.kind,
      object_id: row.memoryId,
      parent_id: row.dreamId,
      path: row.path,
      content_sha256: row.contentSha256,
    }));
  }
}

async function* pages<Row>(
  look: (after: string) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): AsyncGenerator<Row[]> {
  for (let after = ""; ; ) {
    const rows = await look(after);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_LOOK) return;
    after = keyOf(last);
  }
}
