import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@/lib/core/errors";

/** Above what a full store's export takes when packed; below what fills a small disk. */
export const UPLOAD_BYTES_MAX = 256 * 1024 * 1024;

export type Upload = { file: FileHandle; bytes: number };

export type UploadBody = {
  chunks: AsyncIterable<Uint8Array> | null;
  /** What the caller announced, or null. */
  length: number | null;
};

const tooLarge = (max: number) =>
  new AppError("request_too_large", `The file must have at most ${max} bytes (${max / (1024 * 1024)} MiB).`);

/**
 * Keeps a body in a temporary file for `work`, because a zip file is read from its end, and several times. The file is
 * gone afterwards, however `work` ends.
 *
 * @throws AppError `request_too_large`
 */
export async function spoolUpload<T>(
  body: UploadBody,
  work: (upload: Upload) => Promise<T>,
  bytesMax = UPLOAD_BYTES_MAX,
): Promise<T> {
  if ((body.length ?? 0) > bytesMax) throw tooLarge(bytesMax);
  const folder = await mkdtemp(join(tmpdir(), "reverie-import-"));
  try {
    const file = await open(join(folder, "upload"), "wx+", 0o600);
    try {
      let bytes = 0;
      for await (const chunk of body.chunks ?? []) {
        bytes += chunk.length;
        if (bytes > bytesMax) throw tooLarge(bytesMax);
        await file.appendFile(chunk);
      }
      return await work({ file, bytes });
    } finally {
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Exactly the bytes [start, start + length) of the file. @throws AppError `invalid_request` when it ends before */
export async function readRange(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, start + read);
    if (bytesRead === 0) throw new AppError("invalid_request", "The file ends too early: it was cut.");
    read += bytesRead;
  }
  return buffer;
}
