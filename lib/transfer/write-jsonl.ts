import { createHash } from "node:crypto";
import type { StoreRow } from "@/lib/stores/repository";
import type { VersionRow } from "@/lib/versions/repository";
import { presentFooter, presentHeader, presentVersionLine } from "./present";

/** Small lines travel together. */
const CHUNK_BYTES = 64 * 1024;

/**
 * The history as JSON lines: a header, every version oldest first, and a footer with counts and the SHA-256 over all
 * bytes before it, so that a file that was cut or changed is noticed.
 */
export async function* writeJsonl(input: {
  store: StoreRow;
  pathPrefix: string | undefined;
  lastChangedAt: Date;
  memoryCount: number;
  versions: AsyncIterable<VersionRow>;
}): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let waiting: Buffer[] = [];
  let bytes = 0;
  let versionCount = 0;
  const add = (value: object) => {
    const line = Buffer.from(`${JSON.stringify(value)}\n`, "utf8");
    waiting.push(line);
    bytes += line.length;
    return line;
  };
  hash.update(add(presentHeader(input)));
  for await (const version of input.versions) {
    hash.update(add(presentVersionLine(version)));
    versionCount += 1;
    if (bytes >= CHUNK_BYTES) {
      yield Buffer.concat(waiting);
      waiting = [];
      bytes = 0;
    }
  }
  add(presentFooter({ versionCount, memoryCount: input.memoryCount, sha256: hash.digest("hex") }));
  yield Buffer.concat(waiting);
}
