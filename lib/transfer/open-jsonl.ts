import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { z } from "zod";
import { AppError, printable } from "@/lib/core/errors";
import { byteLength, sha256 } from "@/lib/core/hash";
import { NESTING_MAX, nestsTooDeep } from "@/lib/core/json";
import { pathFault } from "@/lib/memories/path";
import { CONTENT_BYTES_MAX } from "@/lib/memories/schema";
import { PathTree } from "./path-tree";
import { type ImportSource, uploadPathFault } from "./rules";
import { JsonlFooter, JsonlHeader, JsonlVersion } from "./schema";
import { readRange, type Upload } from "./spool-upload";

/** A text of 102,400 bytes takes six times as many when every character is written as an escape. */
const LINE_BYTES_MAX = 1024 * 1024;
const READ_BYTES = 256 * 1024;
const LF = 0x0a;

type Line = { number: number; start: number; bytes: Buffer };

const refuse = (number: number, fault: string): AppError =>
  new AppError("invalid_request", `Line ${number} of the JSONL file ${fault}.`);

/** Lines without their LF; the last one need not have one. */
async function* readLines(upload: Upload): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 1;
  let start = 0;
  for (let at = 0; at < upload.bytes; at += READ_BYTES) {
    const chunk = await readRange(upload.file, at, Math.min(READ_BYTES, upload.bytes - at));
    rest = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = rest.indexOf(LF, from); end !== -1; end = rest.indexOf(LF, from)) {
      yield { number, start, bytes: rest.subarray(from, end) };
      number += 1;
      start += end + 1 - from;
      from = end + 1;
    }
    rest = rest.subarray(from);
    if (rest.length > LINE_BYTES_MAX) throw refuse(number, `has more than ${LINE_BYTES_MAX} bytes`);
  }
  if (rest.length > 0) yield { number, start, bytes: rest };
}

function parseLine({ number, bytes }: Line): Record<string, unknown> {
  if (bytes.length > LINE_BYTES_MAX) throw refuse(number, `has more than ${LINE_BYTES_MAX} bytes`);
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (nestsTooDeep(text)) throw refuse(number, `nests deeper than ${NESTING_MAX} levels`);
    value = JSON.parse(text);
  } catch (cause) {
    throw cause instanceof AppError ? cause : refuse(number, "is not valid JSON in UTF-8");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw refuse(number, "is no JSON object");
  return value as Record<string, unknown>;
}

function parse<S extends z.ZodType>(schema: S, number: number, value: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refuse(number, `is no ${what} that this server can read: ${issue?.path.join(".")}: ${issue?.message}`);
}

/** What is wrong with a version of the file, in words, or null. */
function versionFault(version: JsonlVersion): string | null {
  if (version.redacted_at !== null) {
    return version.path === null && version.content === null ? null : "is redacted, but has a path or a content";
  }
  if (version.path === null) return "has no path";
  const fault = pathFault(version.path);
  if (fault !== null) return `cannot be a memory: ${fault}`;
  const { content } = version;
  if (version.operation === "deleted") return content === null ? null : "deletes a memory, but has a content";
  if (content === null) return "has no content";
  if (content.includes("\0")) return "has a content with the NUL character (U+0000)";
  if (!content.isWellFormed()) return "has a content with a lone surrogate, which is not valid Unicode text";
  const bytes = byteLength(content);
  if (bytes > CONTENT_BYTES_MAX) return `has a content of ${bytes} bytes; at most ${CONTENT_BYTES_MAX} are allowed`;
  return sha256(content) === version.content_sha256 ? null : "has a content that differs from its hash";
}

/** A file of ours that is whole: the live state at its end, and the way there. */
export type JsonlSource = ImportSource & {
  versionCount: number;
  /** Versions whose content is not known any more; deletions are, without one. */
  redactedCount: number;
  /** All versions in order, read again. */
  versions(): AsyncGenerator<JsonlVersion>;
};

type Head = { path: string; sha256: string; bytes: number; start: number; length: number };

/** Above what a store may hold, for a file of a server that allows more; below what fills this one's memory. */
const LIVE_PER_FILE_MAX = 10;

/** Keeps the last state of each memory while the versions go by. */
class Heads {
  readonly live = new Map<string, Head | { path: string | null; sha256: null }>();
  redactedCount = 0;
  private lastAt = 0;

