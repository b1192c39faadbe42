import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { sha256 } from "@/lib/core/hash";
import { newId, type StoreId } from "@/lib/core/ids";
import { deleteMemory } from "@/lib/memories/delete-memory";
import { updateMemory } from "@/lib/memories/update-memory";
import { archiveStore } from "@/lib/stores/archive-store";
import { deleteStore } from "@/lib/stores/delete-store";
import { aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { craftZip } from "@/lib/testing/craft-zip";
import { listVersions } from "@/lib/versions/list-versions";
import { type ExportStore, exportStore } from "./export-store";
import { type ImportStore, importStore } from "./import-store";
import { readSnapshot } from "./read-snapshot";

async function* once(bytes: Buffer) {
  yield bytes;
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const exported = async (ctx: Context, input: ExportStore) => drain((await exportStore(ctx, input)).chunks);

function imported(ctx: Context, storeId: StoreId, bytes: Buffer, options: Partial<ImportStore> = {}) {
  const body = { chunks: once(bytes), length: bytes.length };
  const defaults = { contentType: null, dryRun: false, onConflict: "fail", withHistory: false } as const;
  return importStore(ctx, { storeId, body, ...defaults, ...options });
}

async function stateOf(ctx: Context, storeId: StoreId): Promise<Record<string, string>> {
  const { heads } = await readSnapshot(ctx, { storeId });
  return Object.fromEntries(heads.map((head) => [head.path, head.contentSha256]));
}

const linesOf = (bytes: Buffer) =>
  bytes
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

async function redact(ctx: Context, versionId: string): Promise<void> {
  await ctx.db.query(
    `update memory_versions set path = null, content_sha256 = null, content_bytes = null, redacted_at = created_at,
       redacted_actor_type = 'api_actor', redacted_actor_id = 'apikey_1' where id = $1`,
    [versionId],
  );
}

/** Three memories: one edited and moved, one deleted, one as it was made. */
async function aHistory() {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  const moved = await aMemory(ctx, store.id, "/notes/a.md", "one");
  advance(1_000);
  const gone = await aMemory(ctx, store.id, "/notes/gone.md", "gone");
  await aMemory(ctx, store.id, "/z.md", "one");
  advance(1_000);
  const key = { storeId: store.id, memoryId: moved.id };
  await updateMemory(ctx, { ...key, content: aText("two") });
  advance(1_000);
  await updateMemory(ctx, { ...key, path: aPath("/b.md") });
  await deleteMemory(ctx, { storeId: store.id, memoryId: gone.id });
  return { ctx, advance, store, moved, gone };
}

test("an export is of the moment when it began, whatever is written while it is read", async () => {
  for (const format of ["zip", "jsonl", "git"] as const) {
    const { ctx, advance, store, moved } = await aHistory();
    const before = await exported(ctx, { storeId: store.id, format });
    const { chunks } = await exportStore(ctx, { storeId: store.id, format });
    await aMemory(ctx, store.id, "/later.md", "later");
    advance(-500);
    await updateMemory(ctx, { storeId: store.id, memoryId: moved.id, content: aText("later too") });
    const { data } = await listVersions(ctx, { storeId: store.id, limit: 100 });
    const live = await stateOf(ctx, store.id);
    expect(data).toHaveLength(8);
    expect(Object.keys(live)).toEqual(["/b.md", "/later.md", "/z.md"]);
    if (format === "zip") {
      const other = await aStore(ctx);
      // The text of the head of that moment is still there, in its version.
      await imported(ctx, other.id, await drain(chunks));
      expect(await stateOf(ctx, other.id)).toEqual({ "/b.md": sha256("two"), "/z.md": sha256("one") });
    } else expect((await drain(chunks)).equals(before)).toBe(true);
  }
});

test("what is redacted meanwhile comes without its text", async () => {
  const { ctx, advance, store, moved } = await aHistory();
  const zip = await exportStore(ctx, { storeId: store.id, format: "zip" });
  const jsonl = await exportStore(ctx, { storeId: store.id, format: "jsonl" });
  const git = await exportStore(ctx, { storeId: store.id, format: "git" });
  const { data } = await listVersions(ctx, { storeId: store.id, memoryId: moved.id });
  advance(1_000);
  await updateMemory(ctx, { storeId: store.id, memoryId: moved.id, content: aText("clean") });
  for (const version of data) await redact(ctx, version.id);
  const lines = await drain(jsonl.chunks);
  expect(linesOf(lines).filter((line) => line.redacted_at && line.content === null)).toHaveLength(3);
  expect(lines.includes('"two"')).toBe(false);
  const stream = (await drain(git.chunks)).toString("utf8");
  expect(stream.split("redacted version\n")).toHaveLength(4);
  expect(stream).not.toContain("/b.md");
  const other = await aStore(ctx);
  const result = await imported(ctx, other.id, await drain(zip.chunks));
  expect(result.files).toMatchObject([
    { path: "/z.md", operation: "created" },
    { path: "/b.md", operation: "skipped", reason: "redacted during the export" },
  ]);
  const third = await aStore(ctx);
  expect((await imported(ctx, third.id, lines)).files).toMatchObject([
    { path: "/z.md", operation: "created" },
    { operation: "skipped", reason: "redacted in the file", sha256: null },
  ]);
  await expect(imported(ctx, (await aStore(ctx)).id, lines, { withHistory: true })).rejects.toThrow(
    "The history cannot be replayed",
  );
});

test("an export of a store that goes meanwhile breaks off", async () => {
  for (const format of ["zip", "jsonl", "git"] as const) {
    const { ctx, store } = await aHistory();
    const { chunks } = await exportStore(ctx, { storeId: store.id, format });
    await deleteStore(ctx, store.id);
    await expect(drain(chunks)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("a reader that goes away ends the export", async () => {
  const { ctx, store } = await aHistory();
  for (const format of ["zip", "jsonl", "git"] as const) {
    const { chunks } = await exportStore(ctx, { storeId: store.id, format });
    for await (const _ of chunks) break;
  }
  expect(ctx.db.pool.idleCount).toBe(ctx.db.pool.totalCount);
});

test("a folder alone can be exported, with the whole history of what is or was last in it", async () => {
  const { ctx, store, moved, gone } = await aHistory();
  const versions = async (pathPrefix: string) =>
    linesOf(await exported(ctx, { storeId: store.id, format: "jsonl", pathPrefix }))
      .slice(1, -1)
      .map((line) => [line.memory_id, line.operation]);
  expect(await versions("/notes/")).toEqual([
    [gone.id, "created"],
    [gone.id, "deleted"],
  ]);
  expect((await versions("/")).filter(([id]) => id === moved.id)).toHaveLength(3);
  expect(await versions("/nothing/")).toEqual([]);
  const other = await aStore(ctx);
  await imported(ctx, other.id, await exported(ctx, { storeId: store.id, format: "zip", pathPrefix: "/notes/" }));
  expect(await stateOf(ctx, other.id)).toEqual({});
});

test("a replay keeps each version's operation, path and hash, and the way each memory went", async () => {
  const { ctx, store, moved } = await aHistory();
  const { data: first } = await listVersions(ctx, { storeId: store.id, memoryId: moved.id, operation: "created" });
  await redact(ctx, first[0]?.id ?? "");
  const bytes = await exported(ctx, { storeId: store.id, format: "jsonl" });
  const other = await aStore(ctx);
  const dry = await imported(ctx, other.id, bytes, { withHistory: true, dryRun: true });
  expect(await listVersions(ctx, { storeId: other.id })).toMatchObject({ data: [] });
  const result = await imported(ctx, other.id, bytes, { withHistory: true });
  expect([dry.history, result.history]).toEqual([
    { written: 5, leftOut: 1 },
    { written: 5, leftOut: 1 },
  ]);
  const historyOf = async (storeId: StoreId) =>
    (await listVersions(ctx, { storeId })).data.map((row) => [row.operation, row.path, row.contentSha256]);
  const [deleted, renamed, edited, ...rest] = (await historyOf(store.id)).filter(([, path]) => path !== null);
  // The first version is gone, so the next one makes the memory.
  const remade = ["created", ...(edited ?? []).slice(1)];
  expect(await historyOf(other.id)).toEqual([deleted, renamed, remade, ...rest]);
  expect(await stateOf(ctx, other.id)).toEqual(await stateOf(ctx, store.id));
  const { data } = await listVersions(ctx, { storeId: other.id });
  expect(data.every((row) => row.actorId === ctx.actor.id)).toBe(true);
  expect(new Set(data.map((row) => row.createdAt.getTime())).size).toBe(data.length);
  await aMemory(ctx, other.id, "/after.md");
  await expect(imported(ctx, other.id, bytes, { withHistory: true })).rejects.toThrow("no history yet");
  const zip = await exported(ctx, { storeId: store.id, format: "zip" });
  await expect(imported(ctx, (await aStore(ctx)).id, zip, { withHistory: true })).rejects.toThrow("needs a JSONL file");
});

test("a JSONL file that was cut, changed or made up is refused by the line", async () => {
  const { ctx, store } = await aHistory();
  const whole = (await exported(ctx, { storeId: store.id, format: "jsonl" })).toString("utf8");
  const lines = whole.split("\n");
  const target = (await aStore(ctx)).id;
  const refused = async (text: string, message: string) => {
    await expect(imported(ctx, target, Buffer.from(text))).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining(message),
    });
  };
  await refused(lines.slice(0, -2).join("\n"), "has no last line: it was cut");
  await refused([...lines.slice(0, 3), ...lines.slice(-2)].join("\n"), "it was cut or changed");
  await refused(whole.replace("Team SRE", "Team sre"), "it was cut or changed");
  await refused(whole.replace('"content":"gone"', '"content":"here"'), "has a content that differs from its hash");
  await refused(whole.replace('"/z.md"', '"/../z.md"'), '".." segments');
  await refused(`${whole}{}\n`, "comes after the last line");
  await refused(`${whole.slice(0, 20)}\n`, "Line 1 of the JSONL file is not valid JSON");
  await refused(`{}\n${lines.slice(1).join("\n")}`, "is no header that this server can read");
  await refused(`${lines[0]}\n${"[".repeat(600)}\n`, "Line 2 of the JSONL file nests deeper than 500 levels");
  await refused(`${lines[0]}\n"${"x".repeat(1_100_000)}"\n`, "Line 2 of the JSONL file has more than 1048576 bytes");
  await refused([lines[0], lines[3], lines[1], ...lines.slice(4)].join("\n"), "is older than the line before it");
  await refused([lines[0], ...lines.slice(2)].join("\n"), "changes an unknown memory");
  expect(await stateOf(ctx, target)).toEqual({});
});

test("an import is all or nothing, and stops at the cap and at an archived store", async () => {
  const { ctx, advance } = await aWorkspace();
  const store = await aStore(ctx);
  await aMemory(ctx, store.id, "/b.md", "old");
  advance(1_000);
  const zip = craftZip([
    { name: "a.md", content: "new" },
    { name: "b.md", content: "new" },
  ]);
  await expect(imported(ctx, store.id, zip)).rejects.toMatchObject({
    code: "conflict",
    extra: { conflicts: [{ path: "/b.md", reason: "the memory there has another content" }] },
  });
  const dry = await imported(ctx, store.id, zip, { dryRun: true });
  expect(dry.files.map(({ operation }) => operation)).toEqual(["created", "conflict"]);
  const full = { ...ctx, limits: { ...ctx.limits, memoriesPerStoreMax: 2 } };
  await expect(imported(full, store.id, zip, { onConflict: "rename" })).rejects.toThrow("is full");
  expect(await stateOf(ctx, store.id)).toEqual({ "/b.md": sha256("old") });
  const done = await imported(full, store.id, zip, { onConflict: "overwrite" });
  expect(done.files.map(({ operation }) => operation)).toEqual(["created", "modified"]);
  const { data } = await listVersions(ctx, { storeId: store.id });
  expect(data.map((row) => row.operation).sort()).toEqual(["created", "created", "modified"]);
  const again = await imported(ctx, store.id, zip);
  expect(again.files.map(({ operation }) => operation)).toEqual(["unchanged", "unchanged"]);
  expect(again.files.map((file) => file.memory_version_id)).toEqual(done.files.map((file) => file.memory_version_id));
  expect((await listVersions(ctx, { storeId: store.id })).data).toHaveLength(3);
  await archiveStore(ctx, store.id);
  await expect(imported(ctx, store.id, zip)).rejects.toMatchObject({ code: "invalid_request" });
});

test("another workspace's store is not found, and scopes are asked for", async () => {
  const { store } = await aHistory();
  const stranger = await aWorkspace();
  await expect(exportStore(stranger.ctx, { storeId: store.id, format: "zip" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(imported(stranger.ctx, store.id, craftZip([]))).rejects.toMatchObject({ code: "not_found" });
  await expect(imported(stranger.ctx, newId("memstore"), craftZip([]))).rejects.toMatchObject({ code: "not_found" });
  const bare = { ...stranger.ctx, scopes: new Set<never>() };
  await expect(exportStore(bare, { storeId: store.id, format: "zip" })).rejects.toMatchObject({ code: "permission" });
  await expect(imported(bare, store.id, craftZip([]))).rejects.toMatchObject({ code: "permission" });
});
