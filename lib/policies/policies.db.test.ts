import { expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { newId, type StoreId } from "@/lib/core/ids";
import { createDream } from "@/lib/dreams/create-dream";
import { getDream } from "@/lib/dreams/get-dream";
import { JOBS } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker";
import { adoptDream } from "@/lib/proposals/adopt-dream";
import type { CheckItem } from "@/lib/proposals/checks/types";
import { getDreamDiff } from "@/lib/proposals/get-dream-diff";
import { listRejections } from "@/lib/proposals/list-rejections";
import { rejectDream } from "@/lib/proposals/reject-dream";
import { revokeRejection } from "@/lib/proposals/revoke-rejection";
import { CheckName } from "@/lib/proposals/schema";
import { undoAdoption } from "@/lib/proposals/undo-adoption";
import { aMemory, aStore, aWorkspace } from "@/lib/testing/builders";
import { aFinding } from "@/lib/testing/proposals";
import { seedDemo } from "@/lib/testing/seed-demo";
import { seedProposal } from "@/lib/testing/seed-proposal";
import { untilDreamEnds } from "@/lib/testing/watch-dream";
import { autoAdopt } from "./auto-adopt";
import { getPolicy } from "./get-policy";
import { setPolicy } from "./set-policy";

type Level = "pass" | "warn" | "confirm";

const checksWith = (levels: Partial<Record<CheckName, Level>> = {}) => ({
  checks: CheckName.options.map((check) => ({
    check,
    level: levels[check] ?? "pass",
    summary: "",
    count: 0,
    items: [],
  })),
  warnings: [],
});

/** A proposal that drops a doubled line of /dup.md (merge), writes /learned.md (pattern), over files of its own. */
async function aProposalOver(ctx: Context, storeId: StoreId, levels: Partial<Record<CheckName, Level>> = {}) {
  const folder = `/${newId("drm")}`;
  const [dup, learned] = [`${folder}/dup.md`, `${folder}/learned.md`];
  return seedProposal(ctx, {
    storeId,
    memories: { [dup]: "same\nsame\n" },
    files: [
      { path: dup, fromPath: null, content: "same\n" },
      { path: learned, fromPath: null, content: "learned\n" },
    ],
    findings: [
      aFinding({ kind: "merge", anchors: [{ path: dup, baseLines: [1, 2], proposedLines: [] }] }),
      aFinding({
        kind: "pattern",
        fingerprint: "1".repeat(64),
        anchors: [{ path: learned, baseLines: [], proposedLines: [1] }],
      }),
    ],
    checks: checksWith(levels),
  });
}

async function anAutoStore(adoptedUnchangedMin: number) {
  const workspace = await aWorkspace();
  const { ctx, db } = workspace;
  const storeId = (await aStore(ctx)).id;
  // So large that what the proposals take away stays within the budget of deletions.
  await aMemory(ctx, storeId, "/large.md", "a line that stays\n".repeat(100));
  await setPolicy(ctx, { storeId, review: "auto_adopt", kinds: ["merge"], adoptedUnchangedMin });
  const run = (dreamId: Parameters<typeof autoAdopt>[1]) => autoAdopt({ db, now: ctx.now }, dreamId);
  return { ...workspace, storeId, run };
}

const decisionsOf = async (ctx: Context, dreamId: Parameters<typeof autoAdopt>[1]) =>
  (await getDreamDiff(ctx, { dreamId, includeDecided: true })).files
    .map(({ path, decision }) => [path.split("/").at(-1), decision])
    .sort();

const WAITS = [
  ["dup.md", "pending"],
  ["learned.md", "pending"],
];
const MERGED = [
  ["dup.md", "adopted"],
  ["learned.md", "pending"],
];

test("only what the policy allows is adopted, the rest goes on waiting", async () => {
  const { ctx, storeId, run } = await anAutoStore(0);
  const { dreamId } = await aProposalOver(ctx, storeId);
  await run(dreamId);
  expect(await decisionsOf(ctx, dreamId)).toEqual(MERGED);
  const dream = await getDream(ctx, dreamId);
  expect(dream.reviewStatus).toBe("waiting");
  expect(dream.adoptions).toMatchObject([{ isAutomatic: true, actorType: "session_actor" }]);
});

test("a kind is ready once enough proposals of it were adopted unchanged, whatever became of other kinds", async () => {
  const { ctx, storeId, run } = await anAutoStore(2);
  const mergeProgress = async () => (await getPolicy(ctx, { storeId })).progress.find(({ kind }) => kind === "merge");
  for (const done of [0, 1]) {
    expect(await mergeProgress()).toMatchObject({ decided: done, adopted_unchanged: done, is_ready: false });
    const { dreamId, proposalSha256 } = await aProposalOver(ctx, storeId);
    await run(dreamId);
    expect(await decisionsOf(ctx, dreamId)).toEqual(WAITS);
    const paths = (await getDreamDiff(ctx, { dreamId })).files.map(({ path }) => path);
    await adoptDream(ctx, { dreamId, proposalSha256, paths: paths.filter((path) => path.endsWith("/dup.md")) });
  }
  const { progress } = await getPolicy(ctx, { storeId });
  expect(progress.find(({ kind }) => kind === "merge")).toMatchObject({ adopted_unchanged: 2, is_ready: true });
  expect(progress.find(({ kind }) => kind === "pattern")).toMatchObject({ decided: 2, adopted_unchanged: 0 });
  const { dreamId } = await aProposalOver(ctx, storeId);
  await run(dreamId);
  expect(await decisionsOf(ctx, dreamId)).toEqual(MERGED);
});

test.each(["edited", "rejected"])("a proposal that was %s makes its kind wait again", async (how) => {
  const { ctx, advance, storeId, run } = await anAutoStore(1);
  const first = await aProposalOver(ctx, storeId);
  await adoptDream(ctx, first);
  advance(1_000);
  const second = await aProposalOver(ctx, storeId);
  const paths = (await getDreamDiff(ctx, { dreamId: second.dreamId })).files.map(({ path }) => path);
  const dup = paths.find((path) => path.endsWith("/dup.md")) ?? "";
  if (how === "edited") await adoptDream(ctx, { ...second, edits: { [dup]: "by hand\n" } });
  else await rejectDream(ctx, { dreamId: second.dreamId });
  const third = await aProposalOver(ctx, storeId);
  await run(third.dreamId);
  expect(await decisionsOf(ctx, third.dreamId)).toEqual(WAITS);
});

const SPEAKS_AGAINST: [CheckName, Level][] = [
  ["secrets", "warn"],
  ["quotes", "warn"],
  ["people", "warn"],
  ["size", "warn"],
  ["deletions", "confirm"],
];

test.each(SPEAKS_AGAINST)("nothing is adopted when the check %s says %s", async (check, level) => {
  const { ctx, storeId, run } = await anAutoStore(0);
  const { dreamId } = await aProposalOver(ctx, storeId, { [check]: level });
  await run(dreamId);
  expect(await decisionsOf(ctx, dreamId)).toEqual(WAITS);
});

test.each([
  ["names a line of it", 1, { line: 2 }],
  ["names its file", 1, { line: 0 }],
  ["says more than it names", 201, { line: 2, path: "/elsewhere.md" }],
] as const)("a change is left to a person when the check loss %s", async (_, count, place) => {
  const { ctx, storeId, run } = await anAutoStore(0);
  const proposal = (items: CheckItem[]) => {
    const { checks, warnings } = checksWith();
    const said = { level: "warn" as const, count, items };
    return { checks: checks.map((each) => (each.check === "loss" ? { ...each, ...said } : each)), warnings };
  };
  const { dreamId } = await seedProposal(ctx, {
    storeId,
    memories: { "/dup.md": "same\nsame\n" },
    files: [{ path: "/dup.md", fromPath: null, content: "same\n" }],
    findings: [aFinding({ kind: "merge", anchors: [{ path: "/dup.md", baseLines: [1, 2], proposedLines: [] }] })],
    checks: proposal([{ path: "/dup.md", side: "base", message: "Nowhere in the result: 40", ...place }]),
  });
  await run(dreamId);
  expect((await decisionsOf(ctx, dreamId)).map(([, decision]) => decision)).toEqual(["pending"]);
});

test("half of a finding, a removed file and a person's line are left to a person", async () => {
  const { ctx, storeId, run } = await anAutoStore(0);
  await aMemory({ ...ctx, actor: { type: "user_actor", id: newId("user") } }, storeId, "/person.md", "same\nsame\n");
  const { dreamId } = await seedProposal(ctx, {
    storeId,
    memories: { "/gone.md": "moved\n", "/to.md": "here\n" },
    files: [
      { path: "/gone.md", fromPath: null, content: null },
      { path: "/person.md", fromPath: null, content: "same\n" },
      { path: "/to.md", fromPath: null, content: "here\nmoved\n" },
    ],
    findings: [
      aFinding({
        anchors: [
          { path: "/gone.md", baseLines: [1], proposedLines: [] },
          { path: "/to.md", baseLines: [], proposedLines: [2] },
        ],
      }),
      aFinding({ anchors: [{ path: "/person.md", baseLines: [1, 2], proposedLines: [] }] }),
    ],
    checks: checksWith(),
  });
  await run(dreamId);
  expect((await decisionsOf(ctx, dreamId)).map(([, decision]) => decision)).toEqual(["pending", "pending", "pending"]);
});

test("undoing an automatic adoption requires reviews again, and it is not adopted a second time", async () => {
  const { ctx, storeId, run } = await anAutoStore(0);
  const { dreamId } = await aProposalOver(ctx, storeId);
  await run(dreamId);
  const adoptionId = (await getDream(ctx, dreamId)).adoptions[0]?.id;
  if (adoptionId === undefined) throw new Error("nothing was adopted");
  await undoAdoption(ctx, { adoptionId });
  expect((await getPolicy(ctx, { storeId })).row).toMatchObject({
    review: "review_required",
    offReason: "An automatic adoption was undone on 2026-11-20.",
  });
  expect(await decisionsOf(ctx, dreamId)).toEqual(WAITS);
  await setPolicy(ctx, { storeId, review: "auto_adopt" });
  expect((await getPolicy(ctx, { storeId })).row).toMatchObject({ kinds: ["merge"], offReason: null });
  await run(dreamId);
  expect(await decisionsOf(ctx, dreamId)).toEqual(WAITS);
});

test("two jobs at once adopt once", async () => {
  const { ctx, storeId, run } = await anAutoStore(0);
  const { dreamId } = await aProposalOver(ctx, storeId);
  await Promise.all([run(dreamId), run(dreamId), run(dreamId)]);
  expect((await getDream(ctx, dreamId)).adoptions).toHaveLength(1);
});

test("auto_adopt needs a kind, and the right to write memories", async () => {
  const { ctx } = await aWorkspace();
  const storeId = (await aStore(ctx)).id;
  const none = setPolicy(ctx, { storeId, review: "auto_adopt" });
  await expect(none).rejects.toMatchObject({ code: "invalid_request" });
  const weak: Context = { ...ctx, scopes: new Set(["dreams:read", "dreams:write"]) };
  await setPolicy(weak, { storeId, kinds: ["merge"] });
  await expect(setPolicy(weak, { storeId, review: "auto_adopt" })).rejects.toMatchObject({ code: "permission" });
  expect((await getPolicy(ctx, { storeId })).row).toMatchObject({ review: "review_required", kinds: ["merge"] });
});

test("a rejected finding stays away until it is allowed again", async () => {
  const { ctx } = await aWorkspace();
  const demo = await seedDemo(ctx);
  const storeId = demo.stores["team-sre"];
  const worker = await startWorker(ctx.db, JOBS, { now: ctx.now });
  const first = await untilDreamEnds(ctx, demo.dreamId);
  await rejectDream(ctx, { dreamId: first.id, reason: "not now" });
  const again = async () => {
    const input = { storeId, sessionIds: first.sessionIds, modelId: "reverie-local" };
    const dream = await untilDreamEnds(ctx, (await createDream(ctx, input)).id);
    const { findings } = await getDreamDiff(ctx, { dreamId: dream.id });
    return findings.filter(({ state }) => state === "proposed").map(({ fingerprint }) => fingerprint);
  };
  const rejection = (await listRejections(ctx, { storeId })).find(({ kind }) => kind === "merge");
  if (!rejection) throw new Error("nothing was remembered");
  expect(await again()).not.toContain(rejection.fingerprint);
  await revokeRejection(ctx, { storeId, rejectionId: rejection.id });
  await revokeRejection(ctx, { storeId, rejectionId: rejection.id });
  expect((await listRejections(ctx, { storeId })).map(({ id }) => id)).not.toContain(rejection.id);
  expect(await again()).toContain(rejection.fingerprint);
  await worker.stop();
});
