import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { SessionId, StoreId } from "@/lib/core/ids";
import { JOBS } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { listRejections } from "@/lib/proposals/list-rejections";
import { presentDreamDiff } from "@/lib/proposals/present";
import { rejectDream } from "@/lib/proposals/reject-dream";
import { revokeRejection } from "@/lib/proposals/revoke-rejection";
import { importSession } from "@/lib/sessions/import-session";
import { aWorkspace } from "@/lib/testing/builders";
import { seedDemo } from "@/lib/testing/seed-demo";
import { untilDreamEnds } from "@/lib/testing/watch-dream";
import { createDream } from "./create-dream";

/** What a new dream over the store and the sessions says of findings of one kind. */
async function dreamAgain(ctx: Context, storeId: StoreId, sessionIds: SessionId[]) {
  const worker = await startWorker(ctx.db, JOBS, { now: ctx.now });
  const created = await createDream(ctx, { storeId, sessionIds, modelId: "reverie-local" });
  const dream = await untilDreamEnds(ctx, created.id);
  await worker.stop();
  return presentDreamDiff(await getDreamDiff(ctx, { dreamId: dream.id }));
}

type Diff = Awaited<ReturnType<typeof dreamAgain>>;
const mistakes = (diff: Diff, state: string) =>
  diff.findings.filter((finding) => finding.kind === "mistake" && finding.state === state);

test("a rejected finding does not come back, until new evidence speaks for it or the rejection is taken back", async () => {
  const { ctx } = await aWorkspace();
  const demo = await seedDemo(ctx);
  const storeId = demo.stores["team-sre"];
  const worker = await startWorker(ctx.db, JOBS, { now: ctx.now });
  const { sessionIds } = await untilDreamEnds(ctx, demo.dreamId);
  await worker.stop();
  const first = presentDreamDiff(await getDreamDiff(ctx, { dreamId: demo.dreamId }));
  const found = mistakes(first, "proposed");
  expect(found.length).toBeGreaterThan(0);
  const ids = new Set(found.map(({ id }) => id));
  const hunks = first.files.flatMap((file) => file.hunks).filter((hunk) => hunk.finding_ids.some((id) => ids.has(id)));
  await rejectDream(ctx, { dreamId: demo.dreamId, hunks: hunks.map(({ id }) => id), reason: "not ours" });
  const rejections = await listRejections(ctx, { storeId });
  expect(rejections.filter(({ kind }) => kind === "mistake")).toHaveLength(found.length);
  expect(rejections[0]).toMatchObject({ reason: "not ours", dreamId: demo.dreamId, actorId: ctx.actor.id });

  const second = await dreamAgain(ctx, storeId, sessionIds);
  expect(mistakes(second, "proposed")).toEqual([]);
  expect(mistakes(second, "left_alone").map(({ reason }) => reason)).toContain(
    "A person turned this down before, and nothing new speaks for it.",
  );

  for (const { id } of rejections) await revokeRejection(ctx, { storeId, rejectionId: id });
  expect(await listRejections(ctx, { storeId })).toEqual([]);
  const third = await dreamAgain(ctx, storeId, sessionIds);
  expect(mistakes(third, "proposed")).toHaveLength(found.length);
});

test("a finding that a person rejected is proposed again when another session shows it", async () => {
  const { ctx } = await aWorkspace();
  const demo = await seedDemo(ctx);
  const storeId = demo.stores["team-sre"];
  const failing = async (name: string) => {
    const events = [
      { type: "agent.tool_use", id: `${name}_1`, name: "bash", input: { command: "make seed" } },
      {
        type: "agent.tool_result",
        tool_use_id: `${name}_1`,
        is_error: true,
        content: [{ type: "text", text: "Exit code 2\nseed: no such fixture" }],
      },
    ];
    return (await importSession(ctx, { format: "managed_agents", events, title: name })).session.id;
  };
  const sessionIds = [await failing("first"), await failing("second")];
  const first = await dreamAgain(ctx, storeId, sessionIds);
  const found = mistakes(first, "proposed");
  expect(found).toHaveLength(1);
  await rejectDream(ctx, { dreamId: first.dream_id, hunks: undefined });
  expect(mistakes(await dreamAgain(ctx, storeId, sessionIds), "proposed")).toEqual([]);
  const more = [...sessionIds, await failing("third")];
  expect(mistakes(await dreamAgain(ctx, storeId, more), "proposed")).toHaveLength(1);
});
