import { expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { sha256 } from "@/lib/core/hash";
import { newId } from "@/lib/core/ids";
import { aMemory, aStore, aText, aWorkspace } from "@/lib/testing/builders";
import { listVersions } from "@/lib/versions/list-versions";
import { getMemory } from "./get-memory";
import { updateMemory } from "./update-memory";

async function scene() {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const memory = await aMemory(ctx, store.id, "/a.md", "start");
  const other = { ...ctx, actor: { type: "api_actor" as const, id: newId("apikey") } };
  const update = (by: typeof ctx, content: string, expectedSha256?: string) =>
    updateMemory(by, { storeId: store.id, memoryId: memory.id, content: aText(content), expectedSha256 });
  const history = async () => {
    const page = await listVersions(ctx, { storeId: store.id, memoryId: memory.id, withContent: false, limit: 100 });
    return page.data;
  };
  return { ctx, other, store, memory, update, history };
}

test("updates of one memory at once are each a version by their own author, one after the other in time", async () => {
  const { ctx, other, store, memory, update, history } = await scene();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => update(n % 2 === 0 ? ctx : other, `text ${n}`)),
  );
  const versions = (await history()).toReversed();
  expect(versions).toHaveLength(41);
  for (const [n, answer] of answers.entries()) {
    const version = versions.find(({ id }) => id === answer.headVersionId);
    expect(version).toMatchObject({
      contentSha256: sha256(`text ${n}`),
      actorId: (n % 2 === 0 ? ctx : other).actor.id,
    });
    expect(version?.createdAt).toEqual(answer.updatedAt);
  }
  const times = versions.map(({ createdAt }) => createdAt.getTime());
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  for (const [n, version] of versions.slice(1).entries()) {
    expect(version.baseSha256).toBe(versions[n]?.contentSha256);
  }
  const live = await getMemory(ctx, { storeId: store.id, memoryId: memory.id });
  expect(live.headVersionId).toBe(versions.at(-1)?.id);
});

test("of many updates on one hash exactly one is written", async () => {
  const { ctx, memory, update, history } = await scene();
  const settled = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => update(ctx, `text ${n}`, memory.contentSha256)),
  );
  const failures = settled.flatMap((result) => (result.status === "rejected" ? [result.reason as AppError] : []));
  expect(failures).toHaveLength(19);
  expect(failures.every((error) => error instanceof AppError && error.code === "precondition_failed")).toBe(true);
  expect(await history()).toHaveLength(2);
});

test("of updates that wait on one hash exactly one is written, though the hash is right for each of them", async () => {
  const { ctx, update, history } = await scene();
  const [first, ...waiting] = await Promise.allSettled([
    update(ctx, "first"),
    ...Array.from({ length: 5 }, (_, n) => update(ctx, `text ${n}`, sha256("first"))),
  ]);
  expect(first?.status).toBe("fulfilled");
  const failures = waiting.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
  expect(failures).toEqual(Array.from({ length: 4 }, () => "precondition_failed"));
  expect(await history()).toHaveLength(3);
});

test("the same content from many writers with stale hashes is written once and succeeds for all", async () => {
  const { ctx, memory, update, history } = await scene();
  const answers = await Promise.all(Array.from({ length: 10 }, () => update(ctx, "same", memory.contentSha256)));
  expect(new Set(answers.map((answer) => answer.headVersionId)).size).toBe(1);
  expect(await history()).toHaveLength(2);
});

test("updates of a memory that is not there fail one by one, and the next one is served", async () => {
  const { ctx, store, update } = await scene();
  const memoryId = newId("mem");
  const missing = Array.from({ length: 5 }, () =>
    updateMemory(ctx, { storeId: store.id, memoryId, content: aText("x") }),
  );
  const settled = await Promise.allSettled(missing);
  expect(settled.map((result) => result.status === "rejected" && result.reason.code)).toEqual(
    Array.from({ length: 5 }, () => "not_found"),
  );
  await expect(update(ctx, "next")).resolves.toMatchObject({ contentSha256: sha256("next") });
});
