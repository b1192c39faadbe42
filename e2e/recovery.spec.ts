import { once } from "node:events";
import { request } from "node:http";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type Answer, ask, type Diff, filesOf, sdk, send, versionCount } from "./api-client";
import { type DatabaseProbe, openProbe } from "./database-probe";
import { longTranscript, seededRandom } from "./long-transcript";
import { ACCOUNT, type Reverie, startReverie, temporaryFolder } from "./reverie";

const SEED = Number(process.env.REVERIE_E2E_SEED ?? 20261121);
const random = seededRandom(SEED);

test.describe.configure({ mode: "serial", timeout: 120_000 });

let folder: ReturnType<typeof temporaryFolder>;
let dataDir: string;
let server: Reverie;

test.beforeAll(async () => {
  folder = temporaryFolder();
  dataDir = join(folder.path, "data");
  server = await startReverie({ command: "demo", dataDir });
});
test.afterAll(async () => {
  await server?.stop();
  folder.remove();
});

/** Does `work`, kills everything when `moment` comes, and starts again. @returns what `work` came to */
async function killDuring<Result>(work: () => Promise<Result>, moment: (probe: DatabaseProbe) => Promise<void>) {
  const probe = await openProbe(dataDir);
  const [done] = await Promise.all([
    work(),
    moment(probe)
      .then(() => server.kill())
      .finally(() => probe.close()),
  ]);
  server = await startReverie({ dataDir });
  return done;
}

/** The connection breaks; or the database goes first and the web process still gets a word out. */
function expectNoSuccess(answer: Answer<unknown> | undefined) {
  expect(answer?.status ?? 500).toBe(500);
}

test.describe("kill -9 during an import leaves the session whole or absent", () => {
  const CALLS = 6_000;
  type Imported = { id: string; import: { already_imported: boolean; event_count: number } };
  let fullBytes = 0;

  const storedBytes = async (probe: DatabaseProbe) => {
    const [row] = await probe.query<{ bytes: string }>("select pg_relation_size('session_events') as bytes");
    return Number(row?.bytes);
  };

  async function sessionsTitled(title: string) {
    const found = [];
    for await (const session of sdk(server.url).beta.sessions.list()) if (session.title === title) found.push(session);
    return found;
  }

  async function storedEvents(sessionId: string): Promise<number> {
    const probe = await openProbe(dataDir);
    const sql = "select count(*)::int as count from session_events where session_id = $1";
    const [row] = await probe.query<{ count: number }>(sql, [sessionId]);
    await probe.close();
    return row?.count ?? 0;
  }

  /** Whole or absent after the restart, and whole and single after importing again. */
  async function expectWholeOrAbsent(seed: number, answer: Answer<Imported> | undefined) {
    const { events, body } = longTranscript({ seed, calls: CALLS });
    const found = await sessionsTitled(`Shift ${seed}`);
    expect(found.length).toBeLessThanOrEqual(1);
    if (answer?.status === 200) expect(found.map(({ id }) => id)).toEqual([answer.body.id]);
    for (const { id } of found) expect(await storedEvents(id)).toBe(events.length);
    const again = await send<Imported>(server.url, "/v1/sessions/import", body);
    expect(again?.body.import).toMatchObject({ already_imported: found.length === 1, event_count: events.length });
    expect(await storedEvents(again?.body.id ?? "")).toBe(events.length);
    expect((await sessionsTitled(`Shift ${seed}`)).map(({ id }) => id)).toEqual([again?.body.id]);
  }

  const importing = (seed: number) =>
    send<Imported>(server.url, "/v1/sessions/import", longTranscript({ seed, calls: CALLS }).body);

  test("an import that nobody disturbs is whole", async () => {
    const probe = await openProbe(dataDir);
    const before = await storedBytes(probe);
    await expectWholeOrAbsent(1, await importing(1));
    fullBytes = (await storedBytes(probe)) - before;
    await probe.close();
    expect(fullBytes).toBeGreaterThan(2_000_000);
  });

  test("when half of the request has been sent", async () => {
    const { body } = longTranscript({ seed: 2, calls: CALLS });
    const upload = request(`${server.url}/v1/sessions/import`, {
      method: "POST",
      headers: { "x-api-key": ACCOUNT.apiKey, "content-length": Buffer.byteLength(body) },
    });
    const broken = once(upload, "error");
    const sent = new Promise<void>((resolve) => upload.write(body.slice(0, body.length / 2), () => resolve()));
    await killDuring(
      () => broken,
      () => sent,
    );
    await expectWholeOrAbsent(2, undefined);
  });

  test("when its events are about to be written", async () => {
    const answer = await killDuring(
      () => importing(3),
      async (probe) => {
        await probe.blockWrites("session_events");
        await probe.untilBlocked("session_events");
      },
    );
    expectNoSuccess(answer);
    await expectWholeOrAbsent(3, answer);
  });

  for (const seed of [4, 5]) {
    const share = random();
    test(`when ${Math.round(share * 100)} % of its events have been written`, async () => {
      let isOver = false;
      const answer = await killDuring(
        () =>
          importing(seed).finally(() => {
            isOver = true;
          }),
        async (probe) => {
          const wanted = (await storedBytes(probe)) + share * fullBytes;
          while (!isOver && (await storedBytes(probe)) < wanted);
        },
      );
      await expectWholeOrAbsent(seed, answer);
    });
  }

  test("when it has just been answered", async () => {
    const answered = importing(7);
    const answer = await killDuring(
      () => answered,
      async () => void (await answered),
    );
    expect(answer?.status).toBe(200);
    await expectWholeOrAbsent(7, answer);
  });
});

