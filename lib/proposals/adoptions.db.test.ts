import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import type { StoreId } from "@/lib/core/ids";
import type { ProposedFile } from "@/lib/engines/types";
import { deleteMemory } from "@/lib/memories/delete-memory";
import { updateMemory } from "@/lib/memories/update-memory";
import { breakAt } from "@/lib/testing/break-at";
import { aMemory, aText, aWorkspace } from "@/lib/testing/builders";
import { seedProposal } from "@/lib/testing/seed-proposal";
import { listVersions } from "@/lib/versions/list-versions";
import { adoptDream } from "./adopt-dream";
import { getAdoption } from "./get-adoption";
import { getDreamDiff } from "./get-dream-diff";
import { presentDreamDiff } from "./present";
import { rejectDream } from "./reject-dream";
import { undoAdoption } from "./undo-adoption";

type Tree = Record<string, string>;

async function treeOf(ctx: Context, storeId: StoreId): Promise<Tree> {
  const rows = await ctx.db.query<{ path: string; text: string }>(
    `select m.path, c.text from memories m join contents c on c.workspace_id = m.workspace_id and c.sha256 = m.content_sha256
     where m.store_id = $1 order by m.path`,
    [storeId],
  );
  return Object.fromEntries(rows.map(({ path, text }) => [path, text]));
}

const modified = (path: string, content: string): ProposedFile => ({ path, fromPath: null, content });
const MEMORIES = { "/a.md": "one\ntwo\nthree\nfour\n", "/b.md": "keep\n", "/old.md": "gone\n", "/from.md": "x\ny\n" };
const FILES: ProposedFile[] = [
  modified("/a.md", "ONE\ntwo\nthree\nFOUR\nfive\n"),
  modified("/new/c.md", "added\n"),
  { path: "/old.md", fromPath: null, content: null },
  { path: "/to/from.md", fromPath: "/from.md", content: "x\nY\n" },
];
const WHOLE = {
  "/a.md": "ONE\ntwo\nthree\nFOUR\nfive\n",
  "/b.md": "keep\n",
  "/new/c.md": "added\n",
  "/to/from.md": "x\nY\n",
};

async function aProposalThatWaits() {
  const { ctx, db, advance } = await aWorkspace();
  const seeded = await seedProposal(ctx, { memories: MEMORIES, files: FILES });
  const { dreamId, proposalSha256 } = seeded;
  const seen = { dreamId, proposalSha256, confirmDeletions: true };
  const diff = async () => presentDreamDiff(await getDreamDiff(ctx, { dreamId, includeDecided: true }));
  const hunks = (await diff()).files.flatMap((file) => file.hunks.map((hunk) => ({ ...hunk, path: file.path })));
  return { ctx, db, advance, ...seeded, seen, diff, hunks };
}

const lastAdoption = (review: { adoptions: { id: unknown }[] }) => (review.adoptions.at(-1) as { id: never }).id;

