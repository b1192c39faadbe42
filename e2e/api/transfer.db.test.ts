import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BetaManagedAgentsMemory } from "@anthropic-ai/sdk/resources/beta/memory-stores";
import { afterAll, expect, test } from "vitest";
import { sha256 } from "@/lib/core/hash";
import { newId, StoreId } from "@/lib/core/ids";
import { createMemory } from "@/lib/memories/create-memory";
import { updateMemory } from "@/lib/memories/update-memory";
import { aContext, aPath, aText } from "@/lib/testing/builders";
import { craftZip } from "@/lib/testing/craft-zip";
import { testDatabase } from "@/lib/testing/database";
import type { ImportResource } from "@/lib/transfer/schema";
import { API_KEY, apiServer } from "./server";

const api = apiServer();
const folder = mkdtempSync(join(tmpdir(), "reverie-transfer-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What breaks tools: each pair is a path and a content. */
const NASTY: Record<string, string> = {
  "/manifest.json": "not the manifest",
  "/files/manifest.json": "nor this",
  "/.hidden": "crlf\r\nlf\ncr\r",
  "/a b/ c.md": "\uFEFFbyte order mark",
  "/back\\slash\\..\\x.md": "trailing blanks  \t \n\n\n",
  "/back/slash.md": "",
  "/Case.md": "x".repeat(102_400),
  "/case.md": "\u{1F600}\u{10FFFF}",
  "/CON": "e\u0301 a\u0308",
  "/C:/a:b": "<script>alert(1)</script>",
  "/dot./blank /end.": 'quotes " and \\ and $(x)',
  '/"quoted"': "data 5\ndone\n",
  "/100%/%5C.md": "\u2028\u2029\u0001\u007F",
  "/日本/ünï/😀.md": "é",
  [`/${Array.from({ length: 20 }, (_, index) => `s${index}`).join("/")}`]: "deep",
  [`/${"é".repeat(511)}x`]: "long",
  "/.git/config": "[core]\n\tfsmonitor = touch /x\n",
  "/a/.GIT/hooks": "x",
  "/.gitattributes": "* text eol=crlf filter=x\n",
  "/.gitmodules": '[submodule "x"]\n\turl = --upload-pack=x\n',
  "/git~1/x": "x",
  "/%2Egit/config": "other",
};

async function aNastyStore(): Promise<string> {
  const store = await api.client.beta.memoryStores.create({ name: "Nasty", metadata: { team: "sre" } });
  for (const [path, content] of Object.entries(NASTY)) {
    await api.client.beta.memoryStores.memories.create(store.id, { path, content });
  }
  return store.id;
}

async function stateOf(storeId: string): Promise<Record<string, string>> {
  const state: Record<string, string> = {};
  for await (const item of api.client.beta.memoryStores.memories.list(storeId, { limit: 100 })) {
    if (item.type === "memory") state[item.path] = (item as BetaManagedAgentsMemory).content_sha256;
  }
  return state;
}

async function exported(storeId: string, query: string): Promise<{ bytes: Buffer; headers: Headers }> {
  const response = await api.request(`/v1/memory_stores/${storeId}/export?${query}`);
  expect(response.status).toBe(200);
  return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}

type Answer = { status: number; body: ImportResource & { error?: { type: string; message: string } } };

async function imported(storeId: string, bytes: Buffer, query = "", type?: string): Promise<Answer> {
  const response = await api.request(`/v1/memory_stores/${storeId}/import?${query}`, {
    method: "POST",
    body: new Uint8Array(bytes),
    headers: type === undefined ? {} : { "content-type": type },
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

const aStore = async () => (await api.client.beta.memoryStores.create({ name: "Copy" })).id;

const expected = Object.fromEntries(Object.entries(NASTY).map(([path, content]) => [path, sha256(content)]));

test.each([
  ["zip", "application/zip", ".zip"],
  ["jsonl", "application/x-ndjson", ".jsonl"],
])("a %s file brings every path and byte into another store", async (format, contentType, ending) => {
  const storeId = await aNastyStore();
  const { bytes, headers } = await exported(storeId, `format=${format}`);
  expect(headers.get("content-type")).toBe(contentType);
  expect(headers.get("content-disposition")).toBe(`attachment; filename="${storeId}${ending}"`);
  for (const type of [contentType, "application/octet-stream", undefined]) {
    const copy = await aStore();
    const dry = await imported(copy, bytes, "dry_run=true", type);
    expect([dry.status, dry.body.counts.created, await stateOf(copy)]).toEqual([200, Object.keys(NASTY).length, {}]);
    const { body } = await imported(copy, bytes, "", type);
    expect(body).toMatchObject({ type: "memory_import", dry_run: false, format, truncated: false, history: null });
    expect(body.counts).toMatchObject({ created: Object.keys(NASTY).length, conflicts: 0 });
    expect(await stateOf(copy)).toEqual(expected);
    const first = body.files[0];
    const memory = await api.client.beta.memoryStores.memories.retrieve(first?.memory_id ?? "", {
      memory_store_id: copy,
    });
    expect(memory).toMatchObject({ path: first?.path, memory_version_id: first?.memory_version_id });
  }
  expect((await exported(storeId, `format=${format}`)).bytes.equals(bytes)).toBe(true);
});

test("conflicts are named, decided by on_conflict, and nothing is written on a refusal", async () => {
  const storeId = await aStore();
  await api.client.beta.memoryStores.memories.create(storeId, { path: "/a.md", content: "old" });
  const zip = craftZip([
    { name: "a.md", content: "new" },
    { name: "b.md", content: "new" },
  ]);
  const refused = await imported(storeId, zip);
  expect(refused).toMatchObject({
    status: 409,
    body: { error: { type: "conflict_error", conflicts: [{ path: "/a.md" }] } },
  });
  const evil = craftZip([{ name: "b.md", content: "new" }, { name: "../evil.md" }]);
  expect(await imported(storeId, evil)).toMatchObject({
    status: 400,
    body: { error: { type: "invalid_request_error", message: expect.stringContaining('"../evil.md"') } },
  });
  expect(await stateOf(storeId)).toEqual({ "/a.md": sha256("old") });
  const renamed = await imported(storeId, zip, "on_conflict=rename");
  expect(renamed.body.counts).toMatchObject({ created: 1, renamed: 1 });
  expect(renamed.body.files[0]).toMatchObject({ path: "/a-2.md", file_path: "/a.md", operation: "renamed" });
  expect((await imported(storeId, zip, "on_conflict=skip")).body.counts).toMatchObject({ skipped: 1, unchanged: 1 });
  expect((await imported(storeId, zip, "on_conflict=overwrite")).body.counts).toMatchObject({ modified: 1 });
  expect((await imported(storeId, zip, "on_conflict=maybe")).status).toBe(400);
  expect((await imported(storeId, Buffer.from("hello"))).status).toBe(400);
});

test("a body that is announced as too large is refused before it is sent", async () => {
  const storeId = await aStore();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { "x-api-key": API_KEY, "content-length": 256 * 1024 * 1024 + 1 };
    const request = httpRequest(`${api.baseURL}/v1/memory_stores/${storeId}/import`, { method: "POST", headers });
    request.on("response", (response) => {
      resolve(response.statusCode);
      request.destroy();
    });
    request.on("error", reject);
    request.write("x");
  });
  expect(status).toBe(413);
});

const git = (repository: string, ...args: string[]) =>
  execFileSync("git", ["-C", repository, ...args], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, stdio: "pipe" });

async function aRepository(storeId: string): Promise<string> {
  const repository = mkdtempSync(join(folder, "repository-"));
  git(repository, "init", "--quiet", "--bare", "--initial-branch=main");
  const { bytes, headers } = await exported(storeId, "format=git");
  expect(headers.get("content-disposition")).toBe(`attachment; filename="${storeId}.git-stream"`);
  const options = { input: bytes, encoding: "utf8" } as const;
  const result = spawnSync("git", ["-C", repository, "fast-import", "--quiet"], options);
  expect([result.status, result.stderr]).toEqual([0, ""]);
  git(repository, "fsck", "--strict", "--no-progress");
  return repository;
}

/** Paths and contents of a commit, with the escaped names as the export has them. */
function filesOf(repository: string, commit: string): Record<string, string> {
  const names = git(repository, "ls-tree", "-r", "-z", "--name-only", commit).split("\0").filter(Boolean);
  return Object.fromEntries(names.map((name) => [name, git(repository, "cat-file", "blob", `${commit}:${name}`)]));
}

const hasGit = spawnSync("git", ["--version"]).status === 0;
const withGit = hasGit ? "with git" : "(skipped: git is not installed)";

test.runIf(hasGit)(`the history is a git history ${withGit}: paths, contents, authors, dates`, async () => {
  const { memories, memoryVersions } = api.client.beta.memoryStores;
  const storeId = await aNastyStore();
  const list = await memories.list(storeId, { path_prefix: "/", limit: 100 });
  const idOf = (path: string) => list.data.flatMap((item) => ("id" in item && item.path === path ? [item.id] : []))[0];
  const key = { memory_store_id: storeId };
  const edited = idOf("/CON") ?? "";
  await memories.update(edited, { ...key, content: "second" });
  await memories.update(edited, { ...key, path: "/CON/below.md", content: "third" });
  await memories.delete(idOf("/back/slash.md") ?? "", key);
  await memories.create(storeId, { path: "/back", content: "a file where a folder was" });
  const repository = await aRepository(storeId);

  const files = filesOf(repository, "main");
  const escaped: Record<string, string> = {
    ".git/config": "%2Egit/config",
    "a/.GIT/hooks": "a/%2EGIT/hooks",
    ".gitattributes": "%2Egitattributes",
    ".gitmodules": "%2Egitmodules",
    "git~1/x": "%67it~1/x",
    "%2Egit/config": "%252Egit/config",
    "100%/%5C.md": "100%/%255C.md",
  };
  const inGit = Object.entries(await stateOf(storeId)).map(([path, hash]) => {
    const name = path.slice(1);
    return [escaped[name] ?? name, hash];
  });
  const hashes = Object.entries(files).map(([name, content]) => [name, sha256(content)]);
  expect(Object.fromEntries(hashes)).toEqual(Object.fromEntries(inGit));

  let versions = 0;
  for await (const version of memoryVersions.list(storeId, { view: "full" })) {
    const commit = git(repository, "log", "--format=%H", `--grep=^Reverie-Version: ${version.id}$`).trim();
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    const author = git(repository, "show", "--no-patch", "--format=%an <%ae> %aI", commit).trim();
    const keyId = version.created_by && "api_key_id" in version.created_by ? version.created_by.api_key_id : "";
    const second = `${version.created_at.slice(0, 19)}+00:00`;
    expect(author).toBe(`api_actor ${keyId} <${keyId}@reverie.invalid> ${second}`);
    const path = version.path?.slice(1) ?? "";
    const blob = `${commit}:${escaped[path] ?? path}`;
    if (version.content === null) expect(() => git(repository, "cat-file", "blob", blob)).toThrow();
    else expect(git(repository, "cat-file", "blob", blob)).toBe(version.content);
    versions += 1;
  }
  expect(versions).toBe(Object.keys(NASTY).length + 4);
  expect(git(repository, "log", "--format=%s", "--", "CON/below.md").trim()).toBe("moved /CON to /CON/below.md");
  expect(git(repository, "log", "--format=%(trailers:key=Reverie-Path,valueonly)", "--", "%2Egit/config").trim()).toBe(
    "/.git/config",
  );
});

test.runIf(hasGit)(`a commit names the session and the dream that wrote ${withGit}`, async () => {
  const db = await testDatabase();
  const workspace = await db.prisma.workspace.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
  const storeId = StoreId.parse(await aStore());
  const { ctx, advance } = aContext(db, workspace.id as never, new Date());
  const session = { ...ctx, actor: { type: "session_actor" as const, id: newId("sesn") } };
  const memory = await createMemory(session, { storeId, path: aPath("/a.md"), content: aText("one") });
  advance(1_000);
  await updateMemory(ctx, { storeId, memoryId: memory.id, content: aText("two") });
  const dreamId = newId("drm");
  await db.query(
    `insert into memory_versions (id, workspace_id, store_id, memory_id, operation, path, content_sha256, content_bytes,
       created_at, actor_type, actor_id, dream_id)
     select $2, workspace_id, store_id, memory_id, 'modified', path, content_sha256, content_bytes,
       created_at + interval '1 second', actor_type, actor_id, $3
     from memory_versions where memory_id = $1 and operation = 'modified'`,
    [memory.id, newId("memver"), dreamId],
  );
  await db.query("update memories set updated_at = updated_at + interval '1 second' where id = $1", [memory.id]);
  const repository = await aRepository(storeId);
  const trailers =
    "%(trailers:key=Reverie-Session,valueonly,separator=)|%(trailers:key=Reverie-Dream,valueonly,separator=)";
  expect(git(repository, "log", `--format=${trailers}`).trim().split("\n")).toEqual([
    `|${dreamId}`,
    "|",
    `${session.actor.id}|`,
  ]);
});

test.runIf(hasGit)(`an empty store and a cut stream ${withGit}`, async () => {
  const storeId = await aStore();
  await aRepository(storeId);
  await api.client.beta.memoryStores.memories.create(storeId, { path: "/a.md", content: "one" });
  const { bytes } = await exported(storeId, "format=git");
  const repository = mkdtempSync(join(folder, "repository-"));
  git(repository, "init", "--quiet", "--bare", "--initial-branch=main");
  const cut = bytes.subarray(0, bytes.length - "done\n".length);
  const result = spawnSync("git", ["-C", repository, "fast-import", "--quiet"], { input: cut, encoding: "utf8" });
  expect(result.status).not.toBe(0);
});
