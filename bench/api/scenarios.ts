import { createHash } from "node:crypto";
import type { Request } from "autocannon";
import { CHILDREN, FIND, LIST } from "@/lib/memories/repository";
import { CREATE, UPDATE_CONTENT } from "@/lib/memories/write-repository";
import { randomText } from "./random";
import { CONTENT_BYTES, type SeededStore } from "./seed";

export type World = {
  workspaceId: string;
  keyId: string;
  /** 10,000 memories. */
  large: SeededStore;
  /** 100 memories. */
  small: SeededStore;
  /** The first and the last page of 100 of the large store's list: cursors of the API, paths for the bare server. */
  lastPage: { cursor: string; path: string };
  random: () => number;
};

/** Who is asked: the two servers differ in how a page is named. */
export type Target = "reverie" | "bare";

export type Scenario = {
  name: string;
  /** At least this share of the bare server's rate; null: no target. */
  rateMin: number | null;
  requestOf(world: World, target: Target, connection: number, run: number): Request;
  /** The statement and its parameters for pgbench, as SQL expressions. */
  pgbench(world: World, memory: SeededStore["memories"][number]): { text: string; values: string[] };
};

const memoriesOf = (store: SeededStore) => `/v1/memory_stores/${store.id}/memories`;
const quoted = (text: string) => `'${text}'`;
const pick = <T>(world: World, items: T[]): T => items[Math.floor(world.random() * items.length)] as T;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
/** A text of its own for each version of each connection. */
const versionText = (filler: string, run: number, connection: number, n: number) =>
  `${run} ${connection} ${n}\n${filler}`.slice(0, CONTENT_BYTES);

const list = (name: string, store: (world: World) => SeededStore, query: string): Scenario => ({
  name,
  rateMin: null,
  requestOf: (world) => ({ method: "GET", path: `${memoriesOf(store(world))}?${query}` }),
  pgbench: (world) => {
    const id = quoted(store(world).id);
    const workspace = quoted(world.workspaceId);
    return query.includes("depth=1")
      ? { text: CHILDREN.text, values: [id, "'/'", "'/'", "'0'", "101", workspace] }
      : { text: LIST.text, values: [workspace, id, "'/'", "'0'", "101"] };
  },
});

/** Each connection has a memory of its own and sends the hash that it wrote last. */
function updateRequest(world: World, connection: number, run: number): Request {
  const memory = world.large.memories[run * 64 + connection] as SeededStore["memories"][number];
  const filler = randomText(world.random, CONTENT_BYTES);
  let n = 0;
  let last = memory.contentSha256;
  return {
    method: "POST",
    setupRequest: (request) => {
      const content = versionText(filler, run, connection, n++);
      const body = JSON.stringify({ content, precondition: { type: "content_sha256", content_sha256: last } });
      last = sha256(content);
      return { ...request, path: `${memoriesOf(world.large)}/${memory.id}`, body };
    },
  };
}

function createRequest(world: World, connection: number, run: number): Request {
  const filler = randomText(world.random, CONTENT_BYTES);
  let n = 0;
  return {
    method: "POST",
    path: memoriesOf(world.small),
    setupRequest: (request) => {
      const content = versionText(filler, run, connection, n);
      return { ...request, body: JSON.stringify({ path: `/new/${run}/${connection}/${n++}.md`, content }) };
    },
  };
}

const ACTOR = (world: World) => ["'api_actor'", quoted(world.keyId)];
/** pgbench draws a number `n` for each transaction; all that has to be new is made of it. */
const NEW_ID = (prefix: string) => `('${prefix}_bench_' || (:n)::text)`;
const NEW_TEXT = `rpad((:n)::text, ${CONTENT_BYTES}, 'x')`;
/** The hash of a text is the server's to compute; for Postgres it is a key like any other. */
const NEW_HASH = "(:n)::text";

export const SCENARIOS: Scenario[] = [
  {
    name: "retrieve by id (2 KiB)",
    rateMin: 0.65,
    requestOf: (world) => ({
      method: "GET",
      setupRequest: (request) => ({
        ...request,
        path: `${memoriesOf(world.large)}/${pick(world, world.large.memories).id}`,
      }),
    }),
    pgbench: (world, memory) => ({
      text: FIND.text,
      values: [quoted(world.workspaceId), quoted(world.large.id), quoted(memory.id)],
    }),
  },
  list("list 100, basic", (world) => world.large, "limit=100"),
  {
    ...list("list 100, basic, last page", (world) => world.large, "limit=100"),
    requestOf: (world, target) => ({
      method: "GET",
      path: `${memoriesOf(world.large)}?limit=100&${target === "bare" ? `after=${encodeURIComponent(world.lastPage.path)}` : `page=${world.lastPage.cursor}`}`,
    }),
  },
  list("depth=1, 10,000 memories", (world) => world.large, "depth=1&limit=100"),
  list("depth=1, 100 memories", (world) => world.small, "depth=1&limit=100"),
  {
    name: "update with precondition",
    rateMin: 0.7,
    requestOf: (world, _target, connection, run) => updateRequest(world, connection, run),
    pgbench: (world, memory) => ({
      text: UPDATE_CONTENT.text,
      values: [
        ...[quoted(world.workspaceId), quoted(world.large.id), quoted(memory.id), NEW_TEXT, NEW_HASH],
        ...[String(CONTENT_BYTES), "null", "now()", NEW_ID("memver"), ...ACTOR(world)],
      ],
    }),
  },
  {
    name: "create",
    rateMin: null,
    requestOf: (world, _target, connection, run) => createRequest(world, connection, run),
    pgbench: (world) => ({
      text: CREATE.text,
      values: [
        ...[quoted(world.workspaceId), quoted(world.small.id), "('/pg/' || (:n)::text)", "array['/pg']", "1000000"],
        ...[NEW_TEXT, NEW_HASH, String(CONTENT_BYTES), "now()", NEW_ID("mem"), NEW_ID("memver"), ...ACTOR(world)],
      ],
    }),
  },
];
