import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { crc32, inflateRaw } from "node:zlib";
import { fromFdPromise, type ZipFile } from "yauzl";
import { AppError, printable } from "@/lib/core/errors";
import { CONTENT_BYTES_MAX } from "@/lib/memories/schema";
import { PathTree } from "./path-tree";
import { readZipDirectory, type ZipItem } from "./read-zip-directory";
import { type ImportFile, type ImportSource, uploadPathFault } from "./rules";
import { Manifest, type ManifestFile } from "./schema";
import { readRange, type Upload } from "./spool-upload";

const inflate = promisify(inflateRaw);

const MANIFEST_NAME = "manifest.json";
/** 10,000 files with paths of 1,024 bytes are 25 MB. */
const MANIFEST_BYTES_MAX = 64 * 1024 * 1024;
/** What all texts of an upload may come to; they are unpacked one at a time. */
export const TEXT_BYTES_MAX = 512 * 1024 * 1024;

const refuse = (item: { name: string }, fault: string): AppError =>
  new AppError("invalid_request", `The zip file's entry "${printable(item.name)}" ${fault}.`);

/** The bytes of one entry. Sizes in the file are claims: what comes out is counted. */
async function unpack(upload: Upload, item: ZipItem, bytesMax: number): Promise<Buffer> {
  const tooLarge = () => refuse(item, `has more than ${bytesMax} bytes, the most that is allowed`);
  // Deflate makes hardly more of what does not compress than it was.
  if (item.packedBytes > bytesMax + bytesMax / 16 + 1_024) throw tooLarge();
  const packed = await readRange(upload.file, item.dataStart, item.packedBytes);
  if (!item.deflated) {
    if (packed.length > bytesMax) throw tooLarge();
    return packed;
  }
  try {
    return await inflate(packed, { maxOutputLength: bytesMax });
  } catch (cause) {
    const full = cause instanceof RangeError && (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw full ? tooLarge() : refuse(item, "is damaged: it cannot be unpacked");
  }
}

async function readText(upload: Upload, item: ZipItem): Promise<{ text: string; bytes: Buffer }> {
  const bytes = await unpack(upload, item, CONTENT_BYTES_MAX);
  if (bytes.length !== item.bytes) throw refuse(item, `is damaged: it has ${bytes.length} bytes, not ${item.bytes}`);
  if (crc32(bytes) !== item.crc32) throw refuse(item, "is damaged: its checksum is another");
  if (bytes.includes(0)) throw refuse(item, "holds the NUL character (U+0000): it is no text");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), bytes };
  } catch {
    throw refuse(item, "is not valid UTF-8: it is no text");
  }
}

/** The manifest of our own export, or null when the entry is a file like any other. */
async function readManifest(upload: Upload, item: ZipItem | undefined): Promise<Manifest | null> {
  if (item === undefined) return null;
  const bytes = await unpack(upload, item, MANIFEST_BYTES_MAX);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
  const isOurs = value !== null && typeof value === "object" && "type" in value && value.type === "memory_store_export";
  if (!isOurs) return null;
  const manifest = Manifest.safeParse(value);
  if (manifest.success) return manifest.data;
  const issue = manifest.error.issues[0];
  throw refuse(item, `is no manifest that this server can read: ${issue?.path.join(".")}: ${issue?.message}`);
}

/** Where the entries go: by the manifest, or else by their names. @throws AppError `invalid_request` */
function placed(items: ZipItem[], manifest: Manifest | null): { item: ZipItem; path: string; listed?: ManifestFile }[] {
  if (manifest === null) return items.map((item) => ({ item, path: `/${item.name}` }));
  const byEntry = new Map(manifest.files.map((file) => [file.entry, file]));
  const files = items.filter((item) => item.name !== MANIFEST_NAME);
  const found = files.map((item) => {
    const listed = byEntry.get(item.name);
    if (listed === undefined) throw refuse(item, "is not in the manifest");
    byEntry.delete(item.name);
    return { item, path: listed.path, listed };
  });
  const [missing] = byEntry.values();
  if (missing !== undefined || found.length !== manifest.files.length) {
    throw refuse({ name: missing?.entry ?? MANIFEST_NAME }, "is in the manifest, but not in the zip file, or twice");
  }
  return found;
}

/**
 * Reads a zip file of texts: ours, by its manifest, or any other, where the entry `a/b.md` is the memory `/a/b.md`.
 * Every entry is unpacked and checked here, one at a time; texts are unpacked again when they are written.
 *
 * @throws AppError `invalid_request` that names the entry
 */
export async function openZip(upload: Upload, limits: { filesMax: number }): Promise<ImportSource> {
  let zip: ZipFile;
  try {
    zip = await fromFdPromise(upload.file.fd, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  } catch (cause) {
    throw new AppError("invalid_request", `The file is no zip file: ${printable((cause as Error).message)}`, { cause });
  }
  const items = await readZipDirectory(zip, limits);
  const manifest = await readManifest(
    upload,
    items.find((item) => item.name === MANIFEST_NAME),
  );
  const tree = new PathTree<null>();
  const files: ImportFile[] = [];
  let total = 0;
  for (const { item, path, listed } of placed(items, manifest)) {
    const fault = uploadPathFault(tree, path);
    if (fault !== null) throw refuse(item, `cannot be a memory: ${fault}`);
    tree.set(path, null);
    const { bytes } = await readText(upload, item);
    total += bytes.length;
    if (total > TEXT_BYTES_MAX) {
      throw new AppError("invalid_request", `The zip file's texts must have at most ${TEXT_BYTES_MAX} bytes together.`);
    }
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    if (listed !== undefined && listed.content_sha256 !== sha256)
      throw refuse(item, "differs from its manifest's hash");
    files.push({ path, sha256, bytes: bytes.length, load: async () => (await readText(upload, item)).text });
  }
  files.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  return {
    format: "zip",
    files,
    withoutText: (manifest?.left_out ?? []).map(({ path, reason }) => ({ path, reason })),
  };
}
