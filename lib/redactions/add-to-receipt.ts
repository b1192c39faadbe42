import type { VersionId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { fingerprint } from "./fingerprint";
import { insertItems } from "./repository";
import type { Run } from "./run";
import type { ItemKind } from "./schema";

export type NewItem = {
  kind: ItemKind;
  objectId: string | null;
  parentId: string | null;
  /** What was there: only its HMAC is kept. */
  before: string;
  sha256After: string | null;
  versionId?: VersionId;
};

/** Adds items to the receipt, in the transaction that does the work. */
export async function addToReceipt(run: Run, tx: Tx, items: NewItem[]): Promise<void> {
  const createdAt = run.ctx.now();
  await insertItems(
    tx,
    run.id,
    items.map(({ before, versionId, ...item }) => ({
      ...item,
      hmacBefore: fingerprint(run.key, before),
      versionId: versionId ?? null,
      createdAt,
    })),
  );
}
