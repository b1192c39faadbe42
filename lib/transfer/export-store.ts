import { type Context, requireScope } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { StoreRow } from "@/lib/stores/repository";
import { requireStore } from "@/lib/stores/require-store";
import type { VersionRow } from "@/lib/versions/repository";
import { presentManifest, presentManifestFile } from "./present";
import { readSnapshot, type Snapshot } from "./read-snapshot";
import type { ExportFormat, Manifest, ManifestFile } from "./schema";
import { streamHeads, streamVersions } from "./stream-versions";
import { writeGit } from "./write-git";
import { writeJsonl } from "./write-jsonl";
import { writeZip, type ZipEntry } from "./write-zip";

export type ExportStore = { storeId: StoreId; format: ExportFormat; pathPrefix?: string | undefined };

/** A file that is written while it is read. */
export type ExportedFile = { contentType: string; fileName: string; chunks: AsyncIterable<Uint8Array> };

/**
 * The store as of one moment, as a file. Memory is bounded, and no transaction stays open while the client reads. What
 * is redacted before its turn comes without its text.
 *
 * @throws AppError `not_found`
 */
export async function exportStore(ctx: Context, input: ExportStore): Promise<ExportedFile> {
  requireScope(ctx, "memories:read");
  const store = await requireStore(ctx, input.storeId);
  const snapshot = await readSnapshot(ctx, input);
  const exported = { store, pathPrefix: input.pathPrefix, lastChangedAt: snapshot.lastChangedAt };
  const versions = () => streamVersions(ctx, { storeId: store.id, snapshot, pathPrefix: input.pathPrefix });
  switch (input.format) {
    case "zip":
      return {
        contentType: "application/zip",
        fileName: `${store.id}.zip`,
        chunks: writeZip(zipEntries(ctx, exported, snapshot)),
      };
    case "jsonl":
      return {
        contentType: "application/x-ndjson",
        fileName: `${store.id}.jsonl`,
        chunks: writeJsonl({ ...exported, memoryCount: snapshot.heads.length, versions: versions() }),
      };
    case "git":
      return {
        contentType: "application/octet-stream",
        fileName: `${store.id}.git-stream`,
        chunks: writeGit(versions()),
      };
  }
}

/**
 * A memory's name in the zip file. Tools take a backslash for a slash, so it is written `%5C`, and `%` as `%25`; the
 * manifest has the true path.
 */
const entryName = (path: string): string => `files${path.replace(/%/g, "%25").replace(/\\/g, "%5C")}`;

async function* zipEntries(
  ctx: Context,
  exported: { store: StoreRow; pathPrefix: string | undefined; lastChangedAt: Date },
  snapshot: Snapshot,
): AsyncGenerator<ZipEntry> {
  const files: ManifestFile[] = [];
  const texts = streamHeads(ctx, exported.store.id, snapshot);
  const byVersion = new Map(snapshot.heads.map((head) => [head.headVersionId, head]));
  for await (const version of texts) {
    const head = byVersion.get(version.id);
    if (head === undefined || !hasText(version)) continue;
    byVersion.delete(version.id);
    const name = entryName(head.path);
    files.push(presentManifestFile(head, version, name));
    yield { name, bytes: Buffer.from(version.content, "utf8"), modifiedAt: head.updatedAt };
  }
  const leftOut: Manifest["left_out"] = [...byVersion.values()].map((head) => ({
    path: head.path,
    memory_id: head.id,
    reason: "redacted during the export",
  }));
  const manifest = presentManifest(exported, files, leftOut);
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, "utf8");
  yield { name: "manifest.json", bytes, modifiedAt: exported.lastChangedAt };
}

const hasText = (version: VersionRow): version is VersionRow & { content: string } =>
  typeof version.content === "string";