describe("an adoption", () => {
  test("of everything gives the proposed store, and its undo the exact former one", async () => {
    const { ctx, storeId, seen, dreamId } = await aProposalThatWaits();
    const adopted = await adoptDream(ctx, seen);
    expect(await treeOf(ctx, storeId)).toEqual(WHOLE);
    expect(adopted.reviewStatus).toBe("adopted");
    const adoption = await undoAdoption(ctx, { adoptionId: lastAdoption(adopted) });
    expect(adoption.undoneAt).not.toBeNull();
    expect(await treeOf(ctx, storeId)).toEqual(MEMORIES);
    const again = await getDreamDiff(ctx, { dreamId });
    expect(again.dream.reviewStatus).toBe("waiting");
    expect(again.files).toHaveLength(FILES.length);
    await adoptDream(ctx, seen);
    expect(await treeOf(ctx, storeId)).toEqual(WHOLE);
  });

  test("of any hunks, in any order and in any number of steps, gives the same store", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 1 }), fc.nat(5), async (order, cut) => {
        const at = await aProposalThatWaits();
        expect(at.hunks).toHaveLength(6);
        const ids = order.map((index) => at.hunks[index]?.id ?? "");
        const steps = [ids.slice(0, cut), ids.slice(cut)].filter((step) => step.length > 0);
        for (const step of steps) {
          await adoptDream(at.ctx, {
            ...at.seen,
            hunks: Object.fromEntries(step.map((id) => [id, "accept" as const])),
          });
        }
        const once = await aProposalThatWaits();
        const accepted = once.hunks.filter((_, index) => order.includes(index));
        await adoptDream(once.ctx, {
          ...once.seen,
          hunks: Object.fromEntries(accepted.map(({ id }) => [id, "accept" as const])),
        });
        const tree = await treeOf(at.ctx, at.storeId);
        expect(tree).toEqual(await treeOf(once.ctx, once.storeId));
        expect("/old.md" in tree).toBe(!accepted.some(({ kind }) => kind === "remove"));
        expect("/to/from.md" in tree).toBe(accepted.some(({ kind }) => kind === "move"));
        const { dream } = await getDreamDiff(at.ctx, { dreamId: at.dreamId });
        for (const { id } of [...dream.adoptions].reverse()) await undoAdoption(at.ctx, { adoptionId: id });
        expect(await treeOf(at.ctx, at.storeId)).toEqual(MEMORIES);
      }),
      { numRuns: 15 },
    );
  });

  test("merges what others wrote meanwhile, and so does its undo", async () => {
    const { ctx, storeId, seen } = await aProposalThatWaits();
    const write = async (path: string, content: string) => {
      const [row] = await ctx.db.query<{ id: never }>("select id from memories where store_id = $1 and path = $2", [
        storeId,
        path,
      ]);
      if (row) await updateMemory(ctx, { storeId, memoryId: row.id, content: aText(content) });
    };
    await write("/a.md", "one\ntwo by hand\nthree\nfour\n");
    const adopted = await adoptDream(ctx, seen);
    expect((await treeOf(ctx, storeId))["/a.md"]).toBe("ONE\ntwo by hand\nthree\nFOUR\nfive\n");
    await write("/to/from.md", "x\nZ\n");
    await aMemory(ctx, storeId, "/later.md", "later\n");
    const undo = undoAdoption(ctx, { adoptionId: lastAdoption(adopted) });
    await expect(undo).rejects.toMatchObject({ code: "conflict", extra: { conflicts: [{ path: "/to/from.md" }] } });
    await write("/to/from.md", "before x\nx\nY\n");
    await undoAdoption(ctx, { adoptionId: lastAdoption(adopted) });
    expect(await treeOf(ctx, storeId)).toEqual({
      ...MEMORIES,
      "/a.md": "one\ntwo by hand\nthree\nfour\n",
      "/from.md": "before x\nx\ny\n",
      "/later.md": "later\n",
    });
  });

  test("that meets a contradiction is refused whole with the three texts, and goes on with a resolution", async () => {
    const { ctx, storeId, seen, diff } = await aProposalThatWaits();
    const [row] = await ctx.db.query<{ id: never }>("select id from memories where store_id = $1 and path = '/a.md'", [
      storeId,
    ]);
    const live = await updateMemory(ctx, {
      storeId,
      memoryId: row?.id as never,
      content: aText("uno\ntwo\nthree\nfour\n"),
    });
    const before = await treeOf(ctx, storeId);
    expect((await diff()).totals).toMatchObject({ hunks: 6, conflicts: 1 });
    await expect(adoptDream(ctx, seen)).rejects.toMatchObject({
      code: "conflict",
      extra: {
        conflicts: [
          {
            path: "/a.md",
            base_content: MEMORIES["/a.md"],
            live_content: "uno\ntwo\nthree\nfour\n",
            proposed_content: WHOLE["/a.md"],
            live_sha256: live.contentSha256,
          },
        ],
      },
    });
    expect(await treeOf(ctx, storeId)).toEqual(before);
    const resolution = { live_sha256: live.contentSha256, content: "uno\nFOUR\n" };
    await updateMemory(ctx, { storeId, memoryId: row?.id as never, content: aText("once more\n") });
    const late = adoptDream(ctx, { ...seen, files: { "/new/c.md": "accept" }, resolutions: { "/a.md": resolution } });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
    const [now] = await ctx.db.query<{ sha: string }>("select content_sha256 as sha from memories where id = $1", [
      row?.id,
    ]);
    await adoptDream(ctx, {
      ...seen,
      files: { "/new/c.md": "accept" },
      resolutions: { "/a.md": { ...resolution, live_sha256: now?.sha ?? "" } },
    });
    expect(await treeOf(ctx, storeId)).toEqual({ ...MEMORIES, "/a.md": "uno\nFOUR\n", "/new/c.md": "added\n" });
  });

  test("does not delete a file that changed, nor write over one that came meanwhile", async () => {
    const { ctx, storeId, seen } = await aProposalThatWaits();
    const [old] = await ctx.db.query<{ id: never }>(
      "select id from memories where store_id = $1 and path = '/old.md'",
      [storeId],
    );
    await updateMemory(ctx, { storeId, memoryId: old?.id as never, content: aText("still here\n") });
    await aMemory(ctx, storeId, "/new/c.md", "mine\n");
    await aMemory(ctx, storeId, "/to", "a file\n").catch(() => null);
    await expect(adoptDream(ctx, seen)).rejects.toMatchObject({
      extra: { conflicts: [{ path: "/new/c.md" }, { path: "/old.md" }, { path: "/to/from.md" }] },
    });
    await deleteMemory(ctx, { storeId, memoryId: old?.id as never });
    await expect(adoptDream(ctx, { ...seen, files: { "/old.md": "accept", "/a.md": "accept" } })).resolves.toBeTruthy();
  });

  test("takes a person's text instead of the proposed one, and remembers which versions it wrote and why", async () => {
    const { ctx, storeId, seen } = await aProposalThatWaits();
    const adopted = await adoptDream(ctx, { ...seen, edits: { "/a.md": "by hand\n" } });
    expect(await treeOf(ctx, storeId)).toEqual({ ...MEMORIES, "/a.md": "by hand\n" });
    expect(adopted.leftOut).toEqual(["/new/c.md", "/old.md", "/to/from.md"]);
    const adoption = await getAdoption(ctx, lastAdoption(adopted));
    expect(adoption.files).toMatchObject([{ path: "/a.md", operation: "modified", isEdited: true }]);
    expect(adoption.isUnchanged).toBe(false);
    const versions = await listVersions(ctx, { storeId, limit: 100 });
    const written = versions.data.filter(({ dreamId }) => dreamId === seen.dreamId);
    expect(written.map(({ id }) => id)).toEqual([adoption.files[0]?.versionId]);
  });

  test("of more than a tenth of the store's files asks first, and names what would go", async () => {
    const { ctx, storeId, seen } = await aProposalThatWaits();
    const { confirmDeletions: _, ...unconfirmed } = seen;
    await expect(adoptDream(ctx, unconfirmed)).rejects.toMatchObject({
      code: "invalid_request",
      extra: { confirm: "deletions", paths: ["/old.md"] },
    });
    expect(await treeOf(ctx, storeId)).toEqual(MEMORIES);
    await adoptDream(ctx, { ...unconfirmed, files: { "/old.md": "reject" } });
    expect(Object.keys(await treeOf(ctx, storeId))).toContain("/old.md");
  });

  test("two at once are one", async () => {
    const { ctx, storeId, seen } = await aProposalThatWaits();
    await Promise.all([1, 2, 3, 4].map(() => adoptDream(ctx, seen)));
    const [adopted] = await Promise.all([1, 2, 3].map(() => adoptDream(ctx, seen)));
    expect(adopted?.adoptions).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => undoAdoption(ctx, { adoptionId: lastAdoption(adopted as never) })));
    expect(await treeOf(ctx, storeId)).toEqual(MEMORIES);
    const { data } = await listVersions(ctx, { storeId, limit: 100 });
    expect(data.filter(({ dreamId }) => dreamId === seen.dreamId)).toHaveLength(8);
  });

  test("supersedes another proposal of which nothing is left, and a later one still merges", async () => {
    const { ctx, storeId, seen } = await aProposalThatWaits();
    const same = await seedProposal(ctx, { storeId, files: FILES });
    const other = await seedProposal(ctx, { storeId, files: [modified("/b.md", "keep\nmore\n")] });
    await adoptDream(ctx, seen);
    expect((await getDreamDiff(ctx, { dreamId: same.dreamId })).dream.reviewStatus).toBe("superseded");
    await adoptDream(ctx, other);
    expect(await treeOf(ctx, storeId)).toEqual({ ...WHOLE, "/b.md": "keep\nmore\n" });
  });
});

