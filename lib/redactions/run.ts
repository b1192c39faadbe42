import type { Context } from "@/lib/auth/context";
import type { RedactionId, VersionId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import { fingerprint } from "./fingerprint";
import { insertItems } from "./repository";
import type { ItemKind } from "./schema";
import type { Search } from "./search";

/** One redaction at work. */
export type Run = {
  /** Acts for whoever asked for the redaction. */
  ctx: Context;
  id: RedactionId;
  search: Search;
  rewriteHeads: boolean;
  /** Of the receipt's HMACs. */
  key: Buffer;
  signal: AbortSignal;
};

export type NewItem = {
  kind: ItemKind;
  objectId: string | null;
  parentId: string | null;
  /** What was there: only its HMAC is kept. */
  before: string;
  sha256After: string | null;
  versionId?: VersionId;
};

/** Adds to the receipt, in the transaction that does the work. */
export async function receive(run: Run, tx: Tx, items: NewItem[]): Promise<void> {
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
