import type { Context } from "@/lib/auth/context";
import type { StoreId, VersionId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import { requireStore } from "@/lib/stores/require-store";
import type { VersionRow } from "@/lib/versions/repository";
import type { Snapshot } from "./read-snapshot";
import { findVersionsByIds, listVersionKeys } from "./repository";

/** Keys are 100 bytes or so each, texts up to 100 KiB: they are counted and read apart. */
const KEYS_PER_READ = 1_000;
const TEXT_BYTES_PER_READ = 4 * 1024 * 1024;

/** Cuts a list where the texts of a part reach the bound; at most 1,000 items a part. */
function* parts<Item extends { contentBytes: number }>(items: Item[]): Generator<Item[]> {
  let part: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    if (part.length === KEYS_PER_READ || (part.length > 0 && bytes + item.contentBytes > TEXT_BYTES_PER_READ)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(item);
    bytes += item.contentBytes;
  }
  if (part.length > 0) yield part;
}

async function* read(ctx: Context, storeId: StoreId, items: { id: VersionId; contentBytes: number }[]) {
  for (const part of parts(items)) {
    const ids = part.map((item) => item.id);
    const rows = await findVersionsByIds(ctx.db, { workspaceId: ctx.workspaceId, storeId }, ids);
    // Versions go with their store only; then the transfer must not end as if it were whole.
    if (rows.length < ids.length) await requireStore(ctx, storeId);
    yield* rows;
  }
}

/** The head versions of a snapshot with their texts, by path; a bounded number in memory. @throws AppError `not_found` */
export async function* streamHeads(ctx: Context, storeId: StoreId, snapshot: Snapshot): AsyncGenerator<VersionRow> {
  const items = snapshot.heads.map((head) => ({ id: head.headVersionId, contentBytes: head.contentBytes }));
  yield* read(ctx, storeId, items);
}

/**
 * All versions of a snapshot with their texts, oldest first, a bounded number in memory. What is redacted meanwhile comes
 * without its text. No connection is held between reads.
 *
 * @throws AppError `not_found` when the store goes meanwhile
 */
export async function* streamVersions(
  ctx: Context,
  input: { storeId: StoreId; snapshot: Snapshot; pathPrefix?: string | undefined },
): AsyncGenerator<VersionRow> {
  const key = { workspaceId: ctx.workspaceId, storeId: input.storeId };
  let after = { createdAt: new Date(0), id: "" };
  for (;;) {
    const filter = {
      after,
      createdTo: input.snapshot.lastChangedAt,
      withLastPath: input.pathPrefix !== undefined,
      limit: KEYS_PER_READ,
    };
    const keys = await withTransaction(ctx.db, (tx) => listVersionKeys(tx, key, filter));
    yield* read(
      ctx,
      input.storeId,
      keys.filter((version) => input.snapshot.holds(version)),
    );
    const last = keys.at(-1);
    if (last === undefined || keys.length < KEYS_PER_READ) break;
    after = { createdAt: last.createdAt, id: last.id };
  }
  await requireStore(ctx, input.storeId);
}