test("200 adoptions lose nothing of what writers write at the same time", { timeout: 120_000 }, async () => {
  const { ctx } = await aWorkspace();
  const first = await seedProposal(ctx, { memories: { "/log.md": "start\n\nend\n" }, files: [] });
  const { storeId } = first;
  const [memory] = await ctx.db.query<{ id: never }>("select id from memories where store_id = $1", [storeId]);
  const written: string[] = [];
  const refused: string[] = [];
  const writer = async (name: string) => {
    for (let turn = 0; turn < 50; turn++) {
      const [now] = await ctx.db.query<{ text: string; sha: string }>(
        `select c.text, m.content_sha256 as sha from memories m
         join contents c on c.workspace_id = m.workspace_id and c.sha256 = m.content_sha256 where m.id = $1`,
        [memory?.id],
      );
      const line = `${name} ${turn}\n`;
      const content = aText(`${line}${now?.text}`);
      await updateMemory(ctx, { storeId, memoryId: memory?.id as never, content, expectedSha256: now?.sha }).then(
        () => written.push(line),
        () => refused.push(line),
      );
    }
  };
  const adopter = async (name: string) => {
    for (let turn = 0; turn < 100; turn++) {
      const line = `${name} ${turn}\n`;
      const seeded = await seedProposal(ctx, {
        storeId,
        // Of what the dream read: a text read before its snapshot would propose that newer lines go.
        files: ({ "/log.md": text = "" }) => [modified("/log.md", `${text}${line}`)],
      });
      await adoptDream(ctx, seeded).then(
        () => written.push(line),
        () => refused.push(line),
      );
    }
  };
  await Promise.all([writer("w1"), writer("w2"), adopter("a1"), adopter("a2")]);
  const { "/log.md": end = "" } = await treeOf(ctx, storeId);
  const lines = end.match(/[^\n]*\n/g) ?? [];
  expect(lines.filter((line) => /^[aw]\d /.test(line)).sort()).toEqual([...written].sort());
  expect(written.length + refused.length).toBe(300);
  expect(written.filter((line) => line.startsWith("a")).length).toBeGreaterThan(20);
});

