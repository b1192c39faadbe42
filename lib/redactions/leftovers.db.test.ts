import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { type DreamId, newId, type RedactionId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";
import { runRedactionJob } from "@/lib/redactions/run-redaction.job";
import { aMemory, aStore, aWorkspace } from "@/lib/testing/builders";
import { createRedaction } from "./create-redaction";
import { failRedactions } from "./fail-redactions";
import { getRedaction } from "./get-redaction";
import { endRedactionRows } from "./repository";
import { runRedaction } from "./run-redaction";

const never = new AbortController().signal;
const jobOf = (ctx: Context) => ({ db: ctx.db, now: ctx.now });

async function created(ctx: Context, text: string): Promise<RedactionId> {
  const find = { type: "literal" as const, text };
  const answer = await createRedaction(ctx, { find, replacement: "x", rewriteHeads: true });
  if (answer.outcome !== "created") throw new Error("a preview was made");
  return answer.redaction.id;
}

/** Columns of which the planner's statistics hold a sample with the text. */
async function sampled(db: Database, text: string): Promise<string[]> {
  const rows = await db.query<{ column: string }>(
    `select tablename || '.' || attname as column from pg_stats
     where concat(most_common_vals::text, histogram_bounds::text, most_common_elems::text) like '%' || $1 || '%'
     order by 1`,
    [text],
  );
  return rows.map((row) => row.column);
}

/** A dream over an empty list of transcripts, with a job of its own that failed with `output`. */
async function aRunningDream(ctx: Context, output: string): Promise<DreamId> {
  const id = newId("drm");
  const store = await aStore(ctx);
  await ctx.db.prisma.dream.create({
    data: {
      id,
      workspaceId: ctx.workspaceId,
      status: "running",
      stage: "reading",
      storeId: store.id,
      sessionIds: ["sesn_none"],
      modelId: "reverie-local",
      outputBehavior: "create_new",
      actorType: ctx.actor.type,
      actorId: ctx.actor.id,
      createdAt: new Date(),
    },
  });
  await ctx.db.query(
    `insert into pgboss.job (name, data, state, output)
     values ($1, jsonb_build_object('dreamId', $2::text), 'failed', jsonb_build_object('message', $3::text))`,
    [runRedactionJob.name, id, output],
  );
  return id;
}

const endDream = (db: Database, id: DreamId) =>
  db.query("update dreams set status = 'completed', stage = 'done', ended_at = now() where id = $1", [id]);

const outputOf = async (db: Database, id: DreamId) =>
  (await db.query<{ output: unknown }>("select output from pgboss.job where data ->> 'dreamId' = $1", [id]))[0]?.output;

test("what a failed job told is searched in its own workspace only", async () => {
  const { ctx, db } = await aWorkspace();
  const { ctx: stranger } = await aWorkspace();
  const text = "told by a failed job 51";
  const [own, theirs] = [await aRunningDream(ctx, text), await aRunningDream(stranger, text)];
  await endDream(db, own);
  await endDream(db, theirs);
  const preview = await createRedaction(ctx, { find: { type: "literal", text }, dryRun: true });
  expect(preview).toMatchObject({ outcome: "preview", preview: { counts: { job: 1 }, item_count: 1 } });
  await runRedaction(jobOf(ctx), await created(ctx, text), never);
  expect(await outputOf(db, own)).toEqual({ message: "x" });
  expect(await outputOf(db, theirs)).toEqual({ message: text });
});

test.each([
  ["as JSON.stringify does", '"a\\u001b foreign/55 \\n\\"spelling\\""'],
  ["with another escape of a letter", '"a \\u0066oreign/55 \\n\\"spelling\\""'],
  ["with an escaped slash", '"a foreign\\/55 \\n\\"spelling\\""'],
  ["with a long escape where there is a short one", '"a foreign/55 \\u000a\\"spelling\\""'],
  ["with capital digits", '"a foreign/55 \\u000A\\u0022spelling\\u0022"'],
])("a JSON text that was written %s is found", async (_name, evidence) => {
  const { ctx, db } = await aWorkspace();
  const dream = await aRunningDream(ctx, "nothing");
  await endDream(db, dream);
  await db.query(
    `insert into dream_findings (id, dream_id, position, kind, rationale, confidence, evidence, sources, anchors)
     values ($1, $2, 1, 'mistake', '', 1, $3, '[]', '[]')`,
    [newId("fnd"), dream, evidence],
  );
  await runRedaction(jobOf(ctx), await created(ctx, 'foreign/55 \n"spelling"'), never);
  const [finding] = await db.query<{ evidence: string }>("select evidence from dream_findings where dream_id = $1", [
    dream,
  ]);
  expect(finding?.evidence).toBe(evidence.includes("001b") ? "a\u001b x" : "a x");
});

test("each of many versions is found once, by its content or by its id", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const ids = [(await aMemory(ctx, store.id, "/empty", "")).headVersionId];
  for (let file = 0; file < 60; file++) {
    ids.push((await aMemory(ctx, store.id, `/${file}`, `text ${file}`)).headVersionId);
  }
  const find = { type: "memory_version_ids" as const, ids };
  const preview = await createRedaction(ctx, { find, dryRun: true });
  expect(preview).toMatchObject({ preview: { counts: { memory: 61 }, item_count: 61, live_head_count: 61 } });
});

test("the planner's statistics hold no sample of the text either", async () => {
  const { ctx, db } = await aWorkspace();
  const text = "sampled by analyze 52";
  const store = await aStore(ctx, `named ${text}`);
  await aMemory(ctx, store.id, `/${text}.md`, `one ${text}`);
  // A histogram needs two values.
  await aMemory(ctx, (await aStore(ctx, "other")).id, "/other.md", "other");
  const [id] = [await created(ctx, text), await created(ctx, "some other text")];
  await db.query("analyze");
  expect(await sampled(db, text)).toEqual(
    expect.arrayContaining(["contents.text", "memories.path", "memory_stores.name", "redactions.find_text"]),
  );
  await runRedaction(jobOf(ctx), id, never);
  expect(await sampled(db, text)).toEqual([]);
});

test("a run that is killed after its end, and one that fails, leave no sample behind", async () => {
  const { ctx, db } = await aWorkspace();
  const text = "killed after its end 53";
  const [killed, failed] = [await created(ctx, text), await created(ctx, text)];
  await db.query("analyze redactions");
  await endRedactionRows(db, [killed], { status: "completed", errorMessage: null, at: ctx.now() });
  await failRedactions(jobOf(ctx), [failed]);
  expect(await sampled(db, text)).toEqual([]);
  await db.query("update redactions set error_message = $2 where id = $1", [killed, text]);
  await db.query("analyze redactions");
  await db.query("update redactions set error_message = null where id = $1", [killed]);
  await runRedaction(jobOf(ctx), killed, never);
  expect(await sampled(db, text)).toEqual([]);
});

test("an attempt after a killed one still waits for dreams that may have read the text", async () => {
  const { ctx, db } = await aWorkspace();
  const id = await created(ctx, "read by a dream 54");
  const dream = await aRunningDream(ctx, "nothing");
  await db.query("update redactions set item_count = 1, passes = 1 where id = $1", [id]);
  const endingDreams: Database = {
    ...db,
    query: async (statement, values) => {
      const rows = await db.query(statement, values);
      if (/from dreams .*status = 'running'/.test(String(statement))) await endDream(db, dream);
      return rows as never;
    },
  };
  await runRedaction({ ...jobOf(ctx), db: endingDreams }, id, never);
  expect(await getRedaction(ctx, id)).toMatchObject({ status: "completed", passes: 3 });
});
