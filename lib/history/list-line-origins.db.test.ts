import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { newId, type StoreId } from "@/lib/core/ids";
import { withTransaction } from "@/lib/db/database";
import type { MemoryRow } from "@/lib/memories/repository";
import { updateMemory } from "@/lib/memories/update-memory";
import { writeMemories } from "@/lib/memories/write-memories";
import { aContext, aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { redactVersion } from "@/lib/versions/redact-version";
import { listLineOrigins } from "./list-line-origins";

/** A key, a person and a clock in one workspace; every call of `next` is an hour later. */
async function aTeam() {
  const { ctx, db, workspaceId, advance } = await aWorkspace();
  const person: Context = { ...ctx, actor: { type: "user_actor", id: newId("user") } };
  const store = await aStore(ctx);
  return { ctx, person, store, db, workspaceId, advance, next: () => advance(3_600_000) };
}

async function write(ctx: Context, memory: MemoryRow, content: string): Promise<MemoryRow> {
  return updateMemory(ctx, { storeId: memory.storeId, memoryId: memory.id, content: aText(content) });
}

/** The origins of one memory as it is now, each as `line hour who`. */
async function originsOf(ctx: Context, storeId: StoreId, memory: MemoryRow, content: string, takenAt = ctx.now()) {
  const file = { memoryId: memory.id, contentSha256: memory.contentSha256, text: content };
  const origins = await listLineOrigins(ctx, { storeId, files: [file], takenAt });
  return (origins.get(memory.id) ?? []).map(
    ({ line, at, byPerson }) => `${line} ${at.slice(11, 13)} ${byPerson ? "person" : "agent"}`,
  );
}

test("a person who edits one line of an agent's file owns that line only", async () => {
  const { ctx, person, store, next } = await aTeam();
  const memory = await aMemory(ctx, store.id, "/a.md", "one\ntwo\nthree\n");
  next();
  const edited = await write(person, memory, "one\nTWO\nthree\n");
  expect(await originsOf(ctx, store.id, edited, "one\nTWO\nthree\n")).toEqual([
    "1 09 agent",
    "2 10 person",
    "3 09 agent",
  ]);
});

test("a file with one version is whole its author's", async () => {
  const { ctx, person, store } = await aTeam();
  const memory = await aMemory(person, store.id, "/a.md", "one\ntwo\n");
  expect(await originsOf(ctx, store.id, memory, "one\ntwo\n")).toEqual(["1 09 person"]);
  const empty = await aMemory(ctx, store.id, "/b.md", "");
  expect(await originsOf(ctx, store.id, empty, "")).toEqual(["1 09 agent"]);
});

test("what a person adopted from a dream is no person's", async () => {
  const { ctx, person, store, db, next } = await aTeam();
  const memory = await aMemory(person, store.id, "/a.md", "one\ntwo\n");
  next();
  const [adopted] = await withTransaction(db, (tx) =>
    writeMemories(person, tx, {
      storeId: store.id,
      dreamId: newId("drm"),
      writes: [{ operation: "modified", memory, path: "/a.md", content: "one\ntwo, from a dream\n" }],
    }),
  );
  if (adopted === undefined) throw new Error("one write in, one memory out");
  expect(await originsOf(ctx, store.id, adopted, "one\ntwo, from a dream\n")).toEqual(["1 09 person", "2 10 agent"]);
});

test("a rename writes no line", async () => {
  const { ctx, person, store, next } = await aTeam();
  const memory = await aMemory(ctx, store.id, "/a.md", "one\n");
  next();
  const renamed = await updateMemory(person, { storeId: store.id, memoryId: memory.id, path: aPath("/b.md") });
  expect(await originsOf(ctx, store.id, renamed, "one\n")).toEqual(["1 09 agent"]);
});

test("lines that a person's redacted version may have brought are a person's", async () => {
  const { ctx, person, store, next } = await aTeam();
  const memory = await aMemory(ctx, store.id, "/a.md", "one\n");
  next();
  const secret = await write(person, memory, "one\nkey\ntwo\n");
  next();
  const now = await write(ctx, secret, "one\ntwo\n");
  await redactVersion(ctx, { storeId: store.id, versionId: secret.headVersionId });
  expect(await originsOf(ctx, store.id, now, "one\ntwo\n")).toEqual(["1 09 agent", "2 11 person"]);
});

test("the version of the snapshot counts, not a later one with the same text", async () => {
  const { ctx, person, store, next } = await aTeam();
  const memory = await aMemory(ctx, store.id, "/a.md", "one\n");
  const takenAt = ctx.now();
  next();
  const other = await write(ctx, memory, "two\n");
  next();
  const back = await write(person, other, "one\n");
  expect(await originsOf(ctx, store.id, back, "one\n", takenAt)).toEqual(["1 09 agent"]);
  expect(await originsOf(ctx, store.id, back, "one\n")).toEqual(["1 11 person"]);
});

test("a text that a redaction put into the snapshot later is its writer's", async () => {
  const { ctx, person, store, next } = await aTeam();
  const memory = await aMemory(ctx, store.id, "/a.md", "one\nsecret\n");
  const takenAt = ctx.now();
  next();
  const clean = await write(person, memory, "one\n[redacted]\n");
  expect(await originsOf(ctx, store.id, clean, "one\n[redacted]\n", takenAt)).toEqual(["1 09 agent", "2 10 person"]);
});

test("of a long history the newest versions are read; older lines are a person's if a person wrote before", async () => {
  const { ctx, person, store, next, advance } = await aTeam();
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`).join("");
  let byAgent = await aMemory(ctx, store.id, "/agent.md", lines(1));
  let byBoth = await aMemory(person, store.id, "/both.md", lines(1));
  next();
  for (let count = 2; count <= 60; count++) {
    advance(1_000);
    byAgent = await write(ctx, byAgent, lines(count));
    byBoth = await write(ctx, byBoth, lines(count));
  }
  const files = [byAgent, byBoth].map(({ id, contentSha256 }) => ({ memoryId: id, contentSha256, text: lines(60) }));
  const origins = await listLineOrigins(ctx, { storeId: store.id, files, takenAt: ctx.now() });
  // 50 versions: the oldest one that is read has 11 lines.
  const [first, second] = origins.get(byAgent.id) ?? [];
  expect([first?.byPerson, second?.line]).toEqual([false, 12]);
  expect(origins.get(byAgent.id)?.every((run) => !run.byPerson)).toBe(true);
  expect(origins.get(byBoth.id)?.map((run) => run.byPerson)).toEqual([true, ...Array(49).fill(false)]);
});

test("another workspace's history tells nothing", async () => {
  const { ctx, store, db } = await aTeam();
  const memory = await aMemory(ctx, store.id, "/a.md", "one\n");
  const stranger = aContext(db, (await aWorkspace()).workspaceId).ctx;
  expect(await originsOf(stranger, store.id, memory, "one\n")).toEqual(["1 09 person"]);
});

test("thousands of memories take few queries, and each gets its own lines", async () => {
  const { ctx, person, store, next } = await aTeam();
  const first = await Promise.all(
    Array.from({ length: 1_200 }, (_, index) => aMemory(ctx, store.id, `/n/${index}.md`, `note ${index}\n`)),
  );
  next();
  const edited = await Promise.all(
    first.map((memory, index) => (index % 2 ? memory : write(person, memory, `note ${index}\nmine ${index}\n`))),
  );
  const text = (index: number) => (index % 2 ? `note ${index}\n` : `note ${index}\nmine ${index}\n`);
  const files = edited.map(({ id, contentSha256 }, index) => ({ memoryId: id, contentSha256, text: text(index) }));
  let queries = 0;
  const counting = new Proxy(ctx.db, {
    get(target, name, receiver) {
      if (name === "query") queries += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  const origins = await listLineOrigins({ ...ctx, db: counting }, { storeId: store.id, files, takenAt: ctx.now() });
  expect(queries).toBeLessThan(20);
  for (const [index, memory] of edited.entries()) {
    expect(origins.get(memory.id)?.map((run) => run.byPerson)).toEqual(index % 2 ? [false] : [false, true]);
  }
});