test.describe("a dream that was killed goes on and completes", () => {
  type Dream = Awaited<ReturnType<ReturnType<typeof sdk>["beta"]["dreams"]["retrieve"]>>;
  const SESSIONS = 8;
  let storeId = "";
  let sessionIds: string[] = [];
  let expected: Record<string, string> = {};

  const create = () =>
    ask<Dream>(server.url, "/v1/dreams", {
      model: "reverie-local",
      inputs: [
        { type: "memory_store", memory_store_id: storeId },
        { type: "sessions", session_ids: sessionIds },
      ],
    });
  const retrieve = (id: string) => ask<Dream>(server.url, `/v1/dreams/${id}`);
  const outputOf = (dream: Dream) => dream.outputs.map((output) => output.memory_store_id);

  async function untilEnded(id: string): Promise<Dream> {
    await expect
      .poll(async () => (await retrieve(id)).status, { timeout: 60_000, intervals: [50] })
      .not.toMatch(/pending|running/);
    return retrieve(id);
  }

  async function storeIds(): Promise<string[]> {
    const ids = [];
    for await (const store of sdk(server.url).beta.memoryStores.list({ include_archived: true })) ids.push(store.id);
    return ids;
  }

  test("one that nobody disturbs shows what has to come out", async () => {
    const demo = await retrieve(server.dreamId ?? (await newestDreamId()));
    for (const input of demo.inputs) {
      if (input.type === "memory_store") storeId = input.memory_store_id;
      else sessionIds = [...input.session_ids];
    }
    for await (const session of sdk(server.url).beta.sessions.list()) {
      if (["Shift 1", "Shift 2", "Shift 3"].includes(session.title ?? "")) sessionIds.push(session.id);
    }
    expect(sessionIds).toHaveLength(SESSIONS);
    const dream = await untilEnded((await create()).id);
    expect(dream).toMatchObject({ status: "completed", error: null });
    const [output] = outputOf(dream);
    expected = await filesOf(server.url, output ?? "");
    expect(expected).not.toEqual(await filesOf(server.url, storeId));
  });

  async function newestDreamId(): Promise<string> {
    return (await ask<{ data: Dream[] }>(server.url, "/v1/dreams")).data[0]?.id ?? "";
  }

  async function expectItToComplete(id: string, storesBefore: string[]) {
    const dream = await untilEnded(id);
    expect(dream).toMatchObject({ status: "completed", error: null });
    expect((await storeIds()).filter((each) => !storesBefore.includes(each))).toEqual(outputOf(dream));
    expect(outputOf(dream)).toHaveLength(1);
    expect(await filesOf(server.url, outputOf(dream)[0] ?? "")).toEqual(expected);
    expect(await ask<Diff>(server.url, `/v1/dreams/${id}/diff`)).toMatchObject({ review: { status: "waiting" } });
  }

  const countTasks = async (probe: DatabaseProbe, id: string) => {
    const sql = "select count(*)::int as count from dream_tasks where dream_id = $1 and status = 'completed'";
    const [row] = await probe.query<{ count: number }>(sql, [id]);
    return row?.count ?? 0;
  };
  const blockedAt = (table: string) => async (probe: DatabaseProbe) => probe.untilBlocked(table);
  const moments: { when: string; block?: string; until(probe: DatabaseProbe, id: string): Promise<void> }[] = [
    { when: "as soon as it is accepted", until: async () => undefined },
    { when: "while it takes its snapshot", block: "dream_base_files", until: blockedAt("dream_base_files") },
    ...[1, SESSIONS / 2]
      .map((least) => least + Math.floor((random() * SESSIONS) / 2))
      .map((count) => ({
        when: `when it has read ${count} of ${SESSIONS} transcripts`,
        until: async (probe: DatabaseProbe, id: string) => {
          while ((await countTasks(probe, id)) < count);
        },
      })),
    { when: "while it saves its findings", block: "dream_findings", until: blockedAt("dream_findings") },
    { when: "while it writes the new store", block: "memory_versions", until: blockedAt("memory_versions") },
  ];
  for (const { when, block, until } of moments) {
    test(when, async () => {
      const before = await storeIds();
      let id = "";
      await killDuring(
        async () => undefined,
        async (probe) => {
          if (block) await probe.blockWrites(block);
          ({ id } = await create());
          await until(probe, id);
        },
      );
      await expectItToComplete(id, before);
    });
  }
});