  constructor(private readonly liveMax: number) {}

  add(line: Line, version: JsonlVersion): void {
    const at = Date.parse(version.created_at);
    if (at < this.lastAt) throw refuse(line.number, "is older than the line before it");
    this.lastAt = at;
    if (version.redacted_at !== null && version.operation !== "deleted") this.redactedCount += 1;
    const before = this.live.get(version.memory_id);
    if (version.operation === "created" && before !== undefined) throw refuse(line.number, "creates a memory again");
    if (version.operation !== "created" && before === undefined) throw refuse(line.number, "changes an unknown memory");
    if (version.operation === "deleted") this.live.delete(version.memory_id);
    else if (version.path === null || version.content === null || version.content_sha256 === null) {
      this.live.set(version.memory_id, { path: before?.path ?? null, sha256: null });
    } else {
      const place = { start: line.start, length: line.bytes.length };
      const { path, content, content_sha256 } = version;
      this.live.set(version.memory_id, { path, sha256: content_sha256, bytes: byteLength(content), ...place });
    }
    if (this.live.size > this.liveMax)
      throw refuse(line.number, `is of more than ${this.liveMax} memories at one time`);
  }
}

/** Reads to the end and compares with the last line. @throws AppError `invalid_request` */
async function readHeads(upload: Upload, liveMax: number): Promise<{ heads: Heads; footer: JsonlFooter }> {
  const hash = createHash("sha256");
  const heads = new Heads(liveMax);
  let footer: JsonlFooter | null = null;
  let versionCount = 0;
  let sum = "";
  for await (const line of readLines(upload)) {
    const value = parseLine(line);
    if (footer !== null) throw refuse(line.number, "comes after the last line");
    if (line.number === 1) parse(JsonlHeader, 1, value, "header");
    else if (value.type === "memory_store_export_end") {
      footer = parse(JsonlFooter, line.number, value, "last line");
      sum = hash.digest("hex");
      continue;
    } else {
      const version = parse(JsonlVersion, line.number, value, "memory version");
      const fault = versionFault(version);
      if (fault !== null) throw refuse(line.number, fault);
      heads.add(line, version);
      versionCount += 1;
    }
    hash.update(line.bytes).update("\n");
  }
  if (footer === null) throw new AppError("invalid_request", "The JSONL file has no last line: it was cut.");
  const whole = footer.version_count === versionCount && footer.memory_count === heads.live.size;
  if (!whole || footer.sha256 !== sum) {
    throw new AppError(
      "invalid_request",
      "The JSONL file differs from what its last line says: it was cut or changed.",
    );
  }
  return { heads, footer };
}

async function loadText(file: FileHandle, head: Head): Promise<string> {
  const line = { number: 0, start: head.start, bytes: await readRange(file, head.start, head.length) };
  return String(parseLine(line).content);
}

/**
 * Reads a JSONL file of ours. Every line is checked here; texts are read again when they are written.
 * @throws AppError `invalid_request` that names the line
 */
export async function openJsonl(upload: Upload, limits: { filesMax: number }): Promise<JsonlSource> {
  const { heads, footer } = await readHeads(upload, limits.filesMax * LIVE_PER_FILE_MAX);
  const tree = new PathTree<null>();
  const source: JsonlSource = {
    format: "jsonl",
    files: [],
    withoutText: [],
    versionCount: footer.version_count,
    redactedCount: heads.redactedCount,
    async *versions() {
      for await (const line of readLines(upload)) {
        const value = parseLine(line);
        if (value.type === "memory_version") yield parse(JsonlVersion, line.number, value, "memory version");
      }
    },
  };
  for (const [memoryId, head] of heads.live) {
    if (head.sha256 === null) {
      source.withoutText.push({ path: head.path ?? printable(memoryId), reason: "redacted in the file" });
      continue;
    }
    const fault = uploadPathFault(tree, head.path);
    if (fault !== null)
      throw new AppError("invalid_request", `The JSONL file's memories cannot live together: ${fault}.`);
    tree.set(head.path, null);
    source.files.push({ ...head, load: () => loadText(upload.file, head) });
  }
  source.files.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  return source;
}
