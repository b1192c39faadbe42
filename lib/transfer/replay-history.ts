import type { Context } from "@/lib/auth/context";
import { putContents } from "@/lib/contents/put-contents";
import { byteLength } from "@/lib/core/hash";
import { newId, type StoreId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/database";
import type { MemoryRow } from "@/lib/memories/repository";
import { restoreMemories } from "@/lib/memories/restore-memories";
import { touchTree } from "@/lib/stores/lock-store";
import { type AppendVersion, appendVersions } from "@/lib/versions/append-versions";
import type { JsonlSource } from "./open-jsonl";
import type { ImportedFile, JsonlVersion } from "./schema";

const VERSIONS_PER_WRITE = 2_000;
const TEXT_BYTES_PER_WRITE = 16 * 1024 * 1024;

type Replayed = { versionsWritten: number; files: ImportedFile[] };

/** The next version of a memory, and the memory after it (null when it is gone); null when nothing is known of it. */
function step(
  ctx: Context,
  storeId: StoreId,
  line: JsonlVersion,
  before: MemoryRow | undefined,
  at: Date,
): { version: AppendVersion; after: MemoryRow | null } | null {
  const base = {
    id: newId("memver"),
    storeId,
    createdAt: at,
    dreamId: null,
    baseSha256: before?.contentSha256 ?? null,
  };
  if (line.operation === "deleted") {
    if (before === undefined) return null;
    const gone = { operation: "deleted" as const, contentSha256: null, contentBytes: null };
    return { version: { ...base, ...gone, memoryId: before.id, path: line.path ?? before.path }, after: null };
  }
  if (line.path === null || line.content === null || line.content_sha256 === null) return null;
  const after: MemoryRow = {
    id: before?.id ?? newId("mem"),
    workspaceId: ctx.workspaceId,
    storeId,
    path: line.path,
    headVersionId: base.id,
    contentSha256: line.content_sha256,
    contentBytes: byteLength(line.content),
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
  };
  const { path, contentSha256, contentBytes } = after;
  // The first version that is known of a memory makes it, also where those before it were redacted.
  const operation = before === undefined ? "created" : "modified";
  return { version: { ...base, operation, memoryId: after.id, path, contentSha256, contentBytes }, after };
}

/** Writes versions when enough have come together: two statements for many. */
class Batch {
  written = 0;
  private versions: AppendVersion[] = [];
  private texts: string[] = [];
  private bytes = 0;

  constructor(
    private readonly ctx: Context,
    private readonly tx: Tx,
  ) {}

  async add(version: AppendVersion, text: string | null): Promise<void> {
    this.versions.push(version);
    if (text !== null) this.texts.push(text);
    this.bytes += version.contentBytes ?? 0;
    if (this.versions.length >= VERSIONS_PER_WRITE || this.bytes >= TEXT_BYTES_PER_WRITE) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.versions.length === 0) return;
    await putContents(this.tx, this.ctx.workspaceId, this.texts);
    await appendVersions(this.ctx, this.tx, this.versions);
    this.written += this.versions.length;
    this.versions = [];
    this.texts = [];
    this.bytes = 0;
  }
}

/**
 * Writes every version of a file into a store without history: operations, paths and contents as they were, by the
 * context's actor. They are a millisecond apart and the last one is of now, so that their order stays. The caller holds the
 * store's lock.
 */
export async function replayHistory(
  ctx: Context,
  tx: Tx,
  input: { storeId: StoreId; source: JsonlSource },
): Promise<Replayed> {
  const end = (await touchTree(ctx, tx, input.storeId, ctx.now())).getTime();
  const batch = new Batch(ctx, tx);
  const live = new Map<string, MemoryRow>();
  let time = end - input.source.versionCount;
  for await (const line of input.source.versions()) {
    time += 1;
    const next = step(ctx, input.storeId, line, live.get(line.memory_id), new Date(time));
    if (next === null) continue;
    if (next.after === null) live.delete(line.memory_id);
    else live.set(line.memory_id, next.after);
    await batch.add(next.version, next.after === null ? null : line.content);
  }
  await batch.flush();
  const memories = [...live.values()].toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  await restoreMemories(tx, memories);
  const files = memories.map(
    (memory): ImportedFile => ({
      path: memory.path,
      operation: "created",
      file_path: null,
      memory_id: memory.id,
      memory_version_id: memory.headVersionId,
      sha256: memory.contentSha256,
    }),
  );
  return { versionsWritten: batch.written, files };
}
