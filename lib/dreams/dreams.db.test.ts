import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { newId } from "@/lib/core/ids";
import { JOBS } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker";
import { listMemories } from "@/lib/memories/list-memories";
import { updateMemory } from "@/lib/memories/update-memory";
import { adoptDream } from "@/lib/proposals/adopt-dream";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { presentDreamDiff } from "@/lib/proposals/present";
import { rejectDream } from "@/lib/proposals/reject-dream";
import { importSession } from "@/lib/sessions/import-session";
import { archiveStore } from "@/lib/stores/archive-store";
import { aMemory, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { seedDemo } from "@/lib/testing/seed-demo";
import { untilDreamEnds } from "@/lib/testing/watch-dream";
import { listVersions } from "@/lib/versions/list-versions";
import { createDream } from "./create-dream";
import { getDream } from "./get-dream";
import { sweepDreams } from "./sweep-dreams";

/** A finished dream over the on-call week in a workspace of its own. */
async function aDream(ctx: Context) {
  const demo = await seedDemo(ctx);
  const worker = await startWorker(ctx.db, JOBS, { now: ctx.now });
  const dream = await untilDreamEnds(ctx, demo.dreamId);
  await worker.stop();
  return { demo, dream, storeId: demo.stores["team-sre"] };
}

const treeOf = async (ctx: Context, storeId: Parameters<typeof listMemories>[1]["storeId"]) =>
  (await listMemories(ctx, { storeId, limit: 100 })).data.map((entry) => [entry.path, entry.memory?.contentSha256]);

test("a dream over the on-call week proposes and changes nothing in its input", async () => {
  const { ctx } = await aWorkspace();
  const { demo, dream, storeId } = await aDream(ctx);
  expect(dream).toMatchObject({ status: "completed", stage: "done", reviewStatus: "waiting", errorType: null });
  const diff = presentDreamDiff(await getDreamDiff(ctx, { dreamId: dream.id }));
  expect(diff.files.length).toBeGreaterThanOrEqual(3);
  const proposed = diff.findings.filter((finding) => finding.state === "proposed").map((finding) => finding.kind);
  expect([...new Set(proposed)].sort()).toEqual(["merge", "mistake", "organise", "pattern", "stale", "verify"]);
  expect(diff.churn?.files_modified).toBeGreaterThan(0);
  expect(diff.files.flatMap((file) => file.hunks).every((hunk) => hunk.finding_ids.length > 0)).toBe(true);
  const versions = await listVersions(ctx, { storeId, limit: 100 });
  expect(versions.data.some((version) => version.dreamId !== null)).toBe(false);
  expect(dream.outputStoreId).not.toBe(demo.stores["team-sre"]);
});

test("the output store is the input with the whole proposal applied, written by the dream's session", async () => {
  const { ctx } = await aWorkspace();
  const { dream, storeId } = await aDream(ctx);
  const output = dream.outputStoreId;
  if (output === null) throw new Error("no output store");
  const written = await listVersions(ctx, { storeId: output, sessionId: dream.sessionId ?? "", limit: 100 });
  expect(written.data).toHaveLength((await listVersions(ctx, { storeId: output, limit: 100 })).data.length);
  const expected = await treeOf(ctx, output);
  await adoptDream(ctx, { dreamId: dream.id, proposalSha256: dream.proposalSha256 ?? "" });
  expect(await treeOf(ctx, storeId)).toEqual(expected);
});

test("adopting chosen files writes versions by the adopter that name the dream, and empties the diff", async () => {
  const { ctx } = await aWorkspace();
  const { dream, storeId } = await aDream(ctx);
  const { files } = await getDreamDiff(ctx, { dreamId: dream.id });
  const paths = files.slice(0, 2).map((file) => file.path);
  const adopted = await adoptDream(ctx, { dreamId: dream.id, proposalSha256: dream.proposalSha256 ?? "", paths });
  expect(adopted).toMatchObject({ reviewStatus: "adopted", reviewedById: ctx.actor.id });
  expect(adopted.adopted.map((file) => file.path)).toEqual(paths);
  expect(adopted.leftOut).toEqual(files.slice(2).map((file) => file.path));
  expect((await getDreamDiff(ctx, { dreamId: dream.id })).files).toEqual([]);
  const versions = (await listVersions(ctx, { storeId, limit: 100 })).data.filter((row) => row.dreamId === dream.id);
  expect(versions).toHaveLength(2);
  expect(versions.every((row) => row.actorId === ctx.actor.id)).toBe(true);
});

test("the same adoption again changes nothing; a left-out file can still be adopted", async () => {
  const { ctx } = await aWorkspace();
  const { dream, storeId } = await aDream(ctx);
  const { files } = await getDreamDiff(ctx, { dreamId: dream.id });
  const input = { dreamId: dream.id, proposalSha256: dream.proposalSha256 ?? "", paths: [files[0]?.path ?? ""] };
  await adoptDream(ctx, input);
  const before = await listVersions(ctx, { storeId, limit: 100 });
  await adoptDream(ctx, input);
  expect(await listVersions(ctx, { storeId, limit: 100 })).toEqual(before);
  const rest = files.slice(1).map((file) => file.path);
  const whole = await adoptDream(ctx, { ...input, paths: rest });
  expect(whole.leftOut).toEqual([]);
  expect(whole.adopted).toHaveLength(files.length);
});

test("what a person wrote by hand is not changed; what an agent wrote is", async () => {
  const { ctx } = await aWorkspace();
  const person: Context = { ...ctx, actor: { type: "user_actor", id: newId("user") } };
  const worker = await startWorker(ctx.db, JOBS, { now: ctx.now });
  const note = "- The import queue drains at night, so a depth of 400 at dusk is normal for the mirror host.\n";
  const mergesOf = async (author: Context) => {
    const store = await aStore(author);
    for (const path of ["/a.md", "/b.md"]) await aMemory(author, store.id, path, `${note}- About ${path}.\n`);
    const events = [{ type: "user.message", content: [{ type: "text", text: "Good morning." }] }];
    const { session } = await importSession(ctx, { format: "managed_agents", events, title: store.id });
    const input = { storeId: store.id, sessionIds: [session.id], modelId: "reverie-local" };
    const dream = await untilDreamEnds(ctx, (await createDream(ctx, input)).id);
    const { findings } = await getDreamDiff(ctx, { dreamId: dream.id });
    return findings.filter((finding) => finding.kind === "merge").map((finding) => finding.state);
  };
  expect(await mergesOf(ctx)).toEqual(["proposed"]);
  expect(await mergesOf(person)).toEqual(["left_alone"]);
  await worker.stop();
});

test("a second dream over the adopted store and the same sessions proposes nothing", async () => {
  const { ctx } = await aWorkspace();
  const { demo, dream, storeId } = await aDream(ctx);
  const person: Context = { ...ctx, actor: { type: "user_actor", id: newId("user") } };
  await adoptDream(person, { dreamId: dream.id, proposalSha256: dream.proposalSha256 ?? "" });
  const worker = await startWorker(ctx.db, JOBS, { now: ctx.now });
  const input = { storeId, sessionIds: dream.sessionIds, modelId: "reverie-local" };
  const again = await untilDreamEnds(ctx, (await createDream(ctx, input)).id);
  await worker.stop();
  expect(demo.dreamId).not.toBe(again.id);
  const { findings, files } = await getDreamDiff(ctx, { dreamId: again.id });
  expect(findings.filter((finding) => finding.state === "proposed").map(({ rationale }) => rationale)).toEqual([]);
  expect(files).toEqual([]);
  expect(again.reviewStatus).toBe("unchanged");
});

test("other bytes than those seen are refused", async () => {
  const { ctx } = await aWorkspace();
  const { dream } = await aDream(ctx);
  const adopt = adoptDream(ctx, { dreamId: dream.id, proposalSha256: "0".repeat(64) });
  await expect(adopt).rejects.toMatchObject({ code: "conflict" });
});

test("a file that changed since the snapshot stops the adoption, is named, and nothing is written", async () => {
  const { ctx } = await aWorkspace();
  const { dream, storeId } = await aDream(ctx);
  const { files } = await getDreamDiff(ctx, { dreamId: dream.id });
  const changed = files.find((file) => file.memoryId !== null);
  if (!changed?.memoryId) throw new Error("the demo proposes to change no file");
  await updateMemory(ctx, { storeId, memoryId: changed.memoryId, content: aText("edited meanwhile\n") });
  const before = await treeOf(ctx, storeId);
  const adopt = adoptDream(ctx, { dreamId: dream.id, proposalSha256: dream.proposalSha256 ?? "" });
  await expect(adopt).rejects.toMatchObject({
    code: "conflict",
    extra: { conflicts: [{ path: changed.path, reason: `${changed.path} was changed meanwhile in the same place.` }] },
  });
  expect(await treeOf(ctx, storeId)).toEqual(before);
  const others = files.filter((file) => file !== changed).map((file) => file.path);
  await adoptDream(ctx, { dreamId: dream.id, proposalSha256: dream.proposalSha256 ?? "", paths: others });
  expect((await getDream(ctx, dream.id)).leftOut).toEqual([changed.path]);
});

test("a rejected proposal keeps its reason and cannot be adopted", async () => {
  const { ctx } = await aWorkspace();
  const { dream } = await aDream(ctx);
  const rejected = await rejectDream(ctx, { dreamId: dream.id, reason: "not now" });
  expect(rejected).toMatchObject({ reviewStatus: "rejected", reviewReason: "not now" });
  const adopt = adoptDream(ctx, { dreamId: dream.id, proposalSha256: dream.proposalSha256 ?? "" });
  await expect(adopt).rejects.toMatchObject({ code: "invalid_request" });
  expect((await getDreamDiff(ctx, { dreamId: dream.id })).files).toEqual([]);
});

test("a dream that has lost its job, or runs too long, is failed by the sweep; one at work is left alone", async () => {
  const { ctx, db } = await aWorkspace();
  const dreamOf = async () => (await seedDemo(ctx)).dreamId;
  const lost = await dreamOf();
  await sweepDreams({ db, now: ctx.now });
  expect(await getDream(ctx, lost)).toMatchObject({ status: "pending" });
  const muchLater = () => new Date(ctx.now().getTime() + 5 * 60 * 60 * 1_000);
  await sweepDreams({ db, now: muchLater });
  expect(await getDream(ctx, lost)).toMatchObject({ status: "failed", errorType: "timeout" });
  const { storeId, sessionIds } = await getDream(ctx, lost);
  const orphan = await createDream(ctx, { storeId, sessionIds, modelId: "reverie-local" });
  await db.query("delete from pgboss.job where data ->> 'dreamId' = $1", [orphan.id]);
  await sweepDreams({ db, now: ctx.now });
  expect(await getDream(ctx, orphan.id)).toMatchObject({ status: "failed", errorType: "internal_error" });
});

test("a dream whose store was archived before the start fails and says so", async () => {
  const { ctx } = await aWorkspace();
  const demo = await seedDemo(ctx);
  await archiveStore(ctx, demo.stores["team-sre"]);
  const worker = await startWorker(ctx.db, JOBS, { now: ctx.now });
  const dream = await untilDreamEnds(ctx, demo.dreamId);
  await worker.stop();
  expect(dream).toMatchObject({ status: "failed", errorType: "input_memory_store_unavailable", reviewStatus: "none" });
});

test("a job that a dead worker left is handed out again", async () => {
  const { ctx, db } = await aWorkspace();
  const demo = await seedDemo(ctx);
  // What a worker leaves that was killed at work: an active job, claimed under a lock that nobody holds any more.
  const [job] = await db.query<{ id: string }>(
    "update pgboss.job set state = 'active', started_on = now() where data ->> 'dreamId' = $1 returning id",
    [demo.dreamId],
  );
  await db.query("insert into job_claims values ($1, 1, now())", [job?.id]);
  const worker = await startWorker(ctx.db, JOBS, { now: ctx.now });
  expect(await untilDreamEnds(ctx, demo.dreamId)).toMatchObject({ status: "completed" });
  await worker.stop();
});