test.describe("kill -9 during an adoption leaves it whole or absent", () => {
  let dreamId = "";
  let storeId = "";
  let proposal: Diff;
  let before: { files: Record<string, string>; versions: number };

  const diff = () => ask<Diff>(server.url, `/v1/dreams/${dreamId}/diff?include_decided=true`);
  const state = async () => ({
    files: await filesOf(server.url, storeId),
    versions: await versionCount(server.url, storeId),
  });
  const adopt = () => {
    const { proposal_sha256 } = proposal;
    return send(server.url, `/v1/dreams/${dreamId}/adopt`, JSON.stringify({ proposal_sha256 }));
  };

  test("a proposal waits", async () => {
    type Listed = { id: string; inputs: { type: string; memory_store_id?: string }[] };
    const [dream] = (await ask<{ data: Listed[] }>(server.url, "/v1/dreams")).data;
    dreamId = dream?.id ?? "";
    storeId = dream?.inputs.find((input) => input.type === "memory_store")?.memory_store_id ?? "";
    proposal = await diff();
    expect(proposal.files.length).toBeGreaterThan(2);
    before = await state();
  });

  for (const table of ["memory_versions", "memories", "dream_files", "dreams"]) {
    test(`when it is about to write to ${table}`, async () => {
      const answer = await killDuring(adopt, async (probe) => {
        await probe.blockWrites(table);
        await probe.untilBlocked(table);
      });
      expectNoSuccess(answer);
      expect(await state()).toEqual(before);
      expect((await diff()).review).toMatchObject({ status: "waiting", adopted: [] });
    });
  }

  test("when it has just been answered", async () => {
    const answered = Promise.resolve().then(adopt);
    const answer = await killDuring(
      () => answered,
      async () => void (await answered),
    );
    expect(answer?.status).toBe(200);
    const after = await state();
    const paths = proposal.files.map((file) => file.path).sort();
    expect(after.versions).toBe(before.versions + paths.length);
    for (const file of proposal.files) expect(after.files[file.path] ?? null).toBe(file.proposed_sha256);
    const { review } = await diff();
    expect(review.status).toBe("adopted");
    expect(review.adopted.map((file) => file.path).sort()).toEqual(paths);
    expect((await adopt())?.status).toBe(200);
    expect(await state()).toEqual(after);
  });
});
