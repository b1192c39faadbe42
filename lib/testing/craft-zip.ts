import { crc32, deflateRawSync } from "node:zlib";

export type CraftedEntry = {
  name: string | Buffer;
  content?: string | Buffer;
  /** Stored as it is unless true. */
  deflate?: boolean;
  flags?: number;
  method?: number;
  /** Unix mode, in the upper half of the external attributes. */
  mode?: number;
  /** What the headers claim, where that is not the truth. */
  claimedBytes?: number;
  /** The name in the entry's own header, where that is another one. */
  localName?: string;
  /** Lists an earlier entry's bytes again instead of writing its own. */
  sameBytesAs?: number;
};

/** A zip file, byte for byte as told, also where no tool would write it (APPNOTE.TXT, section 4.3). */
export function craftZip(entries: CraftedEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content ?? "");
    const packed = entry.deflate ? deflateRawSync(content) : content;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? 0x0800, 2);
    common.writeUInt16LE(entry.method ?? (entry.deflate ? 8 : 0), 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.claimedBytes ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const start = entry.sameBytesAs === undefined ? offset : (offsets[entry.sameBytesAs] ?? 0);
    offsets.push(start);
    if (entry.sameBytesAs === undefined) {
      const localName = Buffer.from(entry.localName ?? name);
      const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common]);
      local.writeUInt16LE(localName.length, 26);
      parts.push(local, localName, packed);
      offset += local.length + localName.length + packed.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(start, 10);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0003", "latin1"), common, tail, name);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from("PK\u0005\u0006"), end]);
}