describe("a process that is killed", () => {
  async function untilUnhurt(start: Context, act: (ctx: Context) => Promise<unknown>, check: () => Promise<void>) {
    for (let statement = 1; statement < 200; statement++) {
      const broken = breakAt(start, statement);
      const outcome = await act(broken.ctx).then(
        () => "done",
        () => "killed",
      );
      if (!broken.hit()) return statement;
      if (outcome === "killed") await check();
    }
    throw new Error("it never ended");
  }

  test("at any statement of an adoption or of its undo leaves all or nothing", { timeout: 120_000 }, async () => {
    const { ctx, storeId, seen, dreamId } = await aProposalThatWaits();
    const statements = await untilUnhurt(
      ctx,
      (broken) => adoptDream(broken, seen),
      async () => {
        const { dream } = await getDreamDiff(ctx, { dreamId });
        const isDone = dream.reviewStatus === "adopted";
        expect(await treeOf(ctx, storeId)).toEqual(isDone ? WHOLE : MEMORIES);
        expect(dream.adoptions).toHaveLength(isDone ? 1 : 0);
      },
    );
    expect(statements).toBeGreaterThan(10);
    const { dream } = await getDreamDiff(ctx, { dreamId });
    const undone = await untilUnhurt(
      ctx,
      (broken) => undoAdoption(broken, { adoptionId: lastAdoption(dream) }),
      async () => {
        const isDone = (await getAdoption(ctx, lastAdoption(dream))).undoneAt !== null;
        expect(await treeOf(ctx, storeId)).toEqual(isDone ? MEMORIES : WHOLE);
      },
    );
    expect(undone).toBeGreaterThan(10);
    expect(await treeOf(ctx, storeId)).toEqual(MEMORIES);
  });
});

test("hunks that are rejected stay out and cannot be adopted; the rest goes on waiting", async () => {
  const { ctx, storeId, seen, hunks, dreamId } = await aProposalThatWaits();
  const [first, ...others] = hunks;
  const rejected = await rejectDream(ctx, { dreamId, hunks: [first?.id ?? ""], reason: "no" });
  expect(rejected.reviewStatus).toBe("waiting");
  await expect(adoptDream(ctx, { ...seen, hunks: { [first?.id ?? ""]: "accept" } })).rejects.toMatchObject({
    code: "invalid_request",
  });
  const last = await rejectDream(ctx, { dreamId, hunks: others.map(({ id }) => id) });
  expect(last.reviewStatus).toBe("rejected");
  expect(await treeOf(ctx, storeId)).toEqual(MEMORIES);
});

test.each([
  ["the store said so already", { text: "two\n", resolutions: () => ({}) }],
  [
    "a person resolved it to what the store had",
    {
      text: "three\n",
      resolutions: (live_sha256: string) => ({ resolutions: { "/a.md": { live_sha256, content: "three\n" } } }),
    },
  ],
])("an undo opens also the hunks that wrote nothing, for %s", async (_, { text, resolutions }) => {
  const { ctx } = await aWorkspace();
  const { dreamId, storeId, proposalSha256 } = await seedProposal(ctx, {
    memories: { "/a.md": "one\n", "/b.md": "one\n" },
    files: [modified("/a.md", "two\n"), modified("/b.md", "two\n")],
  });
  const { files } = await getDreamDiff(ctx, { dreamId });
  const memoryId = files[0]?.memoryId as never;
  const after = await updateMemory(ctx, { storeId, memoryId, content: aText(text) });
  const choices = { files: { "/a.md": "accept", "/b.md": "accept" } as const, ...resolutions(after.contentSha256) };
  const dream = await adoptDream(ctx, { dreamId, proposalSha256, ...choices, confirmDeletions: true });
  await undoAdoption(ctx, { adoptionId: lastAdoption(dream) });
  const diff = await getDreamDiff(ctx, { dreamId });
  expect(diff.dream.reviewStatus).toBe("waiting");
  expect(diff.files.map(({ path, decision }) => [path, decision])).toEqual([
    ["/a.md", "pending"],
    ["/b.md", "pending"],
  ]);
});
