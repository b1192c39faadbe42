import pg from "pg";
import { expect, test } from "vitest";
import { sha256 } from "@/lib/core/hash";
import { newId } from "@/lib/core/ids";
import { testDatabase } from "@/lib/testing/database";
import { apiServer } from "./server";

const api = apiServer();

type Change = {
  sequence: number;
  operation: string;
  memory_id: string;
  memory_version_id: string;
  path: string | null;
  content: string | null;
};
type Changes = { data: Change[]; next_after: number; has_more: boolean };

async function aStore() {
  const { id } = await api.client.beta.memoryStores.create({ name: "Changes" });
  const { memories } = api.client.beta.memoryStores;
  return {
    id,
    create: (path: string, content = "") => memories.create(id, { path, content }),
    update: (memoryId: string, change: { path?: string; content?: string }) =>
      memories.update(memoryId, { memory_store_id: id, ...change }),
    remove: (memoryId: string) => memories.delete(memoryId, { memory_store_id: id }),
    changes: (query: Record<string, string | number> = {}): Promise<Changes> =>
      api.client.get(`/v1/memory_stores/${id}/changes`, { query }),
    tree: async () => {
      const files: [string, string | null][] = [];
      for await (const entry of memories.list(id, { view: "full" })) {
        if (entry.type === "memory") files.push([entry.path, entry.content ?? null]);
      }
      return files;
    },
  };
}

type Store = Awaited<ReturnType<typeof aStore>>;

/** Everything there is now, page by page. */
async function readAll(store: Store, query: { limit?: number; view?: string } = {}): Promise<Change[]> {
  const all: Change[] = [];
  for (let after = 0, more = true; more; ) {
    const answer = await store.changes({ ...query, after });
    all.push(...answer.data);
    after = answer.next_after;
    more = answer.has_more;
  }
  return all;
}

