import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, notFound } from "@/lib/core/errors";
import { sha256 } from "@/lib/core/hash";
import { newId, type VersionId } from "@/lib/core/ids";
import { characterCount } from "@/lib/core/text";
import { withTransaction } from "@/lib/db/database";
import { enqueue } from "@/lib/jobs/queue";
import { listVersionHashes } from "@/lib/versions/list-version-hashes";
import { requirePersistentActor } from "@/lib/versions/rules";
import { fingerprint, fingerprintKey, newSalt } from "./fingerprint";
import { getRedaction } from "./get-redaction";
import { DEFAULT_REPLACEMENT } from "./needles";
import { countLiveHeads, previewRedaction } from "./preview-redaction";
import { type CountedRedactionRow, insertRedaction, type RedactionRow } from "./repository";
import { liveHeadsHold, requireCleanReplacement, requireRedactable } from "./rules";
import { runRedactionJob } from "./run-redaction.job";
import type { LiveHead, RedactionPreviewResource } from "./schema";
import { searchOf, secretOf } from "./search";

export type CreateRedaction = {
  find: { type: "literal"; text: string } | { type: "memory_version_ids"; ids: VersionId[] };
  /** Undefined: `[redacted]`. */
  replacement?: string | null | undefined;
  rewriteHeads?: boolean | undefined;
  dryRun?: boolean | undefined;
};

export type CreatedRedaction =
  | { outcome: "preview"; preview: Omit<RedactionPreviewResource, "type"> }
  | { outcome: "created"; redaction: CountedRedactionRow };

/**
 * Removes a text from everything of the workspace that holds it, or shows what that would do. For versions: what shares
 * their whole content. The work is one job; the text is kept for it alone.
 * @throws AppError `not_found` (a version), `invalid_request` (live memories hold it and may not be rewritten; a text or
 * replacement that cannot be used), `permission` (a session)
 */
export async function createRedaction(ctx: Context, input: CreateRedaction): Promise<CreatedRedaction> {
  for (const scope of ["memories:write", "sessions:write", "dreams:write", "stores:write"] as const) {
    requireScope(ctx, scope);
  }
  requirePersistentActor(ctx.actor);
  const rewriteHeads = input.rewriteHeads ?? false;
  const replacement = input.replacement ?? null;
  const found = await readFind(ctx, input);
  const search = searchOf({ ...found, replacement });
  if (input.dryRun) return { outcome: "preview", preview: await previewRedaction(ctx, search) };
  if (rewriteHeads && replacement === null) {
    throw new AppError("invalid_request", "rewrite_heads needs a replacement: what live memories are to hold instead.");
  }
  if (!rewriteHeads) {
    const heads = await countLiveHeads(ctx, search);
    if (heads.count > 0) throw liveHeadsHold(heads.count, heads.first.map(headOf));
  }
  const id = newId("redact");
  const salt = newSalt();
  const secret = secretOf(found);
  const findHmac = fingerprint(await fingerprintKey(secret, salt), secret);
  const { type: actorType, id: actorId } = ctx.actor;
  await withTransaction(ctx.db, async (tx) => {
    const by = { actorType, actorId, createdAt: ctx.now() };
    await insertRedaction(tx, {
      ...found,
      ...by,
      id,
      workspaceId: ctx.workspaceId,
      replacement,
      rewriteHeads,
      salt,
      findHmac,
    });
    await enqueue(tx, runRedactionJob, { redactionId: id });
  });
  return { outcome: "created", redaction: await getRedaction({ ...ctx, scopes: WITH_READ }, id) };
}

/** Who may ask for a redaction may see it. */
const WITH_READ: Context["scopes"] = new Set(["memories:read"]);

const headOf = (item: { object_id: string | null; parent_id: string | null; path: string | null }): LiveHead => ({
  memory_id: item.object_id ?? "",
  memory_store_id: (item.parent_id ?? "") as LiveHead["memory_store_id"],
  path: item.path ?? "",
});

type Find = Pick<RedactionRow, "findType" | "findText" | "findChars" | "findHashes" | "versionIds">;

async function readFind(ctx: Context, { find, replacement }: CreateRedaction): Promise<Find> {
  const written = replacement ?? DEFAULT_REPLACEMENT;
  if (find.type === "literal") {
    requireRedactable(find.text);
    requireCleanReplacement(find.text, written);
    const findChars = characterCount(find.text);
    return { findType: find.type, findText: find.text, findChars, findHashes: [], versionIds: [] };
  }
  const hashes = await listVersionHashes(ctx, find.ids);
  const missing = find.ids.find((id) => !hashes.has(id));
  if (missing !== undefined) throw notFound("Memory version", missing);
  const named = [...new Set(hashes.values())].filter((hash) => hash !== null);
  const findHashes = named.filter((hash) => hash !== EMPTY_SHA256).sort();
  if (findHashes.includes(sha256(written))) {
    throw new AppError("invalid_request", "replacement is the content of one of the versions: name another text.");
  }
  return { findType: find.type, findText: null, findChars: null, findHashes, versionIds: [...new Set(find.ids)] };
}

/** The empty text holds nothing, and too much of the workspace would share it. */
const EMPTY_SHA256 = sha256("");
