import { type Context, requireScope } from "@/lib/auth/context";
import { AppError, printable } from "@/lib/core/errors";
import type { StoreId } from "@/lib/core/ids";
import { type Tx, withTransaction } from "@/lib/db/database";
import { storeFull } from "@/lib/memories/rules";
import { requireDirectWrites } from "@/lib/policies/require-direct-writes";
import { lockStore, requireActive } from "@/lib/stores/lock-store";
import { requireStore } from "@/lib/stores/require-store";
import { applyImport, outcomeOf } from "./apply-import";
import { checkImport } from "./check-import";
import { type JsonlSource, openJsonl } from "./open-jsonl";
import { openZip } from "./open-zip";
import { replayHistory } from "./replay-history";
import { findHeads, hasVersions } from "./repository";
import { type ImportSource, type PlannedFile, planImport, refuseConflicts } from "./rules";
import type { ImportedFile, ImportFormat, OnConflict } from "./schema";
import { readRange, spoolUpload, type Upload, type UploadBody } from "./spool-upload";

export type ImportStore = {
  storeId: StoreId;
  body: UploadBody;
  contentType: string | null;
  /** Found from the content type or the first bytes when left out. */
  format?: ImportFormat | undefined;
  dryRun: boolean;
  onConflict: OnConflict;
  /** Every version, not only the last of each memory. */
  withHistory: boolean;
};

export type ImportResult = {
  storeId: StoreId;
  dryRun: boolean;
  format: ImportFormat;
  /** By path. */
  files: ImportedFile[];
  history: { written: number; leftOut: number } | null;
};

const ZIP_MAGIC = ["504b0304", "504b0506"];

async function formatOf(upload: Upload, input: ImportStore): Promise<ImportFormat> {
  if (input.format !== undefined) return input.format;
  const type = (input.contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "application/zip" || type === "application/x-zip-compressed") return "zip";
  if (/^application\/(x-)?(ndjson|jsonl|json-lines)$/.test(type)) return "jsonl";
  const head = await readRange(upload.file, 0, Math.min(4, upload.bytes));
  if (ZIP_MAGIC.includes(head.toString("hex"))) return "zip";
  if (head[0] === 0x7b) return "jsonl";
  throw new AppError("invalid_request", "The body must be a zip file, or a JSONL file that an export of a store made.");
}

/** @throws AppError `invalid_request` when the store or the file is not fit for a replay */
async function replaySource(ctx: Context, sql: Tx | Context["db"], input: ImportStore, source: ImportSource) {
  if (!("versions" in source)) {
    throw new AppError("invalid_request", "history=true needs a JSONL file: a zip file holds no history.");
  }
  if (await hasVersions(sql, { workspaceId: ctx.workspaceId, storeId: input.storeId })) {
    throw new AppError("invalid_request", "history=true needs a store that has no history yet: create a new one.");
  }
  const [lost] = source.withoutText;
  if (lost !== undefined) {
    const message = `The history cannot be replayed: the last text of ${printable(lost.path)} is ${lost.reason}.`;
    throw new AppError("invalid_request", `${message} Leave out history=true.`);
  }
  return source as JsonlSource;
}

/** What would be done with each file as the store is now. @throws AppError `invalid_request` (cap) */
async function plan(ctx: Context, sql: Tx | Context["db"], input: ImportStore, source: ImportSource) {
  const found = await findHeads(sql, { workspaceId: ctx.workspaceId, storeId: input.storeId });
  const heads = found?.heads ?? [];
  const planned = planImport({ files: source.files, heads, onConflict: input.onConflict });
  const added = planned.filter(({ operation }) => operation === "created" || operation === "renamed").length;
  const max = ctx.limits.memoriesPerStoreMax;
  if (added > 0 && heads.length + added > max) throw storeFull(input.storeId, max);
  return planned;
}

const withoutText = (source: ImportSource): ImportedFile[] =>
  source.withoutText.map(({ path, reason }) => ({
    path,
    operation: "skipped",
    file_path: null,
    memory_id: null,
    memory_version_id: null,
    sha256: null,
    reason,
  }));

async function rehearse(ctx: Context, input: ImportStore, source: ImportSource): Promise<ImportResult> {
  const replayed = input.withHistory ? await replaySource(ctx, ctx.db, input, source) : null;
  const planned: PlannedFile[] = await plan(ctx, ctx.db, input, source);
  await checkImport(ctx, ctx.db, { storeId: input.storeId, planned, history: replayed });
  const history = replayed && {
    written: replayed.versionCount - replayed.redactedCount,
    leftOut: replayed.redactedCount,
  };
  const files = [...planned.map(outcomeOf), ...withoutText(source)];
  return { storeId: input.storeId, dryRun: true, format: source.format, files, history };
}

async function write(ctx: Context, input: ImportStore, source: ImportSource): Promise<ImportResult> {
  return withTransaction(ctx.db, async (tx) => {
    const { storeId } = input;
    requireActive(await lockStore(ctx, tx, storeId));
    await requireDirectWrites(ctx, tx, storeId);
    const result = { storeId, dryRun: false, format: source.format };
    const whole = input.withHistory ? await replaySource(ctx, tx, input, source) : null;
    const planned = await plan(ctx, tx, input, source);
    if (whole === null) refuseConflicts(planned);
    await checkImport(ctx, tx, { storeId, planned, history: whole });
    if (whole !== null) {
      const { files, versionsWritten } = await replayHistory(ctx, tx, { storeId, source: whole });
      return { ...result, files, history: { written: versionsWritten, leftOut: whole.versionCount - versionsWritten } };
    }
    const files = [...(await applyImport(ctx, tx, { storeId, planned })), ...withoutText(source)];
    return { ...result, files, history: null };
  });
}

/**
 * Brings the files of an export, or of any zip file of texts, into a store, in one transaction: all of them or nothing.
 * Equal content makes no version.
 *
 * @throws AppError `not_found`, `invalid_request` (archived store, cap, a file with a fault, unsafe text), `conflict` (with
 *   `on_conflict=fail`, naming the first), `request_too_large`
 */
export async function importStore(ctx: Context, input: ImportStore): Promise<ImportResult> {
  requireScope(ctx, "memories:write");
  requireActive(await requireStore(ctx, input.storeId));
  return spoolUpload(input.body, async (upload) => {
    const format = await formatOf(upload, input);
    const limits = { filesMax: ctx.limits.memoriesPerStoreMax };
    const source = format === "zip" ? await openZip(upload, limits) : await openJsonl(upload, limits);
    return input.dryRun ? rehearse(ctx, input, source) : write(ctx, input, source);
  });
}