/** The tree that a copy holds after it has taken over each change. */
function replay(changes: Change[]): [string, string | null][] {
  const files = new Map<string, Change>();
  for (const change of changes) {
    if (change.operation === "deleted") files.delete(change.memory_id);
    else files.set(change.memory_id, change);
  }
  const entries = [...files.values()].map((change): [string, string | null] => [change.path ?? "", change.content]);
  return entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test("every change is listed, numbered from 1", async () => {
  const store = await aStore();
  const created = await store.create("/a", "one");
  const renamed = await store.update(created.id, { path: "/b" });
  await store.update(created.id, { content: "two" });
  await store.remove(created.id);
  const answer = await store.changes({ view: "full" });
  const version = await api.client.beta.memoryStores.memoryVersions.retrieve(created.memory_version_id, {
    memory_store_id: store.id,
  });
  expect(answer).toMatchObject({ next_after: 4, has_more: false });
  expect(answer.data[0]).toEqual({
    type: "memory_change",
    sequence: 1,
    operation: "created",
    memory_id: created.id,
    memory_version_id: created.memory_version_id,
    path: "/a",
    content: "one",
    content_sha256: sha256("one"),
    content_size_bytes: 3,
    created_at: version.created_at,
    created_by: version.created_by,
  });
  expect(answer.data.slice(1)).toMatchObject([
    { sequence: 2, operation: "modified", path: "/b", content: "one", memory_version_id: renamed.memory_version_id },
    { sequence: 3, operation: "modified", path: "/b", content: "two" },
    { sequence: 4, operation: "deleted", path: "/b", content: null, content_sha256: null, content_size_bytes: null },
  ]);
  expect((await store.changes()).data.map(({ content }) => content)).toEqual([null, null, null, null]);
});

test("pages follow each other, and what was not reached yet is nothing new", async () => {
  const store = await aStore();
  for (const path of ["/a", "/b", "/c"]) await store.create(path);
  expect(await store.changes({ limit: 2 })).toMatchObject({ next_after: 2, has_more: true });
  expect(await store.changes({ limit: 2, after: 2 })).toMatchObject({
    data: [{ sequence: 3, path: "/c" }],
    next_after: 3,
    has_more: false,
  });
  for (const after of [3, 4, 1e12]) {
    expect(await store.changes({ after })).toEqual({ data: [], next_after: after, has_more: false });
  }
});

test.each([
  ["after=-1", "after must be a whole number from 0"],
  ["after=x", "after must be a whole number from 0"],
  ["after=1.5", "after must be a whole number from 0"],
  ["limit=0", "limit must be a whole number from 1 to 1000"],
  ["limit=1001", "limit must be a whole number from 1 to 1000"],
  ["wait_seconds=61", "wait_seconds must be a whole number from 0 to 60"],
  ["view=none", "view must be basic or full"],
])("%s is refused with the reason", async (query, reason) => {
  const store = await aStore();
  const response = await api.request(`/v1/memory_stores/${store.id}/changes?${query}`);
  const answer = (await response.json()) as { error: { message: string } };
  expect([response.status, answer.error.message]).toEqual([400, expect.stringContaining(reason)]);
});

test("a full view lowers the limit to 100, a basic one takes 1,000", async () => {
  const store = await aStore();
  const operations = Array.from({ length: 100 }, (_, file) => ({ type: "create", path: `/${file}`, content: "" }));
  await api.client.post(`/v1/memory_stores/${store.id}/batch`, { body: { operations } });
  await store.create("/last");
  expect(await store.changes({ view: "full", limit: 1000 })).toMatchObject({ next_after: 100, has_more: true });
  const all = await store.changes({ limit: 1000 });
  expect(all.data.map(({ sequence }) => sequence)).toEqual(upTo(101));
  expect(all.data.map(({ path }) => path)).toEqual([...operations.map(({ path }) => path), "/last"]);
});

/** Writes as a client of its own; gives how many changes it made. */
async function writeALot(store: Store, client: number): Promise<number> {
  const memory = await store.create(`/c${client}/a`, `client ${client}`);
  const shared = await store.create(`/c${client}/b`);
  for (let round = 0; round < 4; round++) await store.update(memory.id, { content: `client ${client}, ${round}` });
  await store.update(memory.id, { path: `/moved/${client}` });
  await store.remove(shared.id);
  return 8;
}

/** Reads with small pages, stops after each few and comes back with nothing but the number. */
async function follow(store: Store, total: number): Promise<Change[]> {
  const seen: Change[] = [];
  for (let after = 0; after < total; ) {
    const answer = await store.changes({ after, limit: 7, view: "full", wait_seconds: 20 });
    seen.push(...answer.data);
    after = answer.next_after;
  }
  return seen;
}

test("under 32 writers two readers get every change exactly once, and a replay is the live tree", async () => {
  const store = await aStore();
  const clients = upTo(32);
  const readers = [follow(store, 8 * clients.length), follow(store, 8 * clients.length)];
  const counts = await Promise.all(clients.map((client) => writeALot(store, client)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const [one = [], two = []] = await Promise.all(readers);
  expect(one.map(({ sequence }) => sequence)).toEqual(upTo(total));
  expect(new Set(one.map((change) => change.memory_version_id)).size).toBe(total);
  expect(two).toEqual(one);
  expect(await readAll(store, { view: "full", limit: 100 })).toEqual(one);
  expect(replay(one)).toEqual(await store.tree());
});

test("a reader that waits gets the change as soon as it is there", async () => {
  const store = await aStore();
  await store.create("/a");
  const waiting = store.changes({ after: 1, wait_seconds: 60 });
  const { id } = await store.create("/b");
  expect((await waiting).data).toMatchObject([{ sequence: 2, memory_id: id }]);
});

test("a reader that waits in vain gets an empty answer", async () => {
  const store = await aStore();
  expect(await store.changes({ wait_seconds: 1 })).toEqual({ data: [], next_after: 0, has_more: false });
});

test("a change that is committed late is not missed", async () => {
  const store = await aStore();
  const db = await testDatabase();
  const memory = await store.create("/held", "one");
  const held = new pg.Client({ connectionString: db.url });
  await held.connect();
  const late = newId("memver");
  await held.query("begin");
  await held.query(
    `insert into memory_versions (id, workspace_id, store_id, memory_id, operation, path, content_sha256, content_bytes,
       created_at, actor_type, actor_id)
     select $2, workspace_id, store_id, memory_id, 'modified', path, content_sha256, content_bytes, now(), actor_type, actor_id
     from memory_versions where id = $1`,
    [memory.memory_version_id, late],
  );
  const after = await store.create("/after");
  expect((await readAll(store)).map((change) => change.memory_version_id)).toEqual([
    memory.memory_version_id,
    after.memory_version_id,
  ]);
  await held.query("commit");
  await held.end();
  expect((await store.changes({ after: 2 })).data).toMatchObject([{ sequence: 3, memory_version_id: late }]);
  expect((await readAll(store)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});

test("more changes than are numbered at once are all there", async () => {
  const store = await aStore();
  const db = await testDatabase();
  const memory = await store.create("/a");
  await db.query(
    `insert into memory_changes (store_id, sequence, version_id, operation)
     select $1, nextval('memory_changes_arrival'), $2, 'modified' from generate_series(1, 10500)`,
    [store.id, memory.memory_version_id],
  );
  const all = await readAll(store, { limit: 1000 });
  expect(all.map(({ sequence }) => sequence)).toEqual(upTo(10_501));
});

test("a redaction is a change, and takes path and text out of the earlier ones", async () => {
  const store = await aStore();
  const memory = await store.create("/secret", "the password");
  await store.update(memory.id, { content: "nothing" });
  const path = `/v1/memory_stores/${store.id}/memory_versions/${memory.memory_version_id}/redact`;
  await api.client.post(path);
  const { data } = await store.changes({ view: "full" });
  const gone = { path: null, content: null, content_sha256: null, content_size_bytes: null };
  expect(data).toMatchObject([
    { sequence: 1, operation: "created", memory_version_id: memory.memory_version_id, ...gone },
    { sequence: 2, operation: "modified", content: "nothing" },
    { sequence: 3, operation: "redacted", memory_version_id: memory.memory_version_id, memory_id: memory.id, ...gone },
  ]);
});
