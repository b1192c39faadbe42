import fc from "fast-check";
import { expect, test } from "vitest";
import { anyPath, isLegalPath } from "@/lib/testing/path-oracle";
import { FINE, INVALID, outcome, PATH_CONFLICT } from "./asking";
import { type Answer, conformanceServer } from "./server";
import { expectSound, listAll } from "./soundness";
import { anyChange, type Change, TreeModel } from "./tree-model";

const server = await conformanceServer();
const LONG = 120_000;

const memoriesOf = (storeId: string) => `/v1/memory_stores/${storeId}/memories`;
const creating = (storeId: string, path: string, content = "") =>
  server.ask("POST", memoriesOf(storeId), { body: { path, content } });

/** Well-formed text without NUL, which has a rule of its own. */
const anyText = fc
  .oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme-ascii" }))
  .map((text) => text.replaceAll("\0", ""));

test(
  "3.3 property: a path is taken exactly when it is legal, and is then read and listed byte for byte",
  async () => {
    const storeId = await server.aStore();
    await fc.assert(
      fc.asyncProperty(anyPath, async (path) => {
        const answer = await creating(storeId, path);
        expect(outcome(answer)).toEqual(isLegalPath(path) ? FINE : INVALID);
        if (answer.status !== 200) return;
        const address = `${memoriesOf(storeId)}/${answer.body.id}`;
        const [read, list] = [await server.ask("GET", address), await server.ask("GET", memoriesOf(storeId))];
        expect([answer.body.path, read.body.path, ...list.body.data.map((item) => item.path)]).toEqual([
          path,
          path,
          path,
        ]);
        const parent = path.slice(0, path.lastIndexOf("/") + 1);
        const query = `?depth=1&path_prefix=${encodeURIComponent(parent)}`;
        expect((await server.ask("GET", `${memoriesOf(storeId)}${query}`)).body.data).toMatchObject([{ path }]);
        expect((await server.ask("DELETE", address)).status).toBe(200);
      }),
      { numRuns: 150 },
    );
  },
  LONG,
);

test(
  "3.3 property: content is kept byte for byte, in the memory and in its versions",
  async () => {
    const storeId = await server.aStore();
    const { id } = await server.aMemory(storeId, "/a", "");
    await fc.assert(
      fc.asyncProperty(anyText, async (content) => {
        const updated = await server.ask("POST", `${memoriesOf(storeId)}/${id}?view=full`, { body: { content } });
        expect(updated.body.content).toBe(content);
        expect(updated.body.content_size_bytes).toBe(Buffer.byteLength(content));
        const version = `/v1/memory_stores/${storeId}/memory_versions/${updated.body.memory_version_id}`;
        expect((await server.ask("GET", version)).body.content).toBe(content);
      }),
      { numRuns: 100 },
    );
  },
  LONG,
);

/** Makes one change in the store and in the model, and checks that both come to the same. */
async function change(storeId: string, model: TreeModel, wanted: Change): Promise<void> {
  const names = model.names();
  const chosen = "pick" in wanted ? names[wanted.pick % Math.max(names.length, 1)] : undefined;
  if (wanted.kind === "create") {
    const answer = await creating(storeId, wanted.path);
    expectVerdict(model, answer, model.put(answer.status === 200 ? answer.body.id : "refused", wanted.path));
  } else if (chosen !== undefined) {
    const address = `${memoriesOf(storeId)}/${chosen}`;
    if (wanted.kind === "delete") {
      expect((await server.ask("DELETE", address)).status).toBe(200);
      model.remove(chosen);
    } else {
      const answer = await server.ask("POST", address, { body: { path: wanted.path } });
      expectVerdict(model, answer, model.put(chosen, wanted.path));
    }
  }
}

function expectVerdict(model: TreeModel, answer: Answer, { blocker }: { blocker: string | null }): void {
  expect(outcome(answer)).toEqual(blocker === null ? FINE : PATH_CONFLICT);
  if (blocker === null) return;
  const conflict = { conflicting_path: blocker, conflicting_memory_id: model.nameAt(blocker) };
  expect(answer.body.error).toMatchObject(conflict);
}

