import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export type ZipEntry = { name: string; bytes: Buffer; modifiedAt: Date };

/** A plain file that its owner may write and everyone may read. */
const MODE = 0o100644;

/** Entries are packed side by side up to this; then the next one waits until they have been taken. */
const AHEAD_BYTES_MAX = 1024 * 1024;

/**
 * A zip file of `entries`, written while it is read: at most a megabyte of them is ahead of the reader. Equal entries give equal bytes (in one time zone: the format's own times are local).
 */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  // yazl's own type hides that this is a PassThrough.
  const output = zip.outputStream as unknown as Readable;
  const closed = new Promise<void>((resolve) => output.once("close", resolve));
  zip.on("error", (error) => output.destroy(error as Error));
  const feeding = feed(zip, entries, closed, () => output.destroyed).catch((error: Error) => {
    output.destroy(error);
  });
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    output.destroy();
    await feeding;
  }
}

async function feed(
  zip: ZipFile,
  entries: AsyncIterable<ZipEntry>,
  closed: Promise<void>,
  isOver: () => boolean,
): Promise<void> {
  let ahead = 0;
  for await (const { name, bytes, modifiedAt } of entries) {
    const options = { mtime: modifiedAt, mode: MODE };
    ahead += bytes.length;
    if (ahead < AHEAD_BYTES_MAX) {
      zip.addBuffer(bytes, name, options);
      continue;
    }
    ahead = 0;
    // A stream is asked for when it is its turn: all before it has been written.
    const begun = new Promise<void>((resolve) => {
      zip.addReadStreamLazy(name, { ...options, size: bytes.length }, (give) => {
        give(null, Readable.from([bytes], { objectMode: false }));
        resolve();
      });
    });
    await Promise.race([begun, closed]);
    if (isOver()) return;
  }
  zip.end();
}
