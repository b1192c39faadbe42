import type { Entry, ZipFile } from "yauzl";
import { AppError, printable } from "@/lib/core/errors";

/** One file of a zip file: where its bytes are. Folders are left out. */
export type ZipItem = {
  name: string;
  dataStart: number;
  packedBytes: number;
  bytes: number;
  crc32: number;
  deflated: boolean;
};

type Located = ZipItem & { start: number; end: number };

/** A path has at most 19 folders above it, and tools may list each of them. */
const ENTRIES_PER_FILE_MAX = 20;
/** APPNOTE.TXT 4.4.4 and 4.4.5. */
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const DEFLATED = 8;
/** The upper half of the external attributes is a Unix mode, where a tool sets it. */
const FILE_TYPE = 0o170000;
const PLAIN_TYPES = new Set([0, 0o100000, 0o040000]);
/** Where macOS puts what only macOS can use. */
const MACOS_FOLDER = "__MACOSX/";

const refuse = (name: string, fault: string): AppError =>
  new AppError("invalid_request", `The zip file's entry "${printable(name)}" ${fault}.`);

const damaged = (cause: unknown): AppError =>
  new AppError("invalid_request", `The zip file is damaged: ${printable((cause as Error).message)}`, { cause });

function nameOf(raw: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw refuse(raw.toString("latin1"), "has a name that is not valid UTF-8");
  }
}

/** What is wrong with a name before anyone asks whether it is a memory's path; in words, or null. */
function nameFault(name: string): string | null {
  if (name === "") return "has no name";
  if (name.includes("\0")) return "has a name with the NUL character";
  if (name.includes("\\")) return 'has a backslash in its name; names use "/"';
  if (name.startsWith("/")) return "has an absolute path";
  if (/^[A-Za-z]:/.test(name)) return "has a drive letter";
  return name.split("/").includes("..") ? 'leads out of the zip file with ".."' : null;
}

function entryFault(entry: Entry): string | null {
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) return "is encrypted";
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== DEFLATED) {
    return `is packed by method ${entry.compressionMethod}; only stored and deflated ones can be read`;
  }
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  return PLAIN_TYPES.has(type) ? null : "is a symbolic link or a device, not a file";
}

/** The entry's place. Its own header must have the same name: tools differ in which of the two they believe. */
async function locate(zip: ZipFile, entry: Entry, name: string): Promise<Located> {
  const header = await zip.readLocalFileHeaderPromise(entry).catch((cause: unknown) => {
    throw damaged(cause);
  });
  if (!header.fileName.equals(entry.fileNameRaw)) throw refuse(name, "has two names");
  return {
    name,
    dataStart: header.fileDataStart,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    crc32: entry.crc32,
    deflated: entry.compressionMethod === DEFLATED,
    start: entry.relativeOffsetOfLocalHeader,
    end: header.fileDataStart + entry.compressedSize,
  };
}

/** Entries that share bytes unpack to far more than the file has (D. Fifield, "A better zip bomb", WOOT 2019). */
function refuseOverlaps(items: Located[]): void {
  let end = 0;
  for (const item of items.toSorted((a, b) => a.start - b.start)) {
    if (item.start < end) throw refuse(item.name, "overlaps with another entry");
    end = item.end;
  }
}

/**
 * The files that a zip file lists, in its order.
 * @throws AppError `invalid_request` that names the entry: paths out of the file, links, devices, encrypted ones, names
 *   twice, overlaps, too many
 */
export async function readZipDirectory(zip: ZipFile, limits: { filesMax: number }): Promise<ZipItem[]> {
  const tooMany = () =>
    new AppError("invalid_request", `The zip file has more than ${limits.filesMax} files, the most a store may hold.`);
  // One more for our manifest.
  const filesMax = limits.filesMax + 1;
  if (zip.entryCount > filesMax * ENTRIES_PER_FILE_MAX) throw tooMany();
  const entries = zip.eachEntry()[Symbol.asyncIterator]();
  const names = new Set<string>();
  const items: Located[] = [];
  for (;;) {
    const next = await entries.next().catch((cause: unknown) => {
      throw damaged(cause);
    });
    if (next.done) break;
    const entry: Entry = next.value;
    const name = nameOf(entry.fileNameRaw);
    const fault = nameFault(name) ?? entryFault(entry);
    if (fault !== null) throw refuse(name, fault);
    if (names.has(name)) throw refuse(name, "is there twice");
    names.add(name);
    if (name.endsWith("/") && entry.uncompressedSize > 0) throw refuse(name, "is a folder with content");
    if (name.endsWith("/") || name.startsWith(MACOS_FOLDER)) continue;
    if (items.length === filesMax) throw tooMany();
    items.push(await locate(zip, entry, name));
  }
  refuseOverlaps(items);
  return items;
}
