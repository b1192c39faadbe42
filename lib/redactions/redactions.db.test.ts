import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { newId, type RedactionId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";
import type { JobContext } from "@/lib/jobs/define-job";
import { runJob } from "@/lib/jobs/run-job";
import { createMemory } from "@/lib/memories/create-memory";
import { deleteMemory } from "@/lib/memories/delete-memory";
import { getMemory } from "@/lib/memories/get-memory";
import { updateMemory } from "@/lib/memories/update-memory";
import { aContext, aMemory, aPath, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { dumpDatabase, tablesHolding } from "@/lib/testing/dump-database";
import { redactVersion } from "@/lib/versions/redact-version";
import { type CreateRedaction, createRedaction } from "./create-redaction";
import { getRedaction } from "./get-redaction";
import { listRedactionItems } from "./list-redaction-items";
import { listRedactions } from "./list-redactions";
import { runRedaction } from "./run-redaction";
import { runRedactionJob } from "./run-redaction.job";
import { sweepRedactions } from "./sweep-redactions";

const never = new AbortController().signal;
const jobOf = (ctx: Context, db: Database = ctx.db): JobContext => ({ db, now: ctx.now });

async function created(ctx: Context, input: CreateRedaction): Promise<RedactionId> {
  const answer = await createRedaction(ctx, input);
  if (answer.outcome !== "created") throw new Error("a preview was made");
  return answer.redaction.id;
}

const literal = (text: string) => ({ type: "literal" as const, text });

/** A database that is gone from the `at`-th statement or transaction on. */
function failingAt(db: Database, at: number, message: string): Database {
  let count = 0;
  const step = () => {
    if (++count >= at) throw new Error(message);
  };
  return {
    ...db,
    query: async (statement, values) => {
      step();
      return db.query(statement, values);
    },
    pool: new Proxy(db.pool, {
      get(pool, name) {
        if (name !== "connect") return Reflect.get(pool, name) as unknown;
        return async () => {
          step();
          return pool.connect();
        };
      },
    }),
  };
}

test("a run that is killed at any step is finished by the next, and what it throws holds no text", async () => {
  const { ctx, db } = await aWorkspace();
  const text = "killed at any step 41";
  let at = 1;
  // Every step of the memories' part, then one in six of those that follow.
  for (let died = true; died; at += at < 14 ? 1 : 6) {
    const store = await aStore(ctx, `${at} ${text}`);
    const memory = await aMemory(ctx, store.id, `/${text}.md`, `a ${text}`);
    await updateMemory(ctx, { storeId: store.id, memoryId: memory.id, content: aText(`b ${text} c`) });
    const gone = await aMemory(ctx, store.id, "/gone.md", text);
    await deleteMemory(ctx, { storeId: store.id, memoryId: gone.id });
    const id = await created(ctx, { find: literal(text), replacement: "x", rewriteHeads: true });
    const outcome = await runRedaction(jobOf(ctx, failingAt(db, at, `row (${text})`)), id, never).catch(
      (e: unknown) => e,
    );
    died = outcome instanceof Error;
    if (outcome instanceof Error) expect(`${outcome.stack}`).not.toContain(text);
    await runRedaction(jobOf(ctx), id, never);
    expect(await getRedaction(ctx, id)).toMatchObject({ status: "completed", findText: null, replacement: null });
    const kept = await getMemory(ctx, { storeId: store.id, memoryId: memory.id });
    expect([kept.path, kept.content]).toEqual(["/x.md", "b x c"]);
    const items = await listRedactionItems(ctx, { redactionId: id });
    expect(new Set(items.data.map((item) => item.objectId)).size).toBe(items.data.length);
    expect(items.data.map((item) => item.position)).toEqual(items.data.map((_, index) => index + 1));
  }
  expect(at).toBeGreaterThan(15);
  expect(tablesHolding(await dumpDatabase(db), text)).toEqual([]);
}, 120_000);

test("a live memory that appears meanwhile is not touched without rewrite_heads, and the redaction says so", async () => {
  const { ctx, db } = await aWorkspace();
  const text = "appears meanwhile 42";
  const store = await aStore(ctx);
  const old = await aMemory(ctx, store.id, "/old.md", text);
  await updateMemory(ctx, { storeId: store.id, memoryId: old.id, content: aText("clean") });
  const id = await created(ctx, { find: literal(text) });
  const late = await aMemory(ctx, store.id, "/late.md", `late ${text}`);
  await runRedaction(jobOf(ctx), id, never);
  const ended = await getRedaction(ctx, id);
  expect(ended).toMatchObject({ status: "failed", findText: null, counts: { memory_version: 1 } });
  expect(ended.errorMessage).toContain("1 live memories");
  expect((await getMemory(ctx, { storeId: store.id, memoryId: late.id })).content).toBe(`late ${text}`);
  expect(tablesHolding(await dumpDatabase(db), text)).toEqual(["public.contents"]);
});

test("a job that fails for good, or is lost, leaves no text behind in the redaction", async () => {
  const { ctx, db } = await aWorkspace();
  const text = "fails for good 43";
  const failing = await created(ctx, { find: literal(text) });
  const attempt = { id: newId("req"), data: { redactionId: failing }, retryCount: 4, retryLimit: 4 };
  const job = { ...runRedactionJob, run: () => Promise.reject(new Error("broken")) };
  await expect(runJob(jobOf(ctx), job as never, attempt, 1, never)).rejects.toThrow("broken");
  expect(await getRedaction(ctx, failing)).toMatchObject({ status: "failed", findText: null });

  const lost = await created(ctx, { find: literal(text) });
  await sweepRedactions(jobOf(ctx));
  expect(await getRedaction(ctx, lost)).toMatchObject({ status: "pending", findText: text });
  await db.query("delete from pgboss.job where data ->> 'redactionId' = $1", [lost]);
  await sweepRedactions(jobOf(ctx));
  expect(await getRedaction(ctx, lost)).toMatchObject({ status: "failed", findText: null, findHashes: [] });
  expect(tablesHolding(await dumpDatabase(db), text)).toEqual([]);
});

test("a path that cannot be rewritten becomes the memory's id, and no memory is lost", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const taken = await aMemory(ctx, store.id, "/x", "taken");
  const memory = await aMemory(ctx, store.id, "/blocked path 44", "one");
  const below = await aMemory(ctx, store.id, "/dir/blocked path 44/a.md", "two");
  const id = await created(ctx, { find: literal("blocked path 44"), replacement: "x", rewriteHeads: true });
  await runRedaction(jobOf(ctx), id, never);
  const pathOf = async (memoryId: typeof taken.id) => (await getMemory(ctx, { storeId: store.id, memoryId })).path;
  expect(await pathOf(taken.id)).toBe("/x");
  expect(await pathOf(memory.id)).toBe(`/${memory.id}`);
  expect(await pathOf(below.id)).toBe("/dir/x/a.md");
});

test("another workspace's texts stay, and its redactions are not found", async () => {
  const { ctx } = await aWorkspace();
  const stranger = (await aWorkspace()).ctx;
  const text = "of two workspaces 45";
  const theirs = await aStore(stranger);
  const kept = await createMemory(stranger, { storeId: theirs.id, path: aPath(`/${text}`), content: aText(text) });
  const id = await created(ctx, { find: literal(text), replacement: "x", rewriteHeads: true });
  await runRedaction(jobOf(ctx), id, never);
  expect(await getMemory(stranger, { storeId: theirs.id, memoryId: kept.id })).toMatchObject({ content: text });
  await expect(getRedaction(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(listRedactionItems(stranger, { redactionId: id })).rejects.toMatchObject({ code: "not_found" });
  expect((await listRedactions(stranger)).data).toEqual([]);
  const find = { type: "memory_version_ids" as const, ids: [kept.headVersionId] };
  await expect(createRedaction(ctx, { find })).rejects.toMatchObject({ code: "not_found" });
});

test("sessions and credentials without all the scopes may not redact", async () => {
  const { ctx, db, workspaceId } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  const session: Context = { ...ctx, actor: { type: "session_actor", id: newId("sesn") } };
  const narrow: Context = { ...aContext(db, workspaceId).ctx, scopes: new Set(["memories:write"]) };
  const find = literal("anything at all");
  for (const refused of [
    createRedaction(session, { find }),
    createRedaction(narrow, { find }),
    redactVersion(session, { storeId: store.id, versionId: memory.headVersionId }),
  ]) {
    await expect(refused).rejects.toMatchObject({ code: "permission" });
  }
});

test("the database itself refuses to redact a head, and any other change of a version", async () => {
  const { ctx, db } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id);
  const change = (set: string) => db.query(`update memory_versions set ${set} where id = $1`, [memory.headVersionId]);
  const cleared = "path = null, content_sha256 = null, content_bytes = null, redacted_at = now()";
  await expect(change(cleared)).rejects.toMatchObject({ constraint: "memory_versions_head" });
  for (const set of ["path = '/b'", "actor_id = 'x'", "dream_id = 'x'", "base_sha256 = 'x'", "created_at = now()"]) {
    await expect(change(set)).rejects.toThrow("immutable");
  }
});