test(
  "3.4 property: any sequence of creates, renames and deletes comes to what a simple model says",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 5, maxLength: 25 }), async (changes) => {
        const storeId = await server.aStore();
        const model = new TreeModel();
        for (const wanted of changes) await change(storeId, model, wanted);
        const listed = await listAll<{ path: string }>(server, memoriesOf(storeId));
        expect(listed.map(({ path }) => path)).toEqual(model.paths());
        await expectSound(server, storeId);
      }),
      { numRuns: 60 },
    );
  },
  LONG,
);

/** Walks a list page by page, `limit` changing on the way. */
async function walk(path: string, limits: number[]): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let page: unknown = "";
  for (let step = 0; page !== null; step++) {
    const cursor = page === "" ? "" : `&page=${page}`;
    const answer = await server.ask("GET", `${path}&limit=${limits[step % limits.length]}${cursor}`);
    expect(outcome(answer)).toEqual(FINE);
    found.push(...answer.body.data);
    page = answer.body.next_page;
  }
  return found;
}

/** Runs `work` while somebody creates, changes and deletes memories all over the store without a pause. */
async function whileWriting(storeId: string, work: () => Promise<void>): Promise<void> {
  let done = false;
  const writer = async (name: string) => {
    for (let turn = 0; !done; turn++) {
      const path = `/${"abcdefghij"[turn % 10]}/${name}`;
      const { body } = await creating(storeId, path);
      const address = `${memoriesOf(storeId)}/${body.id}`;
      await server.ask("POST", address, { body: { content: `${name} ${turn}` } });
      await server.ask("DELETE", address);
    }
  };
  const writers = [writer("churn"), writer("0"), writer("z/deep")];
  await work().finally(() => {
    done = true;
  });
  await Promise.all(writers);
}

const expectOnceEach = (found: string[], survivors: string[]) => {
  expect(new Set(found).size).toBe(found.length);
  const known = new Set(survivors);
  expect(found.filter((item) => known.has(item))).toEqual(survivors);
};

const anyLimits = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });

test(
  "1.8 property: memories that survive a walk are found exactly once, whatever is written meanwhile",
  async () => {
    const storeId = await server.aStore();
    const paths = [..."abcdefghij"].flatMap((letter) => [`/${letter}/m`, `/${letter}/n`]);
    for (const path of paths) await server.aMemory(storeId, path);
    await whileWriting(storeId, async () => {
      await fc.assert(
        fc.asyncProperty(anyLimits, fc.constantFrom("basic", "full"), async (limits, view) => {
          const items = await walk(`${memoriesOf(storeId)}?view=${view}`, limits);
          expectOnceEach(
            items.map((item) => String(item.path)),
            paths,
          );
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
          const directories = await walk(`${memoriesOf(storeId)}?view=${view}&depth=1`, limits);
          const letters = [..."abcdefghij"].map((letter) => `/${letter}/`);
          expectOnceEach(
            directories.map((item) => String(item.path)),
            letters,
          );
        }),
        { numRuns: 30 },
      );
    });
    await expectSound(server, storeId);
  },
  LONG,
);

test(
  "1.8 property: versions that stand when a walk begins are found exactly once, newest first",
  async () => {
    const storeId = await server.aStore();
    const versions = `/v1/memory_stores/${storeId}/memory_versions`;
    for (let index = 0; index < 20; index++) await server.aMemory(storeId, `/${"abcdefghij"[index % 10]}/m${index}`);
    const before = (await walk(`${versions}?view=basic`, [100])).map(({ id }) => String(id));
    await whileWriting(storeId, async () => {
      for (const limits of [[3], [7, 1], [20], [100]]) {
        const walked = await walk(`${versions}?created_at[gte]=2020-01-01T00:00:00Z`, limits);
        expectOnceEach(
          walked.map(({ id }) => String(id)),
          before,
        );
        const order = walked.map(({ created_at, id }) => `${created_at} ${id}`);
        expect([...order].sort().reverse()).toEqual(order);
      }
    });
    await expectSound(server, storeId);
  },
  LONG,
);
